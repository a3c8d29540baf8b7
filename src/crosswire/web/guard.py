"""The door of the workbench: who may come in, and what a page may do.

- A request must name this machine in its Host header (a foreign name that points here is refused: DNS rebinding), or
  one of the names that were allowed.
- With a token, every request needs it: once in the address (``?token=``), from then on in a cookie that scripts
  cannot read and that other sites cannot send.
- What changes something must come from a page of this server: same origin, and with the secret that its forms carry.
- Every answer forbids scripts and styles from anywhere but ``/static``, frames, and sending the address on.
"""

from __future__ import annotations

import hmac
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
COOKIE = "crosswire_token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Guard:
    """ASGI middleware.  ``hosts``: the names a request may ask for; ``token``: None on a machine's own address."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], token: str | None, secret: str) -> None:
        self.app = app
        self.hosts = hosts
        self.token = token
        self.secret = secret

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith("/static/"):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        refused = self._refused(scope)
        await (refused or self.app)(scope, receive, guarded)

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to who may not come in; None for who may."""
        headers = Headers(scope=scope)
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if host not in self.hosts and f"[{host}]" not in self.hosts:
            return PlainTextResponse("This address is not served here.", 421)
        if self.token is not None and (answer := self._without_token(scope, self.token)) is not None:
            return answer
        if scope["method"] in _CHANGING and not self._from_here(headers):
            return PlainTextResponse("Refused: this did not come from a page of the workbench. Reload it.", 403)
        return None

    def _without_token(self, scope: Scope, token: str) -> Response | None:
        request = Request(scope)
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        given = asked.pop("token", [""])[0]
        if given and hmac.compare_digest(given.encode(), token.encode()):
            query = urlencode(asked, doseq=True)
            answer = RedirectResponse(scope["path"] + (f"?{query}" if query else ""), 303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
            return answer
        if hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), token.encode()):
            return None
        return PlainTextResponse("Open the address that `crosswire serve` printed; it holds the token.", 401)

    def _from_here(self, headers: Headers) -> bool:
        """Same origin, and the secret in the header ``X-Crosswire`` (forms are sent by htmx, which adds it)."""
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            return False
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        return hmac.compare_digest(headers.get("x-crosswire", "").encode(), self.secret.encode())
