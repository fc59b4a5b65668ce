"""The story of an edited home page becomes a block of its body; marketing may edit questions."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from site_core.users.roles import apply_roles

SEEDED = ("dusangire", "dusangire-fr", "dusangire-rw")


def keep_story(apps: Any, schema_editor: object) -> None:
    """A home page that nobody edited stays without a body: the seed fills it with everything."""
    homes = apps.get_model("marketing", "HomePage").objects
    homes.filter(slug__in=SEEDED).update(seed_code="home")
    for home in homes.filter(latest_revision__isnull=False).exclude(story=""):
        value = {"heading": home.story_title or home.title, "text": home.story}
        home.body = [("story", value)]
        home.save(update_fields=["body"])


class Migration(migrations.Migration):
    dependencies = [
        ("backoffice", "0003_dietitian_allows"),
        ("marketing", "0002_pages"),
    ]

    operations = [
        migrations.RunPython(keep_story, migrations.RunPython.noop),
        migrations.RunPython(apply_roles, migrations.RunPython.noop),
    ]
