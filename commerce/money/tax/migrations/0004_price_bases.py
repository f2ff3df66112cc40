import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tax", "0003_tax_profiles"),
    ]

    operations = [
        migrations.CreateModel(
            name="PriceBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prices_include_tax", models.BooleanField(verbose_name="prices hold the tax")),
                ("starts_on", models.DateField(unique=True, verbose_name="from")),
                ("set_by", models.CharField(max_length=100, verbose_name="set by")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "price basis",
                "verbose_name_plural": "price bases",
            },
        ),
    ]
