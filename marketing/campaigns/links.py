"""Links of letters that are counted: the target is a row of ours, so no address can be smuggled in."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import override

from .letters import absolute
from .models import Campaign, CampaignLink

MEDIUM = "email"
SOURCE = "newsletter"
LONGEST = 500


def mark(campaign: Campaign) -> str:
    """What `utm_campaign` says; the same for every reader. Usage counts marks of up to 40 characters."""
    return f"{slugify(campaign.name)[:28] or 'letter'}-{campaign.pk}"


class CountedLinks:
    """Rewrites the links of one campaign in one language; rows are made once and remembered."""

    def __init__(self, campaign: Campaign, language: str) -> None:
        self.campaign = campaign
        self.language = language
        self._codes = dict(campaign.links.values_list("target", "code"))

    def __call__(self, url: str) -> str:
        target = _marked(absolute(url), self.campaign)
        if not target.startswith(("http://", "https://")) or len(target) > LONGEST:
            # A mail address or a telephone number: nothing to count.
            return absolute(url)
        if target not in self._codes:
            link, _created = CampaignLink.objects.get_or_create(
                campaign=self.campaign, target=target
            )
            self._codes[target] = link.code
        with override(self.language):
            return absolute(reverse("letters_go", args=[self._codes[target]]))


def follow(link: CampaignLink) -> str:
    """Count one more and say where it leads. Nothing about the reader is kept."""
    CampaignLink.objects.filter(pk=link.pk).update(clicks=F("clicks") + 1)
    return link.target


def _marked(url: str, campaign: Campaign) -> str:
    """An address of ours says which campaign led to it; others get nothing added."""
    if not (url == settings.SITE_BASE_URL or url.startswith(f"{settings.SITE_BASE_URL}/")):
        return url
    parts = urlsplit(url)
    marks = {"utm_source": SOURCE, "utm_medium": MEDIUM, "utm_campaign": mark(campaign)}
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *marks.items()])
    return urlunsplit(parts._replace(query=query))
