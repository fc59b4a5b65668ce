"""How gunicorn serves the site, on a laptop (`make run`) and on the hospital's server alike.

In production: gunicorn -c deploy/gunicorn.conf.py site_core.wsgi, which takes the socket that systemd
holds (LISTEN_FDS) instead of `bind`.
What differs from place to place is said on the command line or in GUNICORN_CMD_ARGS.
"""

import atexit
import os
from pathlib import Path
from typing import Any

bind = "127.0.0.1:8000"
worker_class = "gthread"
workers = 2
threads = 4
# The application is loaded once and shared: a quick start, and pages of memory in common.
preload_app = True
keepalive = 15
timeout = 60
graceful_timeout = 10
# A process is replaced after many requests, so memory that leaks has a bound.
max_requests = 20_000
max_requests_jitter = 4_000
# The heartbeat file of a process must not lie on a disk that may be slow.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
# Two sites of one user would open the same control socket.
control_socket_disable = True


def worker_exit(server: Any, worker: Any) -> None:
    """A process that has finished its requests goes at once.

    Python would first take the whole application apart, object by object, which costs seconds in
    which nobody is served.
    """
    if worker.booted:
        atexit._run_exitfuncs()
        os._exit(0)
