"""Marketing and managers may write and send campaigns."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0002_roles_reach_us"),
        ("campaigns", "0001_campaigns"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
