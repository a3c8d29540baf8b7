"""How long the workbench takes for each page and each JSON answer over a large casebook.

In: a number of documents and of claims, or the folder of a casebook that `casebooks.py` wrote.  Out: a line for each
question on standard output: median, 95th of 100 and most milliseconds, CPU milliseconds, these also as a multiple of
an answer that reads nothing (a page that says "not found"), bytes sent, and whether the bounds are held.  The
questions are typical ones and the worst there are: the last page, a place, an actor that takes part in most events, a
word that stands in every text, the outlet with most documents, the voice heard most, the largest event.  They are
asked in one process, without a network, one after the other; the first answer of each, which may read columns anew, is
told apart.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from casebooks import write
from measure import peak_mib
from starlette.testclient import TestClient

from crosswire.casebook import Casebook
from crosswire.web import create_app

TIMES = 30
MOST_MS, MOST_BYTES = 150, 300_000


def questions(folder: Path) -> dict[str, str]:
    """What is asked, by name."""
    Casebook.open(folder).close()  # of the shape this version knows
    connection = sqlite3.connect(folder / "casebook.db")

    def one(query: str) -> Any:
        return connection.execute(query).fetchone()[0]

    event = one("SELECT event_id FROM claims WHERE event_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    common = one("SELECT event_id FROM events ORDER BY event_id LIMIT 1")
    document = one("SELECT document_id FROM documents ORDER BY document_id LIMIT 1")
    longest = one("SELECT document_id FROM documents JOIN texts USING (text_key) ORDER BY length(text) DESC LIMIT 1")
    here, there = connection.execute("SELECT document_id, other_id FROM copies LIMIT 1").fetchone()
    outlet, second = (
        row[0] for row in connection.execute("SELECT outlet FROM documents GROUP BY 1 ORDER BY count(*) DESC LIMIT 2")
    )
    voice = one("SELECT voice_id FROM voice_tally ORDER BY claims DESC LIMIT 1")
    actor = one("SELECT actor FROM actor_tally ORDER BY events DESC LIMIT 1")
    place, name = connection.execute("SELECT place, name FROM place_tally ORDER BY events DESC LIMIT 1").fetchone()
    last = max(1, one("SELECT count(*) FROM events") // 50)
    last_document = max(1, one("SELECT count(*) FROM documents") // 50)
    claim = one("SELECT claim_id FROM claims ORDER BY claim_id LIMIT 1")
    day = one("SELECT earliest FROM events WHERE earliest IS NOT NULL ORDER BY earliest DESC LIMIT 1")
    connection.close()
    return {
        "overview": "/",
        "events": "/events",
        "events, last page": f"/events?page={last}",
        "events, most told": "/events?order=voices",
        "events, most killed, disputed": "/events?order=killed&disputed=1",
        "events of a place": f"/events?place={quote(place)}",
        "events, part of a name": f"/events?place={quote(name[:3])}",
        "events of the first actor": f"/events?actor={quote(actor)}",
        "events of an actor at a place": f"/events?actor={quote(actor)}&place={quote(name)}",
        "events, part of an actor's name": "/events?actor=act",
        "events of a kind, three voices": "/events?type=killing&voices=3",
        "events of a month": f"/events?since={day[:8]}01&until={day}",
        "events of an area": "/events?box=11,41,13,43",
        "event, largest": f"/events/{event}",
        "event": f"/events/{common}",
        "documents": "/documents",
        "documents, last page": f"/documents?page={last_document}",
        "documents of the largest outlet": f"/documents?outlet={quote(outlet)}&page=200",
        "documents, a common word": "/documents?q=killed",
        "documents, outlet and word": f"/documents?outlet={quote(outlet)}&q=killed&page=20",
        "documents, state": "/documents?state=error",
        "document": f"/documents/{document}",
        "document, longest": f"/documents/{longest}",
        "compare": f"/compare?a={here}&b={there}",
        "compare, to choose": "/compare",
        "outlets": "/outlets",
        "outlets, page 40": "/outlets?page=40",
        "outlet, largest": f"/outlets/one?outlet={quote(outlet)}",
        "two outlets, the largest": f"/outlets/two?a={quote(outlet)}&b={quote(second)}",
        "voice heard most": f"/voices/{quote(voice, safe='')}",
        "voice heard most, page 200": f"/voices/{quote(voice, safe='')}?page=200",
        "actors": "/actors",
        "places": "/places",
        "review": "/review",
        "links to review": "/review/links",
        "where reviewers differ": "/review/differ",
        "two coders, figures": "/review/coders",
        "two coders, links": "/review/coders?field=link",
        "decisions": "/decisions",
        "search, a common word": "/search?q=killed",
        "search, a common word, page 20": "/search?q=killed&page=20",
        "search, two words": "/search?q=velmora+blood",
        "search, a rare word": "/search?q=tavi",
        "json: counts": "/api/counts",
        "json: events, most told": "/api/events?order=voices",
        "json: days": "/api/events/days",
        "json: spots": "/api/events/spots",
        "json: days of the first actor": f"/api/events/days?actor={quote(actor)}",
        "json: spots of a kind": "/api/events/spots?type=killing",
        "json: event, largest": f"/api/events/{event}",
        "json: document, longest": f"/api/documents/{longest}",
        "json: claim": f"/api/claims/{claim}",
        "json: building": "/api/building",
    }


Asked = tuple[float, float, int, int]  # milliseconds, CPU milliseconds, bytes, status


def measure(folder: Path, times: int, only: str | None) -> dict[str, Any]:
    """Every question so many times: milliseconds, sorted, and bytes."""
    found: dict[str, Any] = {}
    app = create_app(folder, hosts=frozenset({"testserver"}))
    with TestClient(app, cookies={"crosswire_name": "Ada"}) as client:
        for name, address in {"nothing": "/nothing-here", **questions(folder)}.items():
            if only is None or only in name or name == "nothing":
                first, _, size, status = _ask(client, address)
                told = [_ask(client, address) for _ in range(times)]
                found[name] = {
                    "first": first, "ms": sorted(one[0] for one in told), "cpu": sorted(one[1] for one in told),
                    "bytes": size, "status": status,
                }  # fmt: skip
    return found


def _ask(client: TestClient, address: str) -> Asked:
    began, used = time.perf_counter(), time.process_time()
    answer = client.get(address)
    seconds = (time.perf_counter() - began, time.process_time() - used)
    return seconds[0] * 1000, seconds[1] * 1000, len(answer.content), answer.status_code


def as_table(found: dict[str, Any]) -> str:
    """A line a question; what is above a bound is marked."""
    floor = _at(found["nothing"]["cpu"], 0.95)
    lines = [f"{'':34}{'p50':>8}{'p95':>8}{'max':>8}{'first':>8}{'CPU p95':>9}{'/nothing':>9}{'kB':>8}"]
    slow = busy = large = 0
    for name, one in found.items():
        p95, cpu = _at(one["ms"], 0.95), _at(one["cpu"], 0.95)
        bounds = {
            "slow": p95 > MOST_MS, "busy": cpu > MOST_MS, "large": one["bytes"] > MOST_BYTES,
            "failed": one["status"] != 200 and name != "nothing",
        }  # fmt: skip
        slow, busy, large = slow + bounds["slow"], busy + bounds["busy"], large + bounds["large"]
        told = f"{name:34}{_at(one['ms'], 0.5):>8.1f}{p95:>8.1f}{one['ms'][-1]:>8.1f}{one['first']:>8.1f}"
        over = " ".join(word for word, above in bounds.items() if above)
        lines.append(f"{told}{cpu:>9.1f}{cpu / floor:>9.1f}{one['bytes'] / 1000:>8.1f}  {over}")
    bounds_told = f"{slow} above {MOST_MS} ms (p95), {busy} above it in CPU time, {large} above {MOST_BYTES // 1000} kB"
    return "\n".join([*lines, f"{len(found) - 1} questions; {bounds_told}"])


def _at(numbers: list[float], share: float) -> float:
    return numbers[int(share * (len(numbers) - 1))]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--case", type=Path, help="a folder; written if it holds no casebook yet, else read as it is")
    options.add_argument("--times", type=int, default=TIMES)
    options.add_argument("--only", help="only questions whose name has this in it")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.case or Path(scratch) / "case"
        if not (folder / "casebook.db").exists():
            began = time.perf_counter()
            write(folder, given.documents, given.claims)
            size = (folder / "casebook.db").stat().st_size / 2**20
            print(f"written in {time.perf_counter() - began:.0f} s, {size:.0f} MiB, peak memory {peak_mib():.0f} MiB")
        found = measure(folder, given.times, given.only)
    print(json.dumps(found) if given.json else as_table(found))
    print(f"load {os.getloadavg()[0]:.1f}, peak memory {peak_mib():.0f} MiB")


if __name__ == "__main__":
    main()
