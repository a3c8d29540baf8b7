"""Fetching, against a server that the test starts; the endpoint is opened by ``FetchOptions.also`` alone."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ostravian_files import URL, collect, page
from warcio.archiveiterator import ArchiveIterator

from crosswire.cli import app
from crosswire.collect.fetch import FetchOptions, FetchReport, fetch, listed_in
from crosswire.collect.fetch.client import tls
from crosswire.collect.fetch.limits import RefusedError
from crosswire.collect.fetch.reach import is_public, reach
from crosswire.errors import UsageError

Route = Callable[[BaseHTTPRequestHandler], None]
NOON = datetime(2021, 7, 5, 12, 0, 0, tzinfo=UTC)


class Site:
    """A site on this machine: routes by path, and what was asked."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {"/robots.txt": send(b"", status=404)}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                site.routes.get(self.path, send(b"none", status=404))(self)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.base = f"http://127.0.0.1:{self.port}"
        self.slept: list[float] = []

    def fetch(self, folder: Path, *paths: str, resolver: Any = None, **options: Any) -> FetchReport:
        given = [path if path.startswith("http") else self.base + path for path in paths]
        more = {} if resolver is None else {"resolver": resolver}
        wanted = FetchOptions(also=frozenset({f"127.0.0.1:{self.port}"}), **{"wait": 0.0, **options})
        return fetch(given, folder, wanted, pause=self.slept.append, now=lambda: NOON, **more)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def send(body: bytes, *, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> Route:
    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return route


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()


def told(report: FetchReport) -> list[tuple[str, str | None]]:
    return [(one.state, one.code) for one in report.outcomes]


def test_a_page_is_kept_as_it_was_sent_and_read_from_there(site: Site, tmp_path: Path) -> None:
    body = page().encode()
    site.routes["/a"] = send(body)
    report = site.fetch(tmp_path, "/a#part", contact="desk@marnwatch.example", version="9")
    assert told(report) == [("fetched", None)]
    assert report.file is not None
    with report.file.open("rb") as stream:
        kept = [(record.rec_type, record.content_stream().read()) for record in ArchiveIterator(stream)]
    assert [kind for kind, _ in kept] == ["warcinfo", "response", "request"]
    assert kept[1][1] == body
    (line,) = [json.loads(one) for one in (tmp_path / "requests.log").read_text().splitlines()]
    assert (line["sha256"], line["time"], line["status"]) == (sha256(body).hexdigest(), "2021-07-05T12:00:00Z", 200)
    (document,) = collect(report.file)
    assert document.origin is not None
    assert (document.origin.sha256, document.origin.captured) == (line["sha256"], line["time"])
    assert document.origin.address == f"{site.base}/a"
    agent = site.asked[-1][1]["User-Agent"]
    assert agent == "crosswire/9 (+desk@marnwatch.example)"


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    def route(handler: BaseHTTPRequestHandler) -> None:
        fresh = handler.headers.get("If-None-Match") == '"1"' and "If-Modified-Since" in handler.headers
        one = {"ETag": '"1"', "Last_Modified": "Mon, 05 Jul 2021 10:00:00 GMT"}
        (send(b"", status=304) if fresh else send(page().encode(), **one))(handler)

    site.routes["/a"] = route
    first = site.fetch(tmp_path, "/a")
    assert told(site.fetch(tmp_path, "/a")) == [("unchanged", None)]
    assert first.file is not None
    first.file.unlink()  # what is not kept any more is asked for whole
    assert told(site.fetch(tmp_path, "/a")) == [("fetched", None)]
    with (tmp_path / "requests.log").open("a") as log:
        log.write('{"address": "http:')  # a line that a crash cut off
    assert told(site.fetch(tmp_path, "/a")) == [("unchanged", None)]


def test_robots_are_obeyed(site: Site, tmp_path: Path) -> None:
    rules = (
        b"User-agent: *\nDisallow: /\nUser-agent: crosswire\nDisallow: /*?print=\nDisallow: /private\nCrawl-delay: 7\n"
    )
    site.routes |= {"/robots.txt": send(rules, kind="text/plain"), "/a": send(page().encode()), "/b": send(b"x")}
    site.routes["/to"] = send(b"", status=302, Location="/private/x")
    report = site.fetch(tmp_path, "/a", "/a?print=1", "/private/x", "/to", "/b")
    assert told(report) == [
        ("fetched", None), ("refused", "robots"), ("refused", "robots"), ("refused", "robots"), ("fetched", None),
    ]  # fmt: skip
    assert site.paths() == ["/robots.txt", "/a", "/to", "/b"]
    assert [round(pause) for pause in site.slept] == [7, 7]


@pytest.mark.parametrize(
    ("status", "code"), [(404, None), (403, None), (500, "robots_unknown"), (429, "robots_unknown")]
)
def test_without_robots_a_site_allows_all_and_with_broken_ones_nothing(
    site: Site, tmp_path: Path, status: int, code: str | None
) -> None:
    site.routes |= {"/robots.txt": send(b"", status=status), "/a": send(page().encode())}
    (outcome,) = site.fetch(tmp_path, "/a").outcomes
    assert outcome.code == code
    assert ("/a" in site.paths()) == (code is None)


def test_hosts_are_asked_with_a_pause_and_left_alone_when_they_ask(site: Site, tmp_path: Path) -> None:
    site.routes |= {"/a": send(page().encode()), "/b": send(b"", status=429, Retry_After="3600"), "/c": send(b"x")}
    report = site.fetch(tmp_path, "/a", "/b", "/c", wait=5.0)
    assert told(report) == [("fetched", None), ("refused", "status_429"), ("refused", "busy")]
    assert "3600" in (report.outcomes[2].detail or "")
    assert "/c" not in site.paths()
    assert all(4 < pause <= 5 for pause in site.slept)
    assert len(site.slept) == 2


FEED = """<rss version="2.0"><channel><title>Velmora Post</title>
<item><title>One</title><link>{base}/1</link><pubDate>Mon, 05 Jul 2021 10:00:00 GMT</pubDate></item>
<item><title>Two</title><link>/2</link></item>
<item><title>Old</title><link>{base}/old</link><pubDate>Thu, 01 Jul 2021 10:00:00 GMT</pubDate></item>
</channel></rss>"""
INDEX = """<sitemapindex><sitemap><loc>{base}/s1.xml</loc></sitemap>
<sitemap><loc>{base}/s2.xml.gz</loc></sitemap></sitemapindex>"""


def test_feeds_and_sitemaps_are_followed_within_bounds(site: Site, tmp_path: Path) -> None:
    def urls(*paths: str) -> bytes:
        return f"<urlset>{''.join(f'<url><loc>{site.base}{one}</loc></url>' for one in paths)}</urlset>".encode()

    for name in ("/1", "/2", "/3", "/4", "/old"):
        site.routes[name] = send(page(f"Report {name}").encode())
    site.routes |= {
        "/feed": send(FEED.format(base=site.base).encode(), kind="application/rss+xml"),
        "/index.xml": send(INDEX.format(base=site.base).encode(), kind="application/xml"),
        "/s1.xml": send(urls("/1", "/3"), kind="application/xml"),
        "/s2.xml.gz": send(gzip.compress(urls("/4", "/s3.xml")), kind="application/gzip"),
    }
    report = site.fetch(tmp_path, "/feed", "/index.xml", since="2021-07-04")
    assert [one.address[len(site.base) :] for one in report.outcomes if one.state == "fetched"] == [
        "/1",
        "/2",
        "/3",
        "/4",
    ]
    assert [one.state for one in report.outcomes].count("list") == 4
    assert report.file is not None
    assert len(collect(report.file)) == 4
    report = site.fetch(tmp_path / "b", "/feed", max_pages=2)
    assert told(report) == [("list", None), ("fetched", None), ("left", "limit"), ("left", "limit")]


def test_redirects_are_followed_so_far_and_checked_at_each_step(site: Site, tmp_path: Path) -> None:
    for i in range(9):
        site.routes[f"/r{i}"] = send(b"", status=301, Location=f"/r{i + 1}")
    site.routes |= {
        "/r5": send(page().encode()),
        "/in": send(b"", status=302, Location="http://10.0.0.1/"),
        "/file": send(b"", status=302, Location="file:///etc/passwd"),
        "/meta": send(b"", status=302, Location="http://169.254.169.254/latest"),
        "/loop": send(b"", status=302, Location="/loop"),
    }
    report = site.fetch(tmp_path, "/r0", "/in", "/file", "/meta", "/loop")
    assert told(report) == [
        ("fetched", None), ("refused", "not_public"), ("refused", "bad_address"), ("refused", "not_public"),
        ("refused", "redirects"),
    ]  # fmt: skip
    assert told(site.fetch(tmp_path, "/r0", max_redirects=4)) == [("refused", "redirects")]


def test_a_name_is_looked_up_once_for_each_request(site: Site, tmp_path: Path) -> None:
    """What DNS rebinding needs: a second look-up between check and connection that answers otherwise."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"], ["127.0.0.1", "10.0.0.1"]])
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    site.routes["/a"] = send(page().encode())
    at = f"http://velmorapost.example:{site.port}/a"
    report = site.fetch(tmp_path, at, at + "?2", at + "?3", resolver=resolver)
    assert told(report) == [("fetched", None), ("refused", "not_public"), ("refused", "not_public")]
    assert asked == ["velmorapost.example"] * 4  # the page, its robots.txt, and two that are refused before any request
    assert site.asked[-1][1]["Host"] == f"velmorapost.example:{site.port}"


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b"a")
            time.sleep(0.05)
    except OSError:
        pass


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"a" * 100_000)
    except OSError:
        pass


def short(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"a")


def test_answers_are_bounded_in_size_and_time(site: Site, tmp_path: Path) -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 5_000_000)
    site.routes |= {
        "/drip": drip, "/endless": endless, "/short": short, "/long": send(b"a" * 300_000),
        "/bomb": send(bomb, kind="application/xml"), "/none": lambda handler: None, "/a": send(page().encode()),
    }  # fmt: skip
    started = time.monotonic()
    names = ("/drip", "/endless", "/short", "/long", "/bomb", "/none", "/a")
    report = site.fetch(tmp_path, *names, max_seconds=1.0, max_bytes=200_000)
    assert [one.code for one in report.outcomes] == [
        "too_slow", "too_large", "cut_off", "too_large", "too_large", "no_answer", None,
    ]  # fmt: skip
    for name, outcome in zip(names, report.outcomes, strict=True):
        assert outcome.detail is None or f"{site.base}{name}" in outcome.detail
    assert time.monotonic() - started < 8


def test_only_public_addresses_are_reached() -> None:
    private = (
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "192.0.2.1", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "2001:db8::1",
    )  # fmt: skip
    assert [one for one in private if is_public(one)] == []
    assert all(map(is_public, ("93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34")))
    for address in (
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
    ):
        with pytest.raises(RefusedError) as refused:
            reach(address)
        assert refused.value.code in ("not_public", "no_host")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/",
        "file:///etc/passwd",
        "http://",
        "http://a:b@93.184.216.34/",
        "http://93.184.216.34:22/",
        "x",
        "http://a:b",
        "http://a b.example/",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(RefusedError) as refused:
        reach(address, resolver=lambda host, port: ["93.184.216.34"])
    assert refused.value.code in ("bad_address", "bad_port")


def test_names_and_paths_become_what_the_wire_takes() -> None:
    target = reach("https://Caf\u00e9.example./a b?q=\u00fc#x", resolver=lambda host, port: ["93.184.216.34"])
    assert (target.address, target.ip) == ("https://xn--caf-dma.example/a%20b?q=%C3%BC", "93.184.216.34")
    context = tls()
    assert context.check_hostname
    assert context.verify_mode.name == "CERT_REQUIRED"


def test_no_flag_or_variable_opens_this_machine(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.routes["/a"] = send(page().encode())
    for name in ("CROSSWIRE_ALSO", "ALSO", "http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"127.0.0.1:{site.port}")
    result = CliRunner().invoke(app, ["fetch", str(tmp_path / "case"), f"{site.base}/a"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "no public address" in result.output
    assert site.asked == []
    command = app.get_command(None, "fetch")  # type: ignore[arg-type]
    assert command is not None
    assert not any("also" in option or "local" in option for one in command.params for option in one.opts)


def test_the_command_adds_what_was_fetched(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import crosswire.collect.fetch as fetching

    def opened(addresses: Any, folder: Path, options: FetchOptions, told: Any = None) -> FetchReport:
        assert (options.wait, options.since) == (0.0, "2021-07-04")
        return site.fetch(folder, *[getattr(one, "address", one) for one in addresses])

    monkeypatch.setattr(fetching, "fetch", opened)
    site.routes["/a"] = send(page().encode())
    (tmp_path / "list.txt").write_text(f"# pages\n{site.base}/a\n{site.base}/gone\n")
    words = [
        "fetch",
        str(tmp_path / "case"),
        str(tmp_path / "list.txt"),
        "--wait",
        "0",
        "--since",
        "2021-07-04",
        "--json",
    ]
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 1
    assert "answers 404" in result.stderr
    assert json.loads(result.stdout)["added"]["added"] == 1
    assert CliRunner().invoke(app, ["documents", str(tmp_path / "case")]).output.count("Shells hit Karsten") == 1


def test_files_that_list_addresses(tmp_path: Path) -> None:
    gdelt = {"url": URL, "title": "Shells", "seendate": "20210705T101500Z", "domain": "velmorapost.example"}
    (tmp_path / "a.json").write_text(json.dumps({"articles": [gdelt]}))
    (tmp_path / "b.xml").write_text(FEED.format(base="https://velmorapost.example"))
    assert [one.address for one in listed_in(tmp_path / "a.json")] == [URL]
    assert len(listed_in(tmp_path / "b.xml")) == 3
    with pytest.raises(UsageError):
        FetchOptions(max_pages=0)
    with pytest.raises(UsageError):
        FetchOptions(contact="a\nX-Evil: 1")
    result = CliRunner().invoke(app, ["fetch", str(tmp_path / "case"), "no-such-file"])
    assert isinstance(result.exception, UsageError)
