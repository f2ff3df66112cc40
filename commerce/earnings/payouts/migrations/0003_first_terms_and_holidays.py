"""What holds until staff say otherwise, and the days off of two years: those of the sun, and those of the moon to be
confirmed by the calendar of their year."""

from datetime import date
from typing import Any

import jdatetime
from django.db import migrations

FRIDAY = 6
YEARS = (1405, 1406)
OF_THE_SUN = [
    (1, 1, "آغاز نوروز", "Nowruz"),
    (1, 2, "عید نوروز", "Nowruz"),
    (1, 3, "عید نوروز", "Nowruz"),
    (1, 4, "عید نوروز", "Nowruz"),
    (1, 12, "روز جمهوری اسلامی", "Islamic Republic Day"),
    (1, 13, "روز طبیعت", "Nature Day"),
    (3, 14, "رحلت امام خمینی", "Death of Imam Khomeini"),
    (3, 15, "قیام ۱۵ خرداد", "Uprising of 15 Khordad"),
    (11, 22, "پیروزی انقلاب اسلامی", "Victory of the Revolution"),
    (12, 29, "روز ملی شدن صنعت نفت", "Nationalisation of the oil industry"),
]
OF_THE_MOON = [
    (1, 9, "تاسوعای حسینی", "Tasu'a"),
    (1, 10, "عاشورای حسینی", "Ashura"),
    (2, 20, "اربعین حسینی", "Arba'in"),
    (2, 28, "رحلت پیامبر و شهادت امام حسن", "Death of the Prophet"),
    (2, 29, "شهادت امام رضا", "Martyrdom of Imam Reza"),
    (3, 8, "شهادت امام حسن عسکری", "Martyrdom of Imam Hasan al-Askari"),
    (3, 17, "میلاد پیامبر و امام صادق", "Birth of the Prophet"),
    (6, 3, "شهادت حضرت فاطمه", "Martyrdom of Fatima"),
    (7, 13, "ولادت امام علی", "Birth of Imam Ali"),
    (7, 27, "مبعث", "Mab'ath"),
    (8, 15, "ولادت امام زمان", "Birth of Imam Mahdi"),
    (9, 21, "شهادت امام علی", "Martyrdom of Imam Ali"),
    (10, 1, "عید فطر", "Eid al-Fitr"),
    (10, 2, "تعطیل عید فطر", "Eid al-Fitr"),
    (10, 25, "شهادت امام صادق", "Martyrdom of Imam Sadiq"),
    (12, 10, "عید قربان", "Eid al-Adha"),
    (12, 18, "عید غدیر", "Eid al-Ghadir"),
]
# The day before the first of Muharram of the year 1, as date.toordinal() counts.
BEFORE_THE_MOON = 227014


def lunar_day(year: int, month: int, day: int) -> date:
    """The day of a lunar date by the tabular calendar; the moon may be seen a day earlier or later."""
    months_before = (59 * (month - 1) + 1) // 2
    return date.fromordinal(BEFORE_THE_MOON + (year - 1) * 354 + (3 + 11 * year) // 30 + months_before + day)


def seed(apps: Any, schema_editor: Any) -> None:
    apps.get_model("payouts", "ClosedWeekday").objects.get_or_create(weekday=FRIDAY)
    _everybodys_terms(apps.get_model("payouts", "PayoutTerms"))
    holiday = apps.get_model("payouts", "Holiday")
    for year in YEARS:
        for month, day, *titles in OF_THE_SUN:
            _keep(holiday, jdatetime.date(year, month, day).togregorian(), titles, is_confirmed=True)
    first = jdatetime.date(YEARS[0], 1, 1).togregorian()
    after = jdatetime.date(YEARS[-1] + 1, 1, 1).togregorian()
    for year in range(1447, 1451):
        for month, day, *titles in OF_THE_MOON:
            if first <= (moved := lunar_day(year, month, day)) < after:
                _keep(holiday, moved, titles, is_confirmed=False)


def _keep(holiday: Any, day: date, titles: list[str], *, is_confirmed: bool) -> None:
    title_fa, title_en = titles
    holiday.objects.get_or_create(
        day=day,
        defaults={
            "title_fa": title_fa, "title_en": title_en, "is_confirmed": is_confirmed, "changed_by": "system:system"
        },
    )  # fmt: skip


def _everybodys_terms(terms: Any) -> None:
    if terms.objects.filter(market_ref="", plan="").exists():
        return
    terms.objects.create(
        starts_on=date(2020, 1, 1),
        hold_days=7,
        market_word_hold_days=14,
        minimum=1_000_000,
        schedule="weekly",
        weekday=0,
        early_allowed=True,
        early_percent=1,
        made_by="system:system",
    )


class Migration(migrations.Migration):
    dependencies = [("payouts", "0002_payouts_terms_and_holidays")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
