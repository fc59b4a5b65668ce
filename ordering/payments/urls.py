from __future__ import annotations

from django.urls import path

from . import callbacks

urlpatterns = [
    path("callback/airtel/", callbacks.airtel_callback, name="payment_callback_airtel"),
    path("callback/<slug:method>/<uuid:reference>/", callbacks.callback, name="payment_callback"),
]
