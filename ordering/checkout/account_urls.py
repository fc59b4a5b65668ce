from __future__ import annotations

from django.urls import path

from . import account_views as views

urlpatterns = [
    path("", views.overview, name="account_home"),
    path("orders/", views.orders, name="account_orders"),
    path("credit/", views.credit, name="account_credit"),
    path("favourites/", views.favourites, name="account_favourites"),
    path("addresses/", views.addresses, name="account_addresses"),
    path("addresses/<slug:code>/", views.address, name="account_address"),
    path("eaters/", views.eaters, name="account_eaters"),
    path("eaters/<slug:code>/", views.eater, name="account_eater"),
]
