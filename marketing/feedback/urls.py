"""Addresses of customers: writing to us and their matters, under /support/ and beside an order."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("support/", views.support_write, name="support_write"),
    path("support/<slug:code>/", views.ticket, name="ticket"),
    path("support/<slug:code>/photos/<int:pk>/", views.ticket_photo, name="ticket_photo"),
    path("orders/<slug:code>/help/", views.order_help, name="order_help"),
    path("orders/<slug:code>/rate/", views.order_rate, name="order_rate"),
]
