from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.sign_up, name="letters"),
    path("thanks/", views.thanks, name="letters_thanks"),
    path("mine/", views.mine, name="letters_mine"),
    path("confirm/<str:token>/", views.confirm, name="letters_confirm"),
    path("own/<str:token>/", views.preferences, name="letters_preferences"),
    path("stop/<str:token>/", views.stop, name="letters_stop"),
    path("go/<slug:code>/", views.go, name="letters_go"),
]
