from __future__ import annotations

from django.urls import path

from . import pay_views

urlpatterns = [
    path("<slug:code>/", pay_views.pay_for_other, name="pay_for_other"),
    path("<slug:code>/status/", pay_views.pay_for_other_status, name="pay_for_other_status"),
]
