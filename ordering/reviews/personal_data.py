"""What somebody said of a meal: words, name and photo go, stars stay as a count."""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from ordering.orders.personal_data import orders_of
from site_core.base.page_cache import drop_pages
from site_core.users.privacy import Holder, Record, Subject

from .models import Rating, Review


def _read(subject: Subject) -> list[Record]:
    orders = orders_of(subject)
    ratings = Rating.objects.filter(order__in=orders).order_by("pk")
    reviews = Review.objects.filter(line__order__in=orders).order_by("pk")
    return [
        *ratings.values("order", "delivery", "words", "photo", "submitted_at"),
        *reviews.values("dish_name", "shown_name", "stars", "words", "state", "written_at"),
    ]


def _photos(subject: Subject) -> list[FieldFile]:
    ratings = Rating.objects.filter(order__in=orders_of(subject)).exclude(photo="")
    return [rating.photo for rating in ratings]


def _forget(subject: Subject) -> None:
    orders = orders_of(subject)
    Rating.objects.filter(order__in=orders).update(words="", photo="")
    Review.objects.filter(line__order__in=orders).update(words="", shown_name="")
    drop_pages()


HOLDER = Holder(
    code="reviews",
    label=_("Ratings and reviews"),
    models=("reviews.Rating", "reviews.Review"),
    read=_read,
    forget=_forget,
    stays=_("The number of stars is kept, without words or a name."),
    photos=_photos,
)
