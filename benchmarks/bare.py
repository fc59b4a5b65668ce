"""The yardstick: a bare Django view that answers 20 KB, with no middleware at all."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = b"x" * 20_480


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY, headers={"Content-Length": str(len(BODY))})


urlpatterns = [path("bare/", bare)]

settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=[],
    DATABASES={},
)
application = get_wsgi_application()
