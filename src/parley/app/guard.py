"""Who may talk to the workbench: this machine's browser, from the workbench's own pages, and nobody else.

* The ``Host`` header must name the loopback address and port that we listen on (against DNS rebinding).
* A request that changes something must come from our own origin and carry the token of this run (against CSRF).
* Pages may load from themselves alone and run no inline script (Content-Security-Policy).
* Bodies larger than a limit are refused before they are read whole.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN_HEADER = "x-parley-token"  # noqa: S105 - the header's name, not a secret

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Cache-Control": "no-store",
}


class TooLarge(Exception):
    """A body grew past the limit while it was read."""


class Guard:
    """ASGI middleware with the checks above. ``hosts`` are the accepted ``Host`` headers, e.g. ``127.0.0.1:8765``."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], token: str, limit: int) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.origins = frozenset(f"http://{host}" for host in self.hosts)
        self.token = token
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self.refusal(scope["method"], Headers(scope=scope))
        if refusal is not None:
            status, why = refusal
            await PlainTextResponse(why + "\n", status_code=status, headers=_HEADERS)(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.limit:
                raise TooLarge
            return message

        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        try:
            await self.app(scope, counted, with_headers)
        except TooLarge:
            if started:
                raise
            await PlainTextResponse(self.too_large + "\n", status_code=413, headers=_HEADERS)(scope, receive, send)

    @property
    def too_large(self) -> str:
        return f"larger than {self.limit // 1_000_000} MB; nothing was kept"

    def refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """Status and reason where a request is refused, else None."""
        if headers.get("host", "") not in self.hosts:
            return 421, "this workbench answers only at its own address on this machine"
        site = headers.get("sec-fetch-site")
        if site in ("cross-site", "same-site") and (method not in SAFE or headers.get("sec-fetch-mode") != "navigate"):
            return 403, "another page may not use the workbench"
        if method in SAFE:
            return None
        origin = headers.get("origin")
        if origin is not None and origin not in self.origins:
            return 403, "another page may not change anything here"
        given = headers.get(TOKEN_HEADER, "")
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            return 403, "this page is from an earlier run; reload it and try again"
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > self.limit:
            return 413, self.too_large
        return None
