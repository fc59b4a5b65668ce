"""The permission to allow a dish belongs to the order desk, not to what is known of who eats."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0003_dietitian_allows"),
        ("changes", "0002_override_permission"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
