"""Marketing and the menu's managers may translate side by side."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0003_dietitian_allows"),
        ("marketing", "0004_story_is_a_block"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
