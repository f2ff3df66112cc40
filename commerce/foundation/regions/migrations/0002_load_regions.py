from typing import Any

from django.db import migrations

from commerce.foundation.regions import gazetteer


def load(apps: Any, schema_editor: Any) -> None:
    gazetteer.load(province_model=apps.get_model("regions", "Province"), city_model=apps.get_model("regions", "City"))


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
