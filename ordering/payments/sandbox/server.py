"""The sandbox as an HTTP server: routes a call to a provider, and calls back when it is decided."""

from __future__ import annotations

import json
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from . import airtel, mtn
from .book import Behaviour, Book
from .replies import RUBBISH, Call, CallBack, Hang, Reply

CALLBACK_SECONDS = 5
MAX_BODY = 100_000


class SandboxServer(ThreadingHTTPServer):
    """Listens on 127.0.0.1 only. Port 0 takes any free one; `url` says which."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(
        self, port: int, behaviour: Behaviour | None = None, *, airtel_callback_url: str = ""
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.book = Book(behaviour)
        self.airtel_callback_url = airtel_callback_url

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def answer(self, call: Call) -> Reply:
        mood = self.book.behaviour.mood
        self.book.requests += 1
        if call.path == "/control/":
            return _control(self.book, call)
        if mood == "down":
            return Reply(503, None)
        if mood == "busy":
            return Reply(429, {"code": "TOO_MANY_REQUESTS"})
        if mood == "rubbish":
            return Reply(200, RUBBISH)
        if mood == "hang":
            raise Hang
        for path, module in (("/collection/", mtn), ("/disbursement/", mtn), ("/", airtel)):
            if call.path.startswith(path):
                reply = module.answer(self.book, call)
                break
        if reply.calls_back is not None:
            self._call_back(reply.calls_back)
        return reply

    def _call_back(self, callback: CallBack) -> None:
        """Once the payment is decided, as often as the number asks for."""
        if not self.book.behaviour.has_callbacks:
            return
        url = callback.url or self.airtel_callback_url
        if not url or callback.seconds is None:
            return
        for turn in range(callback.times):
            timer = threading.Timer(callback.seconds + turn * 0.05, _post, [url, callback.body])
            timer.daemon = True
            timer.start()


@contextmanager
def serving(server: SandboxServer) -> Iterator[SandboxServer]:
    """Answer in a thread of this process, until the block ends."""
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def _post(url: str, body: Any) -> None:
    data = json.dumps(body()).encode()
    request = urllib.request.Request(  # noqa: S310  The site says where to, on this machine.
        url, data=data, headers={"Content-Type": "application/json"}, method="POST"
    )
    try:
        urllib.request.urlopen(request, timeout=CALLBACK_SECONDS).close()  # noqa: S310
    except OSError:
        # A provider does not mind either whether it is heard.
        return


def _control(book: Book, call: Call) -> Reply:
    """GET shows how the sandbox behaves; POST changes what it names."""
    if call.method == "POST":
        for name, value in call.body.items():
            if name in Behaviour.__slots__:
                setattr(book.behaviour, name, value)
    return Reply(200, asdict(book.behaviour))


class _Handler(BaseHTTPRequestHandler):
    server: SandboxServer
    protocol_version = "HTTP/1.1"

    def _handle(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), MAX_BODY)
        raw = self.rfile.read(length) if length else b""
        try:
            body = json.loads(raw) if raw else {}
        except ValueError:
            body = {}
        call = Call(
            self.command, self.path, dict(self.headers), body if isinstance(body, dict) else {}
        )
        try:
            reply = self.server.answer(call)
        except Hang:
            time.sleep(self.server.book.behaviour.hang_seconds)
            self.close_connection = True
            return
        self._send(reply)

    do_GET = do_POST = do_PUT = _handle

    def _send(self, reply: Reply) -> None:
        if isinstance(reply.body, bytes):
            data = reply.body
        else:
            data = b"" if reply.body is None else json.dumps(reply.body).encode()
        # Whoever asked may have hung up by now.
        with suppress(OSError):
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: paths and bodies hold references and numbers."""
