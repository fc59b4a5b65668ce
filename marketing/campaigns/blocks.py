"""What a letter is made of. Each block shows itself for mail clients; prices are read at sending."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Locale
from wagtail.rich_text import RichText

from menu_pages.cards import lowest_price
from ordering.promotions.selectors import find_coupon
from site_core.notifications.kinds import check_placeholders

NAMES = frozenset({"name"})
RICH_TEXT = ["bold", "italic", "link", "ul", "ol"]
NAME_HINT = _("{name} becomes the reader's name.")


def known_names(value: Any) -> None:
    """Raises ValidationError for a {name} that nobody will ever fill in."""
    text = strip_tags(value.source) if isinstance(value, RichText) else str(value)
    check_placeholders(text, NAMES)


def web_address(value: str) -> None:
    if urlsplit(value).scheme not in {"http", "https"}:
        raise ValidationError(_("Write a web address that begins with https://."))


class LinkMixin:
    """A page of ours, found in the reader's language, or an address elsewhere."""

    def clean(self, value: Any) -> Any:
        value = super().clean(value)  # type: ignore[misc]
        if bool(value.get("page")) == bool(value.get("address")):
            raise blocks.StructBlockValidationError(
                non_block_errors=[
                    ValidationError(_("Choose a page or write an address, not both."))
                ]
            )
        return value

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)  # type: ignore[misc]
        page = value.get("page")
        context["url"] = page_path(in_language(page, context)) if page else value.get("address", "")
        return context


def in_language(page: Any, context: Any) -> Any:
    """The page in the language of the letter, or the one that was chosen."""
    locale = Locale.objects.filter(language_code=context.get("language", "")).first()
    translation = page.get_translation_or_none(locale) if locale and page else None
    return translation.specific if translation is not None and translation.live else page


def page_path(page: Any) -> str:
    """Where a page stands on this site, whatever host its Wagtail site names."""
    parts = page.get_url_parts() if page is not None else None
    return parts[2] if parts else "/"


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "campaigns/blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "campaigns/blocks/text.html"


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"),
        max_length=140,
        help_text=_("Many mail programs show these words first, or only these."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "campaigns/blocks/picture.html"


class DishBlock(blocks.StructBlock):
    """A dish with the price that holds when the letter leaves; left out when it is not sold then."""

    page = blocks.PageChooserBlock(label=_("Dish"), page_type="menu_pages.DishPage")

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        page = in_language(value["page"], context)
        item = page.item if page is not None and page.live else None
        if item is None or not item.is_listed:
            return context
        sizes = {size.extra for size in item.sizes.all()}
        context |= {
            "dish": page,
            "price": lowest_price(item),
            "has_prices": len(sizes) > 1,
            "url": page_path(page),
        }
        return context

    class Meta:
        icon = "pick"
        label = _("Dish with its price")
        template = "campaigns/blocks/dish.html"


class ButtonBlock(LinkMixin, blocks.StructBlock):
    label = blocks.CharBlock(label=_("Words"), max_length=40, validators=[known_names])
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.CharBlock(
        label=_("Or an address elsewhere"), required=False, max_length=300, validators=[web_address]
    )

    class Meta:
        icon = "link"
        label = _("Button")
        template = "campaigns/blocks/button.html"


class CouponBlock(blocks.StructBlock):
    code = blocks.RegexBlock(
        label=_("Code"),
        regex=r"^[A-Za-z0-9-]{3,30}$",
        error_messages={"invalid": _("Letters, digits and hyphens, 3 to 30 of them.")},
        help_text=_(
            "As it stands under Promotions. A letter with one that is no good cannot leave."
        ),
    )
    words = blocks.CharBlock(label=_("What it gives"), max_length=140, validators=[known_names])

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        """With the coupon's last day, as the reader's language writes it."""
        context = super().get_context(value, parent_context=parent_context)
        coupon = find_coupon(value["code"])
        return context | {"ends_on": coupon.ends_on if coupon is not None else None}

    class Meta:
        icon = "tag"
        label = _("Coupon code")
        template = "campaigns/blocks/coupon.html"


class LetterBlocks(blocks.StreamBlock):
    heading = HeadingBlock(max_length=90, help_text=NAME_HINT, validators=[known_names])
    text = TextBlock(features=RICH_TEXT, help_text=NAME_HINT, validators=[known_names])
    picture = PictureBlock()
    dish = DishBlock()
    button = ButtonBlock()
    coupon = CouponBlock()

    class Meta:
        block_counts = {"dish": {"max_num": 8}, "picture": {"max_num": 8}}
        max_num = 30
