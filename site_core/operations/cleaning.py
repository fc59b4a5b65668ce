"""What nobody needs of the house's own machinery any more."""

from __future__ import annotations

import datetime as dt

from django.contrib.sessions.models import Session
from wagtail.admin.models import EditingSession, FormState

from site_core.base.cleaning import Folders, Rows, may_go
from site_core.base.page_cache import old_versions
from site_core.base.schedule import all_jobs

from .models import Incident, JobRun

# Wagtail keeps both for an hour and forgets them only when somebody edits again.
KEEP_EDITING = dt.timedelta(days=1)
KEEP_INCIDENTS = dt.timedelta(days=365)


@may_go("sessions that are over")
def old_sessions(now: dt.datetime) -> Rows:
    return Rows(Session.objects.filter(expire_date__lt=now))


@may_go("signs of who was editing which page")
def old_editing_sessions(now: dt.datetime) -> Rows:
    return Rows(EditingSession.objects.filter(last_seen_at__lt=now - KEEP_EDITING))


@may_go("half-filled forms of the admin, kept for their preview")
def old_form_states(now: dt.datetime) -> Rows:
    return Rows(FormState.objects.filter(last_updated_at__lt=now - KEEP_EDITING))


@may_go("incidents that ended more than a year ago")
def old_incidents(now: dt.datetime) -> Rows:
    return Rows(Incident.objects.filter(ended_at__lt=now - KEEP_INCIDENTS))


@may_go("signs of jobs that no longer exist")
def signs_of_gone_jobs(now: dt.datetime) -> Rows:
    """They would be watched for ever as late."""
    return Rows(JobRun.objects.exclude(name__in=[job.name for job in all_jobs()]))


@may_go("versions of the public site that nothing points at")
def old_page_versions(now: dt.datetime) -> Folders:
    """Each change of a page makes one and takes away those before the last minute, so a burst of
    changes, such as a seed, leaves its own behind until the next change."""
    return Folders(old_versions(now))
