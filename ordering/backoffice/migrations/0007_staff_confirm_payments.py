"""Support and managers confirm payments made by hand; managers set the ways to pay."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0006_roles_settle"),
        ("payments", "0003_ways_to_pay"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
