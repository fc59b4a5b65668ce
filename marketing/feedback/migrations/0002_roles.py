"""Support and managers work the desk; marketing reads opinions and decides on reviews.

It stands here because the permissions that the table names are made by this app and reviews.
"""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0003_dietitian_allows"),
        ("feedback", "0001_initial"),
        ("reviews", "0001_initial"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
