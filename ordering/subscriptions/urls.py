from __future__ import annotations

from django.urls import path

from . import change_views, take_views, views

urlpatterns = [
    path("", views.plans, name="account_plans"),
    path("new/<slug:plan>/", views.plan_new, name="plan_new"),
    path("take/<slug:code>/", take_views.plan_take, name="plan_take"),
    path("<slug:code>/", views.plan, name="plan"),
    path("<slug:code>/change/", change_views.plan_change, name="plan_change"),
    path("<slug:code>/meals/<int:number>/", views.plan_meal, name="plan_meal"),
]
