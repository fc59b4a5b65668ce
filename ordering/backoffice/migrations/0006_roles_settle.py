"""Managers take in cash, import statements and look at the money of a day."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [("backoffice", "0005_roles_promote"), ("settlement", "0001_initial")]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
