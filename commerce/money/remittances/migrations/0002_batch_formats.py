"""Two formats to begin with; staff change their columns to what the bank of the day asks for."""

from typing import Any

from django.db import migrations

COLUMNS = [
    {"heading": "ردیف", "value": "row"},
    {"heading": "شماره شبا", "value": "iban"},
    {"heading": "مبلغ (ریال)", "value": "amount"},
    {"heading": "نام صاحب حساب", "value": "holder"},
    {"heading": "شرح", "value": "description"},
    {"heading": "شناسه پیگیری", "value": "tracking"},
]
RESULTS = {
    "result_tracking": "شناسه پیگیری",
    "result_state": "وضعیت",
    "result_reference": "شماره مرجع",
    "result_reason": "علت",
    "settled_words": ["انجام شده", "واریز شده", "موفق", "settled"],
    "returned_words": ["برگشت خورده", "برگشتی", "ناموفق", "returned"],
}
FORMATS = [
    {"slug": "paya-csv", "title_fa": "پایا (CSV)", "title_en": "Paya (CSV)", "file_kind": "csv"},
    {"slug": "excel", "title_fa": "پرداخت گروهی (اکسل)", "title_en": "Group transfer (Excel)", "file_kind": "xlsx"},
]


def seed(apps: Any, schema_editor: Any) -> None:
    batch_format = apps.get_model("remittances", "BatchFormat")
    for row in FORMATS:
        batch_format.objects.get_or_create(slug=row["slug"], defaults={**row, **RESULTS, "columns": COLUMNS})


class Migration(migrations.Migration):
    dependencies = [("remittances", "0001_accounts_remittances_and_batches")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
