from django.urls import path

from . import views

urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("share/<int:page_id>/<slug:mark>.png", views.share_card, name="share_card"),
]
