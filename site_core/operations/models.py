"""Signs of life of the processes that run the site."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """One row per kind of process: when it last said that it is alive."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
