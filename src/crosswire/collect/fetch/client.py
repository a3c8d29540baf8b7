"""One request over HTTP, bounded in bytes and time.

In: a checked `Target` and the request's headers. Out: an `Answer` with what the server sent, not decoded. Redirects are
not followed here. Fails with `RefusedError` for an answer that is too large or too slow, and for a connection that
breaks. The connection goes to the IP address that was checked; certificates are verified against the name; proxies of
the environment are not used.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crosswire.collect.fetch.limits import RefusedError
from crosswire.collect.fetch.reach import Target

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent: ``headers`` in its order, ``body`` as it came (compressed, if the server did so unasked)."""

    target: Target
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    asked: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str | None:
        """The first header of this name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def content(self, max_bytes: int) -> bytes:
        """The body, unpacked when it is gzip, at most so large."""
        if not self.body.startswith(b"\x1f\x8b"):
            return self.body
        try:
            data = zlib.decompressobj(wbits=31).decompress(self.body, max_bytes + 1)
        except zlib.error as error:
            raise RefusedError("broken", f"{self.target.address} sent a damaged answer ({error}).") from None
        if len(data) > max_bytes:
            raise _too_large(self.target, max_bytes)
        return data


@cache
def tls() -> ssl.SSLContext:
    """The context of every secure connection: certificates and names are verified."""
    return ssl.create_default_context()


class _Connection(http.client.HTTPConnection):
    """A connection to the IP address that was checked, whatever the name says by now."""

    def __init__(self, target: Target, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self._target = target
        self._open: socket.socket | None = None

    def connect(self) -> None:
        self._open = socket.create_connection((self._target.ip, self._target.port), self.timeout)
        if self._target.scheme == "https":
            secure = tls().wrap_socket(self._open, server_hostname=self._target.host, do_handshake_on_connect=False)
            self._open = secure
            secure.do_handshake()
        self.sock = self._open

    def cut(self) -> None:
        """End the connection from another thread, whatever it waits for."""
        if self._open is not None:
            with contextlib.suppress(OSError):
                self._open.shutdown(socket.SHUT_RDWR)


def get(target: Target, headers: Mapping[str, str], *, max_bytes: int, max_seconds: float) -> Answer:
    """Ask for ``target`` once."""
    asked = {"Host": target.site.partition("://")[2], **headers, "Connection": "close"}
    connection = _Connection(target, max_seconds)
    late = threading.Event()

    def stop() -> None:
        late.set()
        connection.cut()

    clock = threading.Timer(max_seconds, stop)  # a server that drips its answer resets the socket's own time-out
    clock.daemon = True
    clock.start()
    try:
        connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
        for name, value in asked.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        length = response.getheader("Content-Length")
        if length is not None and length.isdigit() and int(length) > max_bytes:
            raise _too_large(target, max_bytes)
        parts, size = [], 0
        while part := response.read1(_CHUNK):
            parts.append(part)
            size += len(part)
            if size > max_bytes:
                raise _too_large(target, max_bytes)
        if late.is_set():
            raise TimeoutError
        if length is not None and length.isdigit() and size < int(length):
            raise RefusedError("cut_off", f"{target.address} broke off after {size:,} bytes: try again later.")
        return Answer(
            target=target,
            status=response.status,
            reason=response.reason,
            headers=tuple(response.getheaders()),
            body=b"".join(parts),
            asked=tuple(asked.items()),
        )
    except (OSError, http.client.HTTPException, ValueError) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise RefusedError(
                "too_slow", f"{target.address} did not answer in {max_seconds:g} s: try again later."
            ) from None
        reason = str(error) or type(error).__name__
        raise RefusedError(
            "no_answer", f"{target.address} gave no answer ({reason}): check it, or try again later."
        ) from None
    finally:
        clock.cancel()
        connection.close()


def _too_large(target: Target, max_bytes: int) -> RefusedError:
    return RefusedError(
        "too_large", f"{target.address} sends more than the limit of {max_bytes:,} bytes: raise it (--max-bytes)."
    )
