"""Addresses of the staff boards, under /staff/."""

from __future__ import annotations

from django.urls import path

from . import delivery_views, item_views, kitchen_views

urlpatterns = [
    path("", kitchen_views.home, name="staff_home"),
    path("kitchen/", kitchen_views.kitchen, name="kitchen"),
    path("kitchen/cards/", kitchen_views.kitchen_cards, name="kitchen_cards"),
    path("kitchen/items/", item_views.kitchen_items, name="kitchen_items"),
    path("kitchen/items/<slug:code>/sold-out/", item_views.item_sold_out, name="item_sold_out"),
    path("kitchen/items/<slug:code>/portions/", item_views.item_portions, name="item_portions"),
    path("kitchen/orders/<slug:code>/", kitchen_views.kitchen_step, name="kitchen_step"),
    path("deliveries/", delivery_views.deliveries, name="deliveries"),
    path("deliveries/cards/", delivery_views.deliveries_cards, name="deliveries_cards"),
    path("deliveries/take/", delivery_views.take, name="take"),
    path("deliveries/sheet/", delivery_views.sheet, name="delivery_sheet"),
    path("deliveries/orders/<slug:code>/", delivery_views.stop, name="stop"),
    path("deliveries/orders/<slug:code>/back/", delivery_views.put_order_back, name="put_back"),
    path("deliveries/orders/<slug:code>/trouble/", delivery_views.trouble, name="trouble"),
]
