"""The staff roles of site_core.users.roles as groups, with their permissions.

It stands here because the back office is above every app whose permissions the table names.
"""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("users", "0002_invitations_and_proved_phones"),
        ("notifications", "0001_initial"),
        ("operations", "0001_initial"),
        ("catalogue", "0002_sold_out_permission"),
        ("delivery", "0001_initial"),
        ("orders", "0001_initial"),
        ("payments", "0001_initial"),
        ("menu_pages", "0001_initial"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
