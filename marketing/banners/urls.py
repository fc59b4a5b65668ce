from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [path("here/", views.here, name="banners_here")]
