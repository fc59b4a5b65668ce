"""The composition root of the site: every address, from the most particular to the pages."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from marketing.discovery.urls import machine_urls, search_urls
from site_core.house.views import brand_css
from site_core.users.views import admin_login

handler404 = "marketing.discovery.views.not_found"
handler500 = "site_core.base.views.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("site_core.operations.urls")),
    path("", include(machine_urls)),
    # One door: allauth's log-in counts failures and asks for the second factor, Wagtail's does not.
    path("cms/login/", admin_login),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("brand.css", brand_css, name="brand_css"),
    path("counts/", include("marketing.usage.urls")),
]

# Providers of mobile money call these; no language, no page.
urlpatterns.append(path("payments/", include("ordering.payments.urls")))

if settings.SERVE_MEDIA:
    # Pictures of a site without nginx or object storage in front of it.
    urlpatterns.append(
        path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}, name="media")
    )

urlpatterns += i18n_patterns(
    path("accounts/", include("site_core.users.urls")),
    path("accounts/", include("allauth.urls")),
    path("banners/", include("marketing.banners.urls")),
    path("account/plans/", include("ordering.subscriptions.urls")),
    path("account/", include("ordering.checkout.account_urls")),
    path("cart/", include("ordering.carts.urls")),
    path("checkout/", include("ordering.checkout.urls")),
    path("orders/", include("ordering.changes.urls")),
    path("orders/", include("ordering.checkout.order_urls")),
    path("pay/", include("ordering.checkout.pay_urls")),
    path("orders/", include("ordering.receipts.urls")),
    path("", include("ordering.referrals.urls")),
    path("account/points/", include("ordering.loyalty.urls")),
    path("", include("marketing.feedback.urls")),
    path("staff/", include("marketing.feedback.desk_urls")),
    path("staff/", include("ordering.fulfilment.urls")),
    path("letters/", include("marketing.campaigns.urls")),
    path("search/", include(search_urls)),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
