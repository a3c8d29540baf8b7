"""Which addresses may be reached.

In: an address. Out: a `Target`: its parts and one checked IP address to connect to. Refused with `RefusedError`: other
schemes than http and https, names and passwords in it, other ports than the scheme's own, and hosts of which any IP
address is not public: private, loopback, link-local, multicast, reserved, also inside IPv6 (mapped, 6to4, Teredo,
NAT64). The name is looked up once and the connection goes to the address that was checked, so a second answer of the
name server (DNS rebinding) changes nothing. Ranges: the IANA special-purpose registries as Python's ``ipaddress`` has
them.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from crosswire.collect.fetch.limits import RefusedError

Resolver = Callable[[str, int], list[str]]

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9._:%-]+")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address that may be reached; ``path`` has the query, percent-encoded; ``ip`` is the one to connect to."""

    address: str
    scheme: str
    host: str
    port: int
    path: str
    ip: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what one ``robots.txt`` speaks for."""
        usual = self.port == _PORTS[self.scheme]
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if usual else f":{self.port}")


def resolve(host: str, port: int) -> list[str]:
    """Every IP address of a name, as the machine's resolver tells them."""
    return sorted({str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})


def is_public(ip: str) -> bool:
    """Whether an IP address is on the public internet, the address inside an IPv6 one included."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        inside = [one for one in inner if one is not None]
        if inside:
            return all(is_public(str(one)) for one in inside)
    return address.is_global and not address.is_multicast and not address.is_reserved


def reach(address: str, also: frozenset[str] = frozenset(), resolver: Resolver = resolve) -> Target:
    """The target of an address, looked up and checked; ``also`` as in `FetchOptions`."""
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise RefusedError("bad_address", f"{address} is not an address ({error}): check it.") from None
    if parts.scheme not in _PORTS or not _HOST.fullmatch(host):
        raise RefusedError(
            "bad_address", f"{address} is not an address of the web: it begins with http:// or https://."
        )
    if parts.username is not None or parts.password is not None:
        raise RefusedError("bad_address", f"{address} has a name or password in it: leave them out.")
    port = port or _PORTS[parts.scheme]
    try:
        ips = [host] if _is_ip(host) else resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise RefusedError("no_host", f"{address}: the name {host} is not found ({error}): check it.") from None
    if not ips:
        raise RefusedError("no_host", f"{address}: the name {host} is not found: check it.")
    for ip in ips:
        if f"{ip}:{port}" in also:
            continue
        if not is_public(ip):
            raise RefusedError(
                "not_public", f"{address}: {host} is {ip}, which is no public address: only the public web is fetched."
            )
        if port != _PORTS[parts.scheme]:
            raise RefusedError("bad_port", f"{address}: port {port} is not that of the web: only 80 and 443 are asked.")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    plain = Target(address="", scheme=parts.scheme, host=host.lower(), port=port, path=path, ip=ips[0])
    return Target(address=plain.site + path, scheme=plain.scheme, host=plain.host, port=port, path=path, ip=ips[0])


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
