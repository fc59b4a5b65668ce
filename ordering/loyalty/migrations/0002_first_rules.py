"""The first version of the rules, and who may work with points."""

import datetime as dt

from django.db import migrations

from site_core.users.roles import apply_roles

BEGINNING = dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)


def write_first_rules(apps, schema_editor):
    rules = apps.get_model("loyalty", "LoyaltyRules")
    rules.objects.get_or_create(version=1, defaults={"valid_from": BEGINNING})


class Migration(migrations.Migration):
    dependencies = [("loyalty", "0001_initial"), ("changes", "0003_who_allows_dishes")]

    operations = [
        migrations.RunPython(write_first_rules, migrations.RunPython.noop),
        migrations.RunPython(apply_roles, migrations.RunPython.noop),
    ]
