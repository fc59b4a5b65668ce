"""The web server with the worker beside it, in one command. Knows gunicorn; knows no page."""

from __future__ import annotations

import runpy
import socket
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils.translation import gettext as _
from gunicorn.app.base import BaseApplication

from site_core.base.errors import DomainError
from site_core.operations.processes import KeptProcess, background_worker

CONFIGURATION = Path(settings.BASE_DIR) / "deploy" / "gunicorn.conf.py"


class AddressTaken(DomainError):
    """Another program listens there, or the address is not one of this machine."""


def refuse_taken_address(host: str, port: int) -> None:
    """Raise AddressTaken unless the site can listen there; said before the long preparations."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise AddressTaken(
                _("Cannot listen on %(host)s, port %(port)s (%(error)s). Choose another: PORT=8001")
                % {"host": host, "port": port, "error": getattr(error, "strerror", error)}
            ) from None


class SiteServer(BaseApplication):
    """gunicorn with the configuration of deploy/, and the address of this start on top."""

    def __init__(self, *, bind: str, workers: int | None, when_ready: Callable[[], None]) -> None:
        self._bind = bind
        self._workers = workers
        self._when_ready = when_ready
        super().__init__()

    def load_config(self) -> None:
        assert self.cfg is not None
        for name, value in runpy.run_path(str(CONFIGURATION)).items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)
        self.cfg.set("bind", self._bind)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("when_ready", lambda arbiter: self._when_ready())
        if self._workers is not None:
            self.cfg.set("workers", self._workers)

    def load(self) -> Any:
        application = import_module("site_core.wsgi").application
        connections.close_all()
        return application


def serve(
    *, host: str, port: int, workers: int | None, with_worker: bool, when_ready: Callable[[], None]
) -> None:
    """Serve until stopped by SIGTERM or Ctrl-C, then end the worker too. Leaves by SystemExit."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    server = SiteServer(bind=bind, workers=workers, when_ready=when_ready)
    server.wsgi()
    beside = [
        KeptProcess(name, partial(call_command, name, verbosity=0))
        for name in settings.SERVE_BESIDE
    ]
    if with_worker:
        beside.append(background_worker())
    for process in beside:
        process.start()
    try:
        server.run()
    finally:
        for process in beside:
            process.stop()
