"""Every address is in Iran; Oscar's address wants a row that says so."""

from django.db import migrations


def add_iran(apps, schema_editor):
    apps.get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="IR",
        defaults={
            "iso_3166_1_a3": "IRN",
            "iso_3166_1_numeric": "364",
            "printable_name": "Iran",
            "name": "Islamic Republic of Iran",
            "is_shipping_country": True,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("address", "0008_regions_and_public_ids")]

    operations = [migrations.RunPython(add_iran, migrations.RunPython.noop)]
