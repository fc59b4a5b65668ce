"""Managers see how the site is."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("operations", "0003_incidents"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("users", "0002_invitations_and_proved_phones"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
