from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:code>/change/", views.change, name="order_change"),
    path("<slug:code>/change/begin/", views.begin, name="order_change_begin"),
    path("<slug:code>/change/<slug:step>/", views.work, name="order_change_step"),
]
