"""The terms on which all markets owe, until staff change them."""

from typing import Any

from django.db import migrations

LADDER = {"notice": 0, "no_payouts": 3, "no_cash": 7, "no_own_gateway": 10, "no_new_orders": 30}


def write(apps: Any, schema_editor: Any) -> None:
    terms, is_new = apps.get_model("debts", "DebtTerms").objects.get_or_create(scope="default")
    if is_new:
        sanctions = apps.get_model("debts", "Sanction").objects
        sanctions.bulk_create(sanctions.model(terms=terms, what=what, after_days=days) for what, days in LADDER.items())


class Migration(migrations.Migration):
    dependencies = [("debts", "0001_what_markets_owe")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
