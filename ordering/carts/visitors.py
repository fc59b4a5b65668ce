"""Which cart belongs to this request: the account's, or the one whose code a guest's cookie holds.

A guest needs no session: the code is a hundred random bits, read by nobody but the server.
"""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpRequest, HttpResponseBase

from site_core.users.models import User

from .models import Cart
from .selectors import find_cart
from .services import KEEP_GUEST_CARTS, make_cart, merge_carts

CART_COOKIE = "cart"
# Readable by scripts and without meaning: a public page asks for the personal part only if set.
VISITOR_COOKIE = "visitor"
COOKIE_SECONDS = int(KEEP_GUEST_CARTS.total_seconds())

Response = TypeVar("Response", bound=HttpResponseBase)


def account_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _code(request: HttpRequest) -> str:
    """The code in the guest's cookie, or of the cart that this very request made."""
    code: str = getattr(request, "new_cart_code", "") or request.COOKIES.get(CART_COOKIE, "")
    return code if code.isalnum() and len(code) <= 20 else ""


def current_cart(request: HttpRequest) -> Cart | None:
    """The cart of the account or of the guest; None until something was put into one."""
    user = account_of(request)
    code = _code(request)
    if user is not None and code:
        _bring_along(code, user)
    return find_cart(user_id=user.pk if user else None, code=code)


def ensure_cart(request: HttpRequest) -> Cart:
    """The current cart, made now if there is none; `mark_visitor` then hands out its cookie."""
    cart = current_cart(request)
    if cart is not None:
        return cart
    user = account_of(request)
    cart = make_cart(user=user)
    if user is None:
        request.new_cart_code = cart.code  # type: ignore[attr-defined]
    return cart


def _bring_along(code: str, user: User) -> None:
    """First request after logging in: the guest's cart becomes the account's."""
    guest = Cart.objects.select_related("eater").filter(code=code, user=None).first()
    if guest is not None:
        merge_carts(guest=guest, user=user)


def mark_visitor(request: HttpRequest, response: Response) -> Response:
    """Set or take back the two cookies: the guest's cart, and that there is something personal."""
    is_guest = not request.user.is_authenticated
    code = _code(request)
    if is_guest and hasattr(request, "new_cart_code"):
        _set(request, response, CART_COOKIE, code, httponly=True)
    elif not is_guest and CART_COOKIE in request.COOKIES:
        response.delete_cookie(CART_COOKIE, samesite="Lax")
    known = not is_guest or bool(code)
    if known and request.COOKIES.get(VISITOR_COOKIE) != "1":
        _set(request, response, VISITOR_COOKIE, "1", httponly=False)
    elif not known and VISITOR_COOKIE in request.COOKIES:
        response.delete_cookie(VISITOR_COOKIE, samesite="Lax")
    return response


def _set(
    request: HttpRequest, response: HttpResponseBase, name: str, value: str, *, httponly: bool
) -> None:
    response.set_cookie(
        name,
        value,
        max_age=COOKIE_SECONDS,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=httponly,
    )
