from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:code>/receipt/", views.receipt, name="order_receipt"),
    path("<slug:code>/receipt/<slug:number>.pdf", views.receipt_file, name="receipt_file"),
]
