"""A row for each way to pay, so that a manager finds them all in the admin."""

from typing import Any

from django.db import migrations

from ordering.payments.methods import ensure_methods


def make_rows(apps: Any, schema_editor: object) -> None:
    ensure_methods(apps.get_model("payments", "PaymentMethod"))


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_money_that_arrives")]

    operations = [migrations.RunPython(make_rows, migrations.RunPython.noop)]
