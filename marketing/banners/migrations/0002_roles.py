"""Marketing writes and publishes banners."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0003_dietitian_allows"),
        ("banners", "0001_banner"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
