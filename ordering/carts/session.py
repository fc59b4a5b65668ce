"""Which cart belongs to this request, and the mark that lets cached pages know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from site_core.users.models import User

from .models import Cart
from .selectors import find_cart
from .services import make_cart, merge_carts

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

SESSION_KEY = "cart"
# Readable by scripts and without meaning: a public page asks for the personal part only if set.
VISITOR_COOKIE = "visitor"


def account_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def current_cart(request: HttpRequest) -> Cart | None:
    """The cart of the account or of the session; None until something was put into one."""
    user = account_of(request)
    code = request.session.get(SESSION_KEY)
    if user is not None and code:
        _bring_along(request.session, code, user)
    return find_cart(user_id=user.pk if user else None, code=code)


def ensure_cart(request: HttpRequest) -> Cart:
    """The current cart, made now if there is none."""
    cart = current_cart(request)
    if cart is not None:
        return cart
    user = account_of(request)
    cart = make_cart(user=user)
    if user is None:
        request.session[SESSION_KEY] = cart.code
    return cart


def _bring_along(session: SessionBase, code: str, user: User) -> None:
    """First request after logging in: the guest's cart becomes the account's."""
    guest = Cart.objects.select_related("eater").filter(code=code, user=None).first()
    if guest is not None:
        merge_carts(guest=guest, user=user)
    del session[SESSION_KEY]


def mark_visitor(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let public pages know that there is something personal to fetch; takes it back as well."""
    known = request.user.is_authenticated or SESSION_KEY in request.session
    if known and request.COOKIES.get(VISITOR_COOKIE) != "1":
        response.set_cookie(
            VISITOR_COOKIE,
            "1",
            max_age=60 * 60 * 24 * 30,
            samesite="Lax",
            secure=request.is_secure(),
        )
    elif not known and VISITOR_COOKIE in request.COOKIES:
        response.delete_cookie(VISITOR_COOKIE, samesite="Lax")
    return response
