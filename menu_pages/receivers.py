"""What follows when pages, pictures or what they show change. The one receivers file of the house.

Two rules live here and nothing else: public pages are forgotten when anything they show changes,
and an item is on sale only while a live page shows it. Changes by conditional UPDATE send no
signal; the services that make them drop the pages themselves.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Locale, Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from ordering.catalogue.models import Category, ItemSize, MenuItem, Option, OptionGroup
from ordering.catalogue.services import set_listed
from ordering.delivery.models import Area, Closure, OpeningHours, Slot, Ward, Zone
from ordering.loyalty.models import LoyaltyRules
from site_core.base.page_cache import drop_pages
from site_core.house.models import Brand, HouseContact
from site_core.images.models import Picture

from .models import DietaryNote, DishPage
from .picture_specs import ensure_renditions

SHOWN_ON_PAGES = (
    MenuItem,
    ItemSize,
    OptionGroup,
    Option,
    Category,
    DietaryNote,
    Zone,
    Ward,
    Area,
    OpeningHours,
    Closure,
    Slot,
    LoyaltyRules,
    Picture,
    HouseContact,
    Brand,
    Site,
    Locale,
)


def connect() -> None:
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(forget_pages, dispatch_uid="forget_pages")
    post_delete.connect(forget_pages, sender=Page, dispatch_uid="forget_pages")
    forget_pages_with(*SHOWN_ON_PAGES)
    pre_save.connect(remember_sold_item, sender=DishPage)
    post_save.connect(settle_after_save, sender=DishPage)
    post_delete.connect(settle_after_delete, sender=DishPage)
    post_save.connect(prepare_picture, sender=Picture)


def forget_pages_with(*models: type[Model]) -> None:
    """Also for what is built on top of the menu: public pages show rows of these models."""
    for model in models:
        post_save.connect(forget_pages, sender=model, dispatch_uid="forget_pages")
        post_delete.connect(forget_pages, sender=model, dispatch_uid="forget_pages")


def forget_pages(sender: object, **kwargs: Any) -> None:
    drop_pages()


def remember_sold_item(
    sender: object, instance: DishPage, update_fields: Any = None, **kwargs: Any
) -> None:
    """Which item the live page showed until now: publishing may put another one in its place."""
    if _may_change_what_is_sold(update_fields):
        live = DishPage.objects.live().filter(pk=instance.pk)
        instance.sold_before = live.values_list("item_id", flat=True).first()


def settle_after_save(
    sender: object, instance: DishPage, update_fields: Any = None, **kwargs: Any
) -> None:
    """Any way in or out of public counts: by hand, by schedule, as an alias, by a seed."""
    if not _may_change_what_is_sold(update_fields):
        return
    shown = instance.item_id if instance.live else None
    before = instance.sold_before
    if before != shown:
        _settle_on_commit(before, came=False)
        _settle_on_commit(shown, came=True)
        drop_pages()


def settle_after_delete(sender: object, instance: DishPage, **kwargs: Any) -> None:
    if instance.live:
        _settle_on_commit(instance.item_id, came=False)


def _may_change_what_is_sold(update_fields: Any) -> bool:
    """Saving a draft writes dates and titles of the page only."""
    return update_fields is None or not {"live", "item", "item_id"}.isdisjoint(update_fields)


def _settle_on_commit(item_id: int | None, *, came: bool) -> None:
    if item_id is not None:
        transaction.on_commit(lambda: settle_listing(item_id, came=came))


def settle_listing(item_id: int, *, came: bool) -> None:
    """A page of the item came or went: counts what is live now, in all languages.

    Of several changes in one transaction the outcome counts. Safe to repeat. Nothing is taken off
    sale unless a live page of it went away.
    """
    has_page = DishPage.objects.live().filter(item_id=item_id).exists()
    if has_page == came:
        set_listed(item_id=item_id, is_listed=has_page)


def prepare_picture(sender: object, instance: Picture, raw: bool = False, **kwargs: Any) -> None:
    """A picture is made in all its shapes when it is uploaded, so that no visitor waits for it.

    A file that cannot be encoded is logged, and is shown as no picture.
    """
    if not raw:
        transaction.on_commit(lambda: _make_shapes(instance), robust=True)


def _make_shapes(picture: Picture) -> None:
    ensure_renditions(picture)
    drop_pages()
