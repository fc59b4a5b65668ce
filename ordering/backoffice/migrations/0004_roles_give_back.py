"""Support and managers may give money back, see papers and store credit."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0003_dietitian_allows"),
        ("credit", "0001_initial"),
        ("receipts", "0001_initial"),
        ("refunds", "0002_lines_that_go"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
