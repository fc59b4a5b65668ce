from __future__ import annotations

from django.urls import path

from . import order_views, pay_views

urlpatterns = [
    path("<slug:code>/", order_views.order_page, name="order_page"),
    path("<slug:code>/status/", order_views.order_status, name="order_status"),
    path("<slug:code>/pay/", pay_views.order_pay, name="order_pay"),
    path("<slug:code>/pay/status/", pay_views.order_pay_status, name="order_pay_status"),
    path("<slug:code>/pay/link/", pay_views.pay_link, name="order_pay_link"),
    path("<slug:code>/cancel/", order_views.cancel, name="order_cancel"),
    path("<slug:code>/again/", order_views.order_again, name="order_again"),
]
