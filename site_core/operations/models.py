"""Signs of life of the processes that run the site, and what was done once or is done by the clock."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Heartbeat(models.Model):
    """One row per kind of process: when it last said that it is alive."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class JobRun(models.Model):
    """One row per scheduled job. Whoever moves `next_run_at` on by a conditional update runs it."""

    name = models.CharField(max_length=100, unique=True)
    next_run_at = models.DateTimeField()
    last_started_at = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class SeedRun(models.Model):
    """Says that this database was filled to the end: a start that was cut short seeds again."""

    finished_at = models.DateTimeField()
    is_demo = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.finished_at:%Y-%m-%d %H:%M}"


class Incident(models.Model):
    """Something that was not well, from when it was seen until it was over."""

    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10)
    advice = models.TextField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    over_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # Worker and timer may look at the same moment: one of them opens it.
            models.UniqueConstraint(
                fields=["name"], condition=Q(ended_at=None), name="one_open_incident_per_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
