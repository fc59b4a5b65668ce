"""Support sees and serves subscriptions; managers keep the plans as well."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("subscriptions", "0001_plans"),
        ("backoffice", "0001_roles"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
