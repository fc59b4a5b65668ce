from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.points, name="account_points"),
    path("birthday/", views.birthday, name="account_birthday"),
    path("reward/<int:pk>/", views.reward, name="account_reward"),
]
