from django.db import migrations, models
from django.db.models import F


def show_the_place_as_it_was_written(apps, schema_editor):
    """Until now one column served both; the words that the customer read stay theirs."""
    apps.get_model("orders", "Order").objects.update(shown_place=F("place"))


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0002_courier_of_an_order"),
    ]

    operations = [
        migrations.AlterField(
            model_name="order",
            name="place",
            field=models.CharField(max_length=340, verbose_name="place"),
        ),
        migrations.AddField(
            model_name="order",
            name="shown_place",
            field=models.CharField(default="", max_length=340),
            preserve_default=False,
        ),
        migrations.RunPython(show_the_place_as_it_was_written, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="orderline",
            name="choices",
            field=models.TextField(blank=True, verbose_name="choices"),
        ),
        migrations.AlterField(
            model_name="orderline",
            name="shown_choices",
            field=models.TextField(blank=True),
        ),
    ]
