"""What machines ask for has one address; the search has one in each language."""

from django.urls import path

from . import views

machine_urls = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("share/<int:page_id>/<slug:mark>.png", views.share_card, name="share_card"),
]
search_urls = [
    path("", views.search, name="search"),
    path("names/", views.suggest, name="search_names"),
]
