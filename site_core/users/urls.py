"""Addresses under /accounts/ that come before allauth's."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("profile/", views.profile, name="profile"),
]
