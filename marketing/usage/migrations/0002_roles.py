"""Marketing and managers read the report."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("banners", "0002_roles"),
        ("usage", "0001_tally"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
