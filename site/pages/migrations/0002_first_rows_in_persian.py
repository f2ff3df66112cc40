"""Wagtail's own migrations make a few rows with English names; editors read these names on their screens."""

from typing import Any

from django.db import migrations

NAMES = {
    ("Page", "title"): {"Root": "ریشه", "Welcome to your new Wagtail site!": "خوش آمدید"},
    ("Page", "draft_title"): {"Root": "ریشه", "Welcome to your new Wagtail site!": "خوش آمدید"},
    ("Collection", "name"): {"Root": "ریشه"},
    ("Workflow", "name"): {"Moderators approval": "تأیید ناظران"},
    ("Task", "name"): {"Moderators approval": "تأیید ناظران"},
}


def say_in_persian(apps: Any, schema_editor: Any) -> None:
    for (model, column), words in NAMES.items():
        rows = apps.get_model("wagtailcore", model).objects
        for english, persian in words.items():
            rows.filter(**{column: english}).update(**{column: persian})


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(say_in_persian, migrations.RunPython.noop)]
