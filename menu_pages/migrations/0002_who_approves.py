"""The dietitian approves what is said about allergens; marketing may make a dish, and proposes."""

from django.db import migrations

from site_core.users.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("menu_pages", "0001_initial"),
        ("backoffice", "0007_staff_confirm_payments"),
        ("catalogue", "0004_allergen_proposals"),
        ("changes", "0003_who_allows_dishes"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
