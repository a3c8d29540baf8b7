"""Who leaves out what of an event, told with a small record of the invented country."""

from __future__ import annotations

from dataclasses import replace

from karsten_record import KARSTEN, TUESDAY, claim, document, killed, quote_of

from crosswire.model import Attribution, Claim, Document, Event, NamedQuote, Participant, Place, Time
from crosswire.publish.omissions import Coverage, omissions
from crosswire.publish.voices import name_voices

TEXTS = {
    "wire": "The Ostravian army killed 9 civilians in Karsten, Marn Watch said.",
    "post": "About 9 died; 9 people were killed in Karsten.",
    "gazette": "The army denied that it killed anybody in Karsten. 12 people were killed there.",
    "radio": "It rained in Karsten.",
}


def record(days: dict[str, str | None]) -> tuple[Event, list[Claim], list[Document]]:
    documents = [
        document(name, text, outlet=name.title(), published=days[name]) for name, text in TEXTS.items() if name in days
    ]
    by_name = {d.file.removesuffix(".txt"): d for d in documents}
    claims = []
    if "wire" in by_name:
        text = TEXTS["wire"]
        actor = quote_of(text, "Ostravian army", Participant, role="actor", actor_id="army", name="Ostravian army",
                         side_id=None)  # fmt: skip
        someone = quote_of(
            text, "9 civilians", Participant, role="target", actor_id=None, name="civilians", side_id=None
        )
        said = Attribution(manner="reported", source_id="marn-watch",
                           source=quote_of(text, "Marn Watch", NamedQuote, name="Marn Watch"))  # fmt: skip
        claims.append(claim("wire", by_name["wire"], text, "killed", "marn-watch", participants=(actor, someone),
                            attribution=said, quantities=(killed(text, "9", 9, of="civilians"),)))  # fmt: skip
    if "post" in by_name:
        text = TEXTS["post"]
        claims.append(claim("post", by_name["post"], text, "killed", "post", quantities=(killed(text, "9", 9),)))
    if "gazette" in by_name:
        text = TEXTS["gazette"]
        claims.append(claim("deny", by_name["gazette"], text[:50], "killed", "army", status="denied"))
        claims.append(claim("gazette", by_name["gazette"], text[51:], "killed there", "gazette",
                            quantities=(killed(text, "12", 12),)))  # fmt: skip
    claims = [replace(c, event_id="event-1") for c in claims]
    text = TEXTS["wire"]
    event = Event(
        event_id="event-1", label="killing in Karsten", event_type="killing", status="happened",
        time=Time(start=0, end=3, quote="The", **TUESDAY), time_conflict=False,
        place=quote_of(text, "Karsten", Place, **KARSTEN), claim_ids=tuple(sorted(c.claim_id for c in claims)),
        document_ids=tuple(sorted({c.document_id for c in claims})), voice_ids=(),
    )  # fmt: skip
    return event, claims, documents


def judged(published: dict[str, str | None], **options: int):
    event, claims, documents = record(published)
    voices = name_voices(claims, documents, {"marn-watch": "Marn Watch", "army": "Ostravian army"})
    elsewhere = replace(claims[0], claim_id="x", event_id="event-2")
    return omissions(event, [*claims, elsewhere], Coverage(documents), voices, **options)


DAYS: dict[str, str | None] = {
    "wire": "2031-03-05",
    "post": "2031-03-05",
    "gazette": "2031-03-05",
    "radio": "2031-03-11",
}


def test_each_thing_with_who_says_it_and_who_leaves_it_out() -> None:
    found = judged(DAYS)
    assert (found.since, found.until, found.telling) == ("2031-03-04", "2031-03-11", ("Gazette", "Post", "Wire"))
    assert found.silent == ("Radio",)
    told = {(t.kind, t.what): (t.values, t.said_by, t.left_out_by, t.claim_ids) for t in found.things}
    assert told == {
        ("figure", "killed, people"): (("9", "12"), ("Gazette", "Post"), ("Wire",), ("claim-gazette", "claim-post")),
        ("figure", "killed, civilians"): (("9",), ("Wire",), ("Gazette", "Post"), ("claim-wire",)),
        ("actor", "Ostravian army"): ((), ("Wire",), ("Gazette", "Post"), ("claim-wire",)),
        ("denial", "denied by Ostravian army"): ((), ("Gazette",), ("Post", "Wire"), ("claim-deny",)),
        ("source", "Marn Watch"): ((), ("Wire",), ("Gazette", "Post"), ("claim-wire",)),
    }
    assert [t.kind for t in found.things] == ["figure", "figure", "actor", "denial", "source"]


def test_who_wrote_before_a_thing_was_told_has_not_left_it_out() -> None:
    found = judged({**DAYS, "wire": "2031-03-06", "gazette": "2031-03-07"})
    (civilians,) = (t for t in found.things if t.what == "killed, civilians")
    assert (civilians.first, civilians.left_out_by, civilians.too_early) == ("2031-03-06", ("Gazette",), ("Post",))


def test_the_days_that_are_looked_at() -> None:
    assert judged(DAYS, days=6).silent == ()
    assert judged({**DAYS, "radio": "2031-03-03"}).silent == ()
    event, claims, documents = record(DAYS)
    voices = name_voices(claims, documents, {})
    undated = omissions(replace(event, time=None), claims, Coverage(documents), voices)
    assert (undated.since, undated.until) == ("2031-03-05", "2031-03-12")
    month = replace(event, time=replace(event.time, earliest="2031-03", latest="2031-03", precision="month"))
    assert omissions(month, claims, Coverage(documents), voices).since == "2031-03-05"


def test_what_has_no_day_no_outlet_or_was_not_read_is_counted_and_not_judged() -> None:
    event, claims, documents = record(DAYS)
    other = [replace(documents[0], published=None), replace(documents[1], outlet=None),
             replace(documents[2], state="unread_language"), documents[3]]  # fmt: skip
    found = omissions(event, claims, Coverage(other), name_voices(claims, other, {}))
    assert (found.not_judged, found.telling, found.silent) == (3, (), ("Radio",))
    assert all(t.said_by == t.left_out_by == () for t in found.things)
    nowhere = omissions(replace(event, time=None), claims, Coverage(other), name_voices(claims, other, {}))
    assert (nowhere.since, nowhere.until, nowhere.silent) == (None, None, ())


def test_the_order_of_claims_and_documents_says_nothing() -> None:
    event, claims, documents = record(DAYS)
    voices = name_voices(claims, documents, {})
    one = omissions(event, claims, Coverage(documents), voices)
    assert omissions(event, claims[::-1], Coverage(documents[::-1]), voices) == one
