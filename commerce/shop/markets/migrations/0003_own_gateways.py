from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("markets", "0002_search_key_and_publishing")]

    operations = [
        migrations.AddField(
            model_name="market",
            name="may_have_own_gateway",
            field=models.BooleanField(default=False, verbose_name="may have its own gateway"),
        ),
    ]
