"""Hand-made claims of the invented country: a small factory, its places and its actors."""

from __future__ import annotations

from typing import Any

from crosswire.lexicon import Actor, Lexicon, Outlet, Side
from crosswire.lexicon.gazetteer import Gazetteer
from crosswire.lexicon.lexicon import Tables
from crosswire.model import (
    Attribution,
    Claim,
    Document,
    Participant,
    Passage,
    Place,
    Quantity,
    Quote,
    Time,
    content_id,
)

_PLACES = {
    # id: name, kind, parent, lat, lon, radius in km
    "xo": ("Ostravia", "country", "", 45.0, 10.0, 300.0),
    "marn": ("Marn", "governorate", "xo", 45.0, 10.0, 60.0),
    "sella": ("Sella", "governorate", "xo", 47.0, 10.0, 60.0),
    "velmora": ("Velmora", "town", "marn", 45.0, 10.0, 5.0),
    "karsten": ("Karsten", "town", "marn", 45.5, 10.5, 5.0),
    "dolna": ("Dolna", "village", "marn", 45.05, 10.05, 1.0),
    "brisk": ("Brisk", "town", "sella", 47.0, 10.0, 5.0),
    "tavi": ("Tavi Pass", "area", "marn", 45.1, 10.2, 15.0),
}
_PRECISION = {"country": "country", "governorate": "governorate", "area": "area"}
ACTORS = {
    "fmf": Actor(id="fmf", name="Free Marn Front", kind="armed_group", side="rebels", country="XO"),
    "army": Actor(id="army", name="Ostravian army", kind="army", side="government", country="XO"),
    "opa": Actor(id="opa", name="OPA", kind="agency", country="XO"),
    "marn-watch": Actor(id="marn-watch", name="Marn Watch", kind="monitor", country="XO"),
}


def make_lexicon() -> Lexicon:
    tables = Tables(
        actors=tuple(ACTORS.values()),
        sides=(Side(id="rebels", name="rebels"), Side(id="government", name="government")),
        outlets=(Outlet(id="opa", name="OPA", kind="agency", country="XO"),),
    )
    lexicon = Lexicon(tables, fingerprint="test", folders=())
    rows = [
        {
            "place_id": place_id, "name": name, "kind": kind, "country": "XO",
            "admin1": "" if kind == "country" else name if kind == "governorate" else _PLACES[parent][0],
            "parent": parent, "lat": str(lat), "lon": str(lon), "radius_km": str(radius), "population": "0",
            "located": "1", "names": "", "keys": "",
        }
        for place_id, (name, kind, parent, lat, lon, radius) in _PLACES.items()
    ]  # fmt: skip
    lexicon.__dict__["gazetteer"] = Gazetteer(rows)
    return lexicon


LEXICON = make_lexicon()


def place(place_id: str | None, start: int = 0, precision: str | None = None) -> Place | None:
    if place_id is None:
        return None
    name, kind, parent, lat, lon, radius = _PLACES[place_id]
    admin1 = None if kind == "country" else name if kind == "governorate" else _PLACES[parent][0]
    return Place(
        place_id=place_id,
        name=name,
        lat=lat,
        lon=lon,
        radius_km=radius,
        precision=precision or _PRECISION.get(kind, "exact"),
        admin1=admin1,
        country="XO",
        start=start,
        end=start + len(name),
        quote=name,
    )


def time(said: str | None, start: int = 0) -> Time | None:
    """``2018-07-25``, ``2018-07-20/2018-07-26``, ``2018-07-15/`` (open), ``XXXX-10-14``, ``wednesday``."""
    if said is None:
        return None
    quote: dict[str, Any] = {"start": start, "end": start + len(said), "quote": said}
    if said.endswith("day"):
        return Time(earliest=None, latest=None, precision="day", weekday=said, anchor="none", **quote)
    first, _, last = said.partition("/")
    precision = {4: "year", 7: "month"}.get(len(first), "day" if "/" not in said else "days")
    return Time(
        earliest=first,
        latest=(last or None) if "/" in said else first,
        precision=precision,
        anchor="text",
        **quote,
    )


def killed(best: int | None, of: str = "any", **more: Any) -> Quantity:
    """``bound`` sets low and high as the reader does; ``counts``, ``side_id`` and ``measure`` may be given."""
    bound = more.pop("bound", "exact")
    low = best if bound in ("exact", "at_least", "more_than") else more.pop("low", None)
    high = best if bound in ("exact", "nearly", "up_to") else more.pop("high", None)
    more = {"measure": "killed", "side_id": None, "counts": "total", "start": 0, "end": 2, "quote": "18", **more}
    return Quantity(of=of, low=low, best=best, high=high, bound=bound, **more)


def document(name: str, sentences: int = 6, **more: Any) -> Document:
    """A document of ``sentences`` passages of 100 code points each; the first is the headline."""
    passages = tuple(
        Passage(start=100 * n, end=100 * n + 99, kind="headline" if n == 0 else "sentence") for n in range(sentences)
    )
    text = more.pop("text", "x" * (100 * sentences))
    return Document(document_id=name, file=f"{name}.txt", lang="en", text=text, passages=passages, **more)


def claim(document_id: str, sentence: int = 1, nth: int = 0, **more: Any) -> Claim:
    """A claim at ``sentence`` of its document.

    ``actor``/``target`` are lexicon ids, ``persons`` names of those hit, ``at`` a place id, ``on`` a time,
    ``figures`` quantities, ``words`` the sentence.
    """
    start = 100 * sentence + 10 * nth
    trigger = Quote(start=start, end=start + 6, quote=more.pop("trigger", "killed"))
    parts = [
        Participant(
            role=role, actor_id=i, name=ACTORS[i].name, side_id=ACTORS[i].side, start=start, end=start + 1, quote="x"
        )
        for role in ("actor", "target")
        for i in [more.pop(role, None)]
        if i
    ]  # fmt: skip
    parts += [
        Participant(role="target", actor_id=None, name=name, side_id=None, start=start, end=start + 1, quote="x")
        for name in more.pop("persons", ())
    ]
    words = more.pop("words", f"{document_id} sentence {sentence}")
    kind = "headline" if sentence == 0 else "sentence"
    return Claim(
        claim_id=more.pop("claim_id", content_id("claim", document_id, start, nth)),
        document_id=document_id,
        event_type=more.pop("event_type", "killing"),
        status=more.pop("status", "happened"),
        trigger=trigger,
        passage_kind=kind,
        participants=tuple(parts),
        place=place(more.pop("at", None), 100 * more.pop("at_sentence", sentence)),
        time=time(more.pop("on", None), 100 * more.pop("on_sentence", sentence)),
        quantities=tuple(more.pop("figures", ())),
        attribution=Attribution(manner="own_voice"),
        voice_id=more.pop("voice", document_id),
        evidence=(Quote(start=100 * sentence, end=100 * sentence + 99, quote=words),),
        **more,
    )
