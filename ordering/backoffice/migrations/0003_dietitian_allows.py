"""The dietitian may allow a dish that does not suit whoever eats."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0002_roles_reach_us"),
        ("dietary", "0002_override_permission"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
