"""Addresses under /accounts/ that come before allauth's."""

from __future__ import annotations

from django.urls import path

from . import privacy_views, views

urlpatterns = [
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("profile/", views.profile, name="profile"),
    path("data/", privacy_views.my_data, name="my_data"),
    path("data/download/", privacy_views.download, name="download_my_data"),
    path("data/delete/", privacy_views.delete_account, name="delete_account"),
    path("gone/", privacy_views.account_gone, name="account_gone"),
]
