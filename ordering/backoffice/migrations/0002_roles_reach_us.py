"""Marketing and managers may change how guests reach the house."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0001_roles"),
        ("house", "0001_house_contact"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
