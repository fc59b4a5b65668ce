"""`manage.py prepare`: everything that must be so before the site can serve, and nothing twice."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from site_core.base.errors import DomainError
from site_core.operations.preparation import prepare


class Command(BaseCommand):
    help = "Make folders, apply migrations, seed an empty database, collect static files."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--without-static",
            action="store_true",
            help="for the development server, which reads static files where they are written",
        )

    def handle(self, *, without_static: bool, **options: object) -> None:
        try:
            prepare(say=self.stdout.write, with_static=not without_static)
        except DomainError as error:
            raise CommandError(str(error)) from None
