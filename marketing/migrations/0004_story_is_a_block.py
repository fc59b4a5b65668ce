from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("marketing", "0003_keep_story")]

    operations = [
        migrations.RemoveField(model_name="homepage", name="story"),
        migrations.RemoveField(model_name="homepage", name="story_title"),
    ]
