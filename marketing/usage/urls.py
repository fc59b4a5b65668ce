from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.take_counts, name="usage_count"),
    path("speed/", views.take_speed, name="usage_speed"),
]
