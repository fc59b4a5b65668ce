"""Takes the sample menu out again, and leaves whatever somebody refers to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import ReferenceIndex

from ordering.catalogue.models import (
    Category,
    DailyPortions,
    ItemSize,
    MenuItem,
    OptionGroup,
)
from site_core.base.references import referring_models
from site_core.images.models import Picture, PictureRendition

from .models import DietaryNote, DishPage, MenuPage, RelatedItem, SectionPage
from .seed.dishes import ALL_DISHES
from .seed.sections import SECTIONS
from .seed.tags import TAGS

# Rows that belong to an item and go with it.
PARTS_OF_AN_ITEM = frozenset({ItemSize, OptionGroup, DailyPortions, DishPage, RelatedItem})


@dataclass(slots=True)
class Report:
    removed: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)


def clear_menu() -> Report:
    """Remove seeded rows that nothing outside the sample menu refers to. Safe to repeat."""
    report = Report()
    with transaction.atomic():
        _clear_items(report)
        _clear_empty_pages(report)
        _clear_pictures(report)
        _clear_notes(report)
    return report


def _clear_items(report: Report) -> None:
    for item in MenuItem.objects.filter(code__in=[dish.code for dish in ALL_DISHES]):
        pages = DishPage.objects.filter(item=item)
        others = pages.exclude(seed_code=item.code).count()
        users = referring_models(item, ignoring=PARTS_OF_AN_ITEM)
        if others or users:
            used = [str(model._meta.verbose_name_plural) for model in users]
            used += ["pages of your own"] if others else []
            report.kept.append(f"{item.name}: used by {', '.join(used)}")
            continue
        for page in pages:
            page.delete()
            report.removed["dish pages"] += 1
        RelatedItem.objects.filter(item=item).delete()
        item.delete()
        report.removed["items"] += 1
    for category in Category.objects.filter(code__in=[section.code for section in SECTIONS]):
        if not category.items.exists():
            category.delete()
            report.removed["categories"] += 1


def _clear_empty_pages(report: Report) -> None:
    for section in SectionPage.objects.filter(seed_code__in=[s.code for s in SECTIONS]):
        if section.get_children().exists():
            report.kept.append(f"section {section.title} ({section.locale}): it has dishes")
        else:
            section.delete()
            report.removed["section pages"] += 1
    for menu in MenuPage.objects.all():
        if not menu.get_children().exists():
            menu.delete()
            report.removed["menu pages"] += 1


def _clear_pictures(report: Report) -> None:
    for picture in Picture.objects.exclude(seed_code=""):
        if (
            referring_models(picture, ignoring=(PictureRendition,))
            or ReferenceIndex.get_references_to(picture).exists()
        ):
            report.kept.append(f"picture {picture.title}: it is shown on a page")
            continue
        # Renditions and files first go with their rows, so that the disk is freed too.
        for rendition in picture.renditions.all():
            rendition.file.delete(save=False)
        picture.file.delete(save=False)
        picture.delete()
        report.removed["pictures"] += 1


def _clear_notes(report: Report) -> None:
    """Explanations that staff rewrote are theirs now."""
    for tag in TAGS:
        for note in DietaryNote.objects.filter(tag=tag.code).select_related("locale"):
            language = note.locale.language_code
            seeded = (getattr(tag.name, language, ""), getattr(tag.explanation, language, ""))
            if (note.name, note.explanation) == seeded:
                note.delete()
                report.removed["dietary tags"] += 1
            else:
                report.kept.append(f"dietary tag {note.name} ({language}): its words were changed")
