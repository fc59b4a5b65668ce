"""Marketing and managers choose name, logo and colours of the house."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("usage", "0002_roles"),
        ("house", "0003_brand_and_social"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
