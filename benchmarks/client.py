"""A small HTTP/1.1 client that keeps its connection and its cookies: one visitor of a load test."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass, field
from urllib.parse import urlencode

# What a form sends: a name may be there more than once.
Fields = list[tuple[str, str]]


class Truncated(OSError):
    """An answer began and did not end."""


@dataclass(slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Visitor:
    """Speaks to 127.0.0.1 only. One request at a time; the server must send Content-Length.

    With `tls` it speaks https to the name localhost, as `make prod-local` serves it.

    A new connection every few requests, so that chance does not tie all visitors to one process.
    """

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    encoding: str = "br"
    requests_per_connection: int = 20
    tls: ssl.SSLContext | None = None
    _requests: int = 0
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        return await self._send("GET", path, b"", headers or {})

    async def post(
        self, path: str, data: Fields | dict[str, str], headers: dict[str, str] | None = None
    ) -> Answer:
        body = urlencode(data).encode()
        return await self._send(
            "POST",
            path,
            body,
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-CSRFToken": self.cookies.get("csrftoken", ""),
                **(headers or {}),
            },
        )

    async def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    async def _send(self, method: str, path: str, body: bytes, extra: dict[str, str]) -> Answer:
        try:
            return await self._exchange(method, path, body, extra)
        except (ConnectionError, asyncio.IncompleteReadError):
            # The server closed an idle connection; only now is it safe to ask again.
            await self.close()
            if method != "GET":
                raise
            return await self._exchange(method, path, body, extra)

    async def _exchange(self, method: str, path: str, body: bytes, extra: dict[str, str]) -> Answer:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(
                "127.0.0.1",
                self.port,
                ssl=self.tls,
                server_hostname="localhost" if self.tls else None,
            )
        assert self._reader is not None
        host = f"{'localhost' if self.tls else '127.0.0.1'}:{self.port}"
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host}"]
        if self.tls:
            # A form is believed only from our own pages.
            lines.append(f"Referer: https://{host}/")
        if self.encoding:
            lines.append(f"Accept-Encoding: {self.encoding}")
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        if body:
            lines.append(f"Content-Length: {len(body)}")
        lines += [f"{name}: {value}" for name, value in extra.items()]
        self._writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        answer = await self._read()
        self._requests += 1
        used_up = self._requests % self.requests_per_connection == 0
        if used_up or answer.headers.get("connection") == "close":
            await self.close()
        return answer

    async def _read(self) -> Answer:
        assert self._reader is not None
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in head[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self._remember(value)
            elif name:
                headers[name.lower()] = value
        length = int(headers.get("content-length", 0))
        try:
            body = await self._reader.readexactly(length) if length else b""
        except asyncio.IncompleteReadError as error:
            raise Truncated(f"{len(error.partial)} of {length} bytes") from None
        return Answer(int(head[0].split(" ", 2)[1]), headers, body)

    def _remember(self, cookie: str) -> None:
        name, _, rest = cookie.partition("=")
        value = rest.split(";", 1)[0].strip('"')
        if value:
            self.cookies[name] = value
        else:
            self.cookies.pop(name, None)
