from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("account/invite/", views.invite, name="account_invite"),
    path("invite/<slug:code>/", views.invitation, name="invitation"),
]
