"""Addresses of the support desk and the feedback board, under /staff/."""

from __future__ import annotations

from django.urls import path

from . import board_views, desk_views, figures_views

urlpatterns = [
    path("support/", desk_views.support, name="support"),
    path("support/list/", desk_views.support_list, name="support_list"),
    path("support/find/", desk_views.support_find, name="support_find"),
    path("support/new/", desk_views.support_new, name="support_new"),
    path("support/<int:number>/", desk_views.support_ticket, name="support_ticket"),
    path("support/<int:number>/answer/", desk_views.support_answer, name="support_answer"),
    path("support/<int:number>/note/", desk_views.support_note, name="support_note"),
    path("support/<int:number>/change/", desk_views.support_change, name="support_change"),
    path("support/<int:number>/renew/", desk_views.support_renew, name="support_renew"),
    path("support/<int:number>/photos/<int:pk>/", desk_views.support_photo, name="support_photo"),
    path("support/ratings/<int:pk>/photo/", desk_views.rating_photo, name="rating_photo"),
    path("support/figures/", figures_views.support_figures, name="support_figures"),
    path("support/tickets.<slug:kind>", figures_views.support_export, name="support_export"),
    path("feedback/figures/", figures_views.feedback_figures, name="feedback_figures"),
    path("feedback/opinions.<slug:kind>", figures_views.feedback_export, name="feedback_export"),
    path("feedback/", board_views.feedback, name="feedback"),
    path("feedback/reviews/", board_views.feedback_reviews, name="feedback_reviews"),
    path("feedback/reviews/count/", board_views.reviews_count, name="reviews_count"),
    path("feedback/reviews/<slug:code>/", board_views.review_decide, name="review_decide"),
]
