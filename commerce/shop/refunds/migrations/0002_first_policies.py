"""Reasons and rules to begin with; staff change them. What is there already is left alone."""

from django.db import migrations

from commerce.foundation.core.ids import random_id

REASONS = (
    ("changed-mind", "منصرف شدم", "Changed my mind", ["shopper"]),
    ("not-arrived", "کالا نرسیده است", "It did not arrive", ["shopper", "staff"]),
    ("damaged", "کالا آسیب دیده است", "It is damaged", ["shopper", "vendor", "staff"]),
    ("not-as-described", "کالا با توضیحات نمی‌خواند", "Not as described", ["shopper", "vendor", "staff"]),
    ("missing-pieces", "بخشی از سفارش نبود", "Something is missing", ["shopper", "vendor", "staff"]),
    ("out-of-stock", "کالا تمام شده است", "Out of stock", ["vendor", "staff"]),
    ("late-delivery", "دیر رسید", "Delivered late", ["shopper", "vendor", "staff"]),
    ("agreed-with-buyer", "با خریدار توافق شد", "Agreed with the buyer", ["vendor", "staff"]),
    ("other", "دلیل دیگر", "Something else", ["shopper", "vendor", "staff"]),
)
NOT_SENT = ["new", "accepted"]
ARRIVED = ["delivered", "completed", "partly_returned"]
ON_THE_WAY = ["new", "accepted", "packed", "partly_shipped", "shipped", *ARRIVED]
GOODS = ["whole", "lines"]
POLICIES = (
    {
        "title": "خریدار پیش از بسته‌بندی پس می‌گیرد",
        "side": "shopper",
        "kinds": GOODS,
        "states": NOT_SENT,
        "auto_most": 10**12,
        "ways": ["origin", "wallet"],
    },
    {
        "title": "خریدار تا هفت روز پس از تحویل می‌خواهد",
        "side": "shopper",
        "kinds": [*GOODS, "amount", "shipping"],
        "states": ["shipped", *ARRIVED],
        "within_days": 7,
        "vendor_decides": True,
        "vendor_hours": 48,
        "ways": ["origin", "wallet", "bank"],
    },
    {
        "title": "فروشگاه خودش بازمی‌گرداند",
        "side": "vendor",
        "kinds": [],
        "states": ON_THE_WAY,
        "within_days": 30,
        "auto_most": 50_000_000,
        "ways": ["origin", "wallet", "bank", "seller"],
    },
    {
        "title": "پشتیبانی می‌خواهد",
        "side": "staff",
        "kinds": [],
        "states": ON_THE_WAY,
        "ways": ["origin", "wallet", "bank", "seller"],
    },
)


def enter(apps, schema_editor):
    reasons, policies = apps.get_model("refunds", "RefundReason"), apps.get_model("refunds", "RefundPolicy")
    for position, (code, title_fa, title_en, sides) in enumerate(REASONS, start=1):
        told = {"title_fa": title_fa, "title_en": title_en, "sides": sides, "position": 10 * position}
        reasons.objects.get_or_create(code=code, defaults=told)
    if not policies.objects.exists():
        policies.objects.bulk_create(
            policies(public_id=random_id(), position=10 * position, **row)
            for position, row in enumerate(POLICIES, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("refunds", "0001_requests_and_policies")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
