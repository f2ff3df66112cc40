import django.utils.timezone
from django.db import migrations, models

import commerce.foundation.core.ids
import commerce.foundation.core.private_files


class Migration(migrations.Migration):

    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name='EarningsFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', commerce.foundation.core.ids.PublicIdField(default=commerce.foundation.core.ids.random_id, editable=False, max_length=24, unique=True)),
                ('status', models.CharField(choices=[('waiting', 'waiting'), ('working', 'being worked on'), ('done', 'done'), ('failed', 'failed')], default='waiting', max_length=10, verbose_name='status')),
                ('asked_by', models.CharField(max_length=80, verbose_name='asked by')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('touched_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('steps_done', models.BigIntegerField(default=0)),
                ('steps_total', models.BigIntegerField(default=0)),
                ('problem', models.CharField(blank=True, max_length=300, verbose_name='problem')),
                ('market_ref', models.CharField(max_length=40, verbose_name='market')),
                ('kind', models.CharField(choices=[('statement', 'statement of a month'), ('sales', 'list of sales')], max_length=12, verbose_name='kind')),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('xlsx', 'XLSX'), ('csv', 'CSV')], max_length=4, verbose_name='format')),
                ('month', models.CharField(blank=True, max_length=7, verbose_name='month')),
                ('filters', models.JSONField(blank=True, default=dict)),
                ('language', models.CharField(default='fa', max_length=5)),
                ('mark', models.CharField(blank=True, max_length=80)),
                ('file', models.FileField(blank=True, storage=commerce.foundation.core.private_files.private_files, upload_to='earnings/', verbose_name='file')),
            ],
            options={
                'verbose_name': 'earnings file',
                'verbose_name_plural': 'earnings files',
                'ordering': ['-id'],
                'abstract': False,
                'indexes': [models.Index(fields=['market_ref', '-id'], name='earnings_file_by_market')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'statement'), models.Q(('status', 'failed'), _negated=True)), fields=('market_ref', 'month', 'format', 'language', 'mark'), name='statement_written_once')],
            },
        ),
    ]
