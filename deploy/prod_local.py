"""`make prod-local`: the site as the hospital's server runs it, on this machine's loopback.

nginx with TLS by a self-made certificate, gunicorn on a socket that outlives it, the worker,
PostgreSQL and Redis; production settings. Everything lies in one folder and ends with this process.
Tests and benchmarks start it too.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.harness.postgres import NoPostgres, running_postgres
from tests.harness.served import free_port

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = {"nginx": "nginx", "redis-server": "redis-server", "openssl": "openssl"}
READY_SECONDS = 60
MAIN = """
daemon off;
{user}
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/log/start.log warn;
{modules}
events {{ worker_connections 1024; }}
http {{
    include {mime};
    default_type application/octet-stream;
    # As Debian's own nginx.conf has it: what deploy/nginx/ says must stand beside that.
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
    ssl_prefer_server_ciphers on;
    access_log off;
    gzip on;
    client_body_temp_path {folder}/nginx-body;
    proxy_temp_path {folder}/nginx-proxy;
    fastcgi_temp_path {folder}/nginx-other;
    uwsgi_temp_path {folder}/nginx-other;
    scgi_temp_path {folder}/nginx-other;
    include {folder}/nginx-site.conf;
}}
"""


class MissingProgram(Exception):
    """Something that a server has is not on this machine; the message says how to get it."""


def find(program: str) -> str:
    """Where a program is; /usr/sbin is not on everybody's path."""
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which(program, path=places)
    if not found:
        raise MissingProgram(
            f"{program} is missing on this machine (Debian, Ubuntu: apt install {PROGRAMS[program]})."
        )
    return found


class ProdLocal:
    """A running copy of the production set-up in `folder`, which may hold a seeded var/ already.

    `database_url` and `redis_url` name servers that run; without Redis the caches are files.
    """

    def __init__(
        self,
        folder: Path,
        *,
        database_url: str,
        redis_url: str = "",
        several_machines: bool = False,
        webs: int = 1,
        workers: int = 1,
        https_port: int = 0,
        nginx: dict[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.var = folder / "var"
        self.https_port = https_port or free_port()
        self.http_port = free_port()
        self.url = f"https://localhost:{self.https_port}"
        self.certificate = folder / "tls.crt"
        self.socket_path = str(folder / "web.sock")
        self.webs: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self._wanted = (webs, workers)
        self._nginx_options = nginx or {}
        self._nginx: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self.environment = {
            **{k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}},
            "DJANGO_SETTINGS_MODULE": "site_core.settings.production",
            "SECRET_KEY": "only-for-this-machine-" + "x" * 30,
            "ALLOWED_HOSTS": "localhost",
            "SITE_BASE_URL": self.url,
            "DUSANGIRE_VAR_DIR": str(self.var),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "SEVERAL_MACHINES": "true" if several_machines else "false",
            "SERVE_MEDIA": "false",
            "HSTS_SECONDS": "60",
            "MALLOC_ARENA_MAX": "2",
            "PYTHONUNBUFFERED": "1",
        }

    # --- Life ---

    def start(self) -> None:
        programs = (find("nginx"), find("openssl"))
        self.var.mkdir(parents=True, exist_ok=True)
        (self.folder / "log").mkdir(exist_ok=True)
        self._make_certificate(programs[1])
        self.manage("prepare")
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(self.socket_path)
        os.chmod(self.socket_path, 0o660)
        self._socket.listen(2048)
        for _ in range(self._wanted[0]):
            self.webs.append(self._start_web())
        for _ in range(self._wanted[1]):
            self.workers.append(self._start_worker())
        self._start_nginx(programs[0])
        self.wait_ready()

    def stop(self) -> None:
        parts = (*self.workers, *([self._nginx] if self._nginx else []), *self.webs)
        for process in parts:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in parts:
            end(process)
        if self._socket is not None:
            self._socket.close()

    def restart_web(self) -> None:
        """As `systemctl restart dusangire-web`: the socket stays, who comes meanwhile waits."""
        for number, old in enumerate(self.webs):
            end(old, patience=40)
            self.webs[number] = self._start_web()

    def revive(self) -> None:
        """Start again whichever web or worker has ended, as systemd does."""
        for number, process in enumerate(self.webs):
            if process.poll() is not None:
                self.webs[number] = self._start_web()
        for number, process in enumerate(self.workers):
            if process.poll() is not None:
                self.workers[number] = self._start_worker()

    def wait_ready(self, seconds: float = READY_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        parts = (*self.webs, *([self._nginx] if self._nginx else []))
        while time.monotonic() < deadline and all(part.poll() is None for part in parts):
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.get("/readyz")[0] == 200:
                    return
            time.sleep(0.2)
        raise AssertionError(f"It did not get ready; see {self.folder}/log/.")

    # --- Use ---

    def connection(self, timeout: float = 60) -> http.client.HTTPSConnection:
        trusted = ssl.create_default_context(cafile=str(self.certificate))
        return http.client.HTTPSConnection(
            "localhost", self.https_port, timeout=timeout, context=trusted
        )

    def get(
        self, path: str, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower case) and body of one page over a connection of its own."""
        connection = self.connection()
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            return (
                answer.status,
                {name.lower(): value for name, value in answer.getheaders()},
                answer.read(),
            )
        finally:
            connection.close()

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise AssertionError(f"manage.py {arguments[0]} failed:\n{done.stderr[-3000:]}")
        return done.stdout.strip()

    def shell(self, code: str) -> str:
        return self.manage("shell", "--no-imports", "-c", code)

    # --- Parts ---

    def _spawn(
        self, name: str, command: list[str], *, pass_fds: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        with (self.folder / "log" / f"{name}.log").open("ab") as output:
            return subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=output, stderr=output,
                pass_fds=pass_fds, process_group=0,
            )  # fmt: skip

    def _start_web(self) -> subprocess.Popen[bytes]:
        assert self._socket is not None
        descriptor = self._socket.fileno()
        # What systemd does for dusangire-web.service: the listening socket as descriptor 3.
        hand_over = (
            f"import os, sys; os.dup2({descriptor}, 3); "
            "os.environ.update(LISTEN_FDS='1', LISTEN_PID=str(os.getpid())); "
            "os.execv(sys.argv[1], sys.argv[1:])"
        )
        gunicorn = [
            *(sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"),
            *("--graceful-timeout", "30", "site_core.wsgi"),
        ]
        command = [sys.executable, "-c", hand_over, *gunicorn]
        return self._spawn("web", command, pass_fds=(descriptor,))

    def _start_worker(self) -> subprocess.Popen[bytes]:
        return self._spawn("worker", [sys.executable, "manage.py", "run_worker"])

    def _start_nginx(self, program: str) -> None:
        brotli = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
        rendering = {
            **self.environment,
            "SERVER_NAMES": "localhost",
            "CERTIFICATE": str(self.certificate),
            "CERTIFICATE_KEY": str(self.folder / "tls.key"),
            "HTTP_PORT": f"127.0.0.1:{self.http_port}",
            "HTTPS_PORT": f"127.0.0.1:{self.https_port}",
            "HTTPS_SUFFIX": f":{self.https_port}",
            "UPSTREAM": f"unix:{self.socket_path}",
            "ACME_DIR": str(self.folder / "acme"),
            "LOG_DIR": str(self.folder / "log"),
            "CACHE_DIR": str(self.folder / "copies"),
            "VAR": str(self.var),
            "ERROR_PAGES": str(ROOT / "deploy" / "nginx" / "errors"),
            "BROTLI": "yes" if brotli.exists() else "",
            **self._nginx_options,
        }
        snippets = str(self.folder / "snippets")
        target = str(self.folder / "nginx-site.conf")
        subprocess.run(
            ["sh", str(ROOT / "deploy" / "render-nginx.sh"), snippets, target],
            env=rendering, check=True,
        )  # fmt: skip
        main = self.folder / "nginx.conf"
        main.write_text(
            MAIN.format(
                folder=self.folder,
                mime="/etc/nginx/mime.types",
                user="user root;" if os.getuid() == 0 else "",
                modules=f"load_module {brotli};" if brotli.exists() else "",
            )
        )
        self._nginx = self._spawn(
            "nginx", [program, "-e", str(self.folder / "log/start.log"), "-c", str(main)]
        )

    def _make_certificate(self, openssl: str) -> None:
        if self.certificate.exists():
            return
        subprocess.run(
            [
                *(openssl, "req", "-x509", "-newkey", "ec", "-nodes", "-days", "30"),
                *("-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=localhost"),
                *("-addext", "subjectAltName=DNS:localhost"),
                *("-keyout", str(self.folder / "tls.key"), "-out", str(self.certificate)),
            ],
            check=True, capture_output=True,
        )  # fmt: skip


def end(process: subprocess.Popen[bytes], *, patience: float = 20) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def running_redis(folder: Path, port: int = 0) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A Redis that keeps nothing; yields its REDIS_URL and its process."""
    port = port or free_port()
    command = [find("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with (folder / "redis.log").open("ab") as output:
        process = subprocess.Popen(
            [*command, "--appendonly", "no", "--dir", str(folder)], stdout=output, stderr=output
        )
    try:
        yield f"redis://127.0.0.1:{port}/0", process
    finally:
        end(process)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--port", type=int, default=8443, help="of https; 8443 without it")
    parser.add_argument("--webs", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stopped.append(number))
    signal.signal(signal.SIGINT, lambda number, frame: stopped.append(number))
    try:
        with contextlib.ExitStack() as stack:
            folder = Path(
                stack.enter_context(tempfile.TemporaryDirectory(prefix="dusangire-prod-"))
            )
            folder.chmod(0o755)
            redis_url, _process = stack.enter_context(running_redis(folder))
            database_url = stack.enter_context(running_postgres())
            site = ProdLocal(
                folder,
                database_url=database_url,
                redis_url=redis_url,
                webs=options.webs,
                workers=options.workers,
                https_port=options.port,
            )
            stack.callback(site.stop)
            print("Preparing PostgreSQL, pictures and pages. This takes a minute or two ...")
            site.start()
            print(f"\n  {site.url}/menu/   (the browser warns: the certificate is self-made)")
            print(f"  Logs             {folder}/log/")
            print("  Ctrl-C stops everything; nothing is kept.", flush=True)
            while not stopped:
                time.sleep(0.2)
    except (MissingProgram, NoPostgres) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
