from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.show_cart, name="cart"),
    path("here/", views.here, name="cart_here"),
    path("add/<slug:code>/", views.add, name="cart_add"),
    path("choose/<slug:code>/", views.choose, name="cart_choose"),
    path("lines/<int:line_id>/", views.change_line, name="cart_line"),
    path("favourites/<slug:code>/", views.favourite, name="cart_favourite"),
    path("prices/", views.accept, name="cart_accept"),
    path("coupon/", views.use_coupon, name="cart_coupon"),
    path("coupon/remove/", views.drop_coupon, name="cart_coupon_remove"),
    path("place/", views.choose_place, name="cart_place"),
    path("eater/", views.choose_eater, name="cart_eater"),
]
