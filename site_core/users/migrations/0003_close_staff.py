"""The permission of managers to close accounts of staff."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("users", "0002_invitations_and_proved_phones")]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "permissions": [
                    ("close_staff", "Can close accounts of staff and reset their second step")
                ],
                "verbose_name": "person",
                "verbose_name_plural": "people",
            },
        ),
    ]
