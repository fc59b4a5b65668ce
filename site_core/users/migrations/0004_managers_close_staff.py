"""Managers close accounts of staff."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("users", "0003_close_staff"),
        ("backoffice", "0007_staff_confirm_payments"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
