"""A small record of the invented town Karsten: an agency, a copy, a rival, an undated text, one unread, one broken."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crosswire.casebook import Derived
from crosswire.model import (
    Attribution,
    Claim,
    Copy,
    Document,
    Estimate,
    Event,
    Link,
    NamedQuote,
    Participant,
    Passage,
    Place,
    Quantity,
    Quote,
    Reason,
    Refusal,
    Relation,
    StageError,
    Time,
    Via,
)
from crosswire.publish.dossier import Record

AGENCY = "Gunmen killed more than 20 people in Karsten on Tuesday. The Free Marn Front said it had no part in it."
DAILY = f"{AGENCY} Tavi Brenko, a baker, was killed at the market, a neighbour said."
RIVAL = (
    "Terrorists killed 31 civilians in Karsten, <b>Marn Watch</b> said. A commander, Ostan Velik, was killed on Monday."
)
UNDATED = "On Friday the Front threatened to shell Dolna."


def quote_of(text: str, words: str, kind: type[Any] = Quote, **more: Any) -> Any:
    start = text.index(words)
    return kind(start=start, end=start + len(words), quote=words, **more)


def document(name: str, text: str, **more: Any) -> Document:
    return Document(
        document_id=f"doc-{name}",
        file=f"{name}.txt",
        text=text,
        lang="en",
        passages=(Passage(start=0, end=len(text), kind="sentence"),),
        **more,
    )


def claim(name: str, of: Document, sentence: str, trigger: str, voice: str, **more: Any) -> Claim:
    more.setdefault("attribution", Attribution(manner="own_voice"))
    more.setdefault("event_type", "killing")
    more.setdefault("status", "happened")
    return Claim(
        claim_id=f"claim-{name}",
        document_id=of.document_id,
        trigger=quote_of(of.text, trigger),
        passage_kind="sentence",
        evidence=(quote_of(of.text, sentence),),
        voice_id=voice,
        **more,
    )


def killed(text: str, words: str, number: int, **more: Any) -> Quantity:
    made: Quantity = quote_of(
        text,
        words,
        Quantity,
        measure="killed",
        of=more.pop("of", "any"),
        side_id=None,
        counts="total",
        low=number,
        best=number,
        high=more.pop("high", number),
        bound=more.pop("bound", "exact"),
    )
    return made


TUESDAY = {"earliest": "2031-03-04", "latest": "2031-03-04", "precision": "day", "anchor": "published"}
KARSTEN = {
    "place_id": "xo-karsten",
    "name": "Karsten",
    "lat": 1.0,
    "lon": 2.0,
    "radius_km": 3.0,
    "precision": "exact",
    "admin1": "Marn",
    "country": "XO",
}


def a_record() -> Record:
    agency = document(
        "agency", AGENCY, title="Killings in Karsten", outlet="OPA", published="2031-03-04", published_how="text"
    )
    daily = document(
        "daily",
        DAILY,
        title="Karsten mourns",
        outlet="Dolna Daily",
        agency="OPA",
        published="2031-03-05",
        published_how="meta",
    )
    rival = document(
        "rival",
        RIVAL,
        title="A crime",
        outlet="Velmora Voice",
        published="2031-03-06",
        published_how="given",
        url="javascript:alert(1)",
    )
    undated = document("undated", UNDATED, title="Threat", outlet="Brisk Post")
    foreign = replace(document("foreign", "Texte."), lang="fr", state="unread_language", passages=())
    broken = Document(
        document_id="doc-broken",
        file="broken.json",
        state="error",
        error=StageError(stage="collect", code="not_json", detail="line 1 is not JSON; mend the file"),
    )
    sentence = "Gunmen killed more than 20 people in Karsten on Tuesday."
    copy = Copy(
        document_id=agency.document_id,
        start=0,
        end=len(AGENCY),
        other_id=daily.document_id,
        other_start=0,
        other_end=len(AGENCY),
        kind="identical",
    )
    back = Copy(
        document_id=daily.document_id,
        start=0,
        end=len(AGENCY),
        other_id=agency.document_id,
        other_start=0,
        other_end=len(AGENCY),
        kind="identical",
    )
    told = []
    for name, of, via in (("1", agency, ()), ("2", daily, (Via(id="dolna-daily", name="Dolna Daily"),))):
        told.append(
            claim(
                name,
                of,
                sentence,
                "killed",
                "opa",
                event_id="event-1",
                quantities=(killed(of.text, "more than 20", 20, high=None, bound="more_than"),),
                place=quote_of(of.text, "Karsten", Place, **KARSTEN),
                time=quote_of(of.text, "Tuesday", Time, **TUESDAY),
                attribution=Attribution(manner="own_voice", via=via),
            )
        )
    rivals = "Terrorists killed 31 civilians in Karsten, <b>Marn Watch</b> said."
    third = claim(
        "3",
        rival,
        rivals,
        "killed",
        "marn-watch",
        event_id="event-1",
        quantities=(killed(RIVAL, "31", 31, of="civilians"),),
        attribution=Attribution(
            manner="reported",
            source_id="marn-watch",
            source=quote_of(RIVAL, "Marn Watch", NamedQuote, name="Marn Watch"),
            via=(Via(id="velmora-voice", name="Velmora Voice"),),
        ),
    )
    victim = claim(
        "4",
        daily,
        "Tavi Brenko, a baker, was killed at the market, a neighbour said.",
        "killed at",
        "name:neighbour",
        event_id="event-2",
        participants=(
            quote_of(DAILY, "Tavi Brenko", Participant, role="target", actor_id=None, name="Tavi Brenko", side_id=None),
        ),
        attribution=Attribution(
            manner="unnamed", source=quote_of(DAILY, "a neighbour", NamedQuote, name="a neighbour")
        ),
    )
    commander = claim(
        "5",
        rival,
        "A commander, Ostan Velik, was killed on Monday.",
        "killed on",
        "velmora-voice",
        event_id="event-3",
        participants=(
            quote_of(RIVAL, "Ostan Velik", Participant, role="target", actor_id=None, name="Ostan Velik", side_id=None),
        ),
    )
    threat = claim(
        "6",
        undated,
        UNDATED,
        "shell",
        "fmf",
        event_id="event-4",
        event_type="threat",
        status="threatened",
        time=quote_of(
            UNDATED, "Friday", Time, earliest=None, latest=None, precision="unknown", weekday="friday", anchor="none"
        ),
    )
    loose = claim("7", agency, "The Free Marn Front said it had no part in it.", "said", "fmf", event_type="statement")
    claims = [*told, third, victim, commander, threat, loose]

    def event(number: int, label: str, of: list[Claim], **more: Any) -> Event:
        return Event(
            event_id=f"event-{number}",
            label=label,
            event_type=of[0].event_type,
            status=of[0].status,
            time=more.pop("time", of[0].time),
            time_conflict=False,
            place=of[0].place,
            claim_ids=tuple(c.claim_id for c in of),
            document_ids=tuple(sorted({c.document_id for c in of})),
            voice_ids=tuple(sorted({c.voice_id or "" for c in of})),
            **more,
        )

    because = (Reason(feature="place", value=1.0, text="both name Karsten"),)
    events = [
        event(
            1,
            "Killings in Karsten",
            [*told, third],
            links=(Link(claim_a="claim-1", claim_b="claim-3", score=0.91, reasons=because),),
            refused=(
                Refusal(
                    claim_a="claim-1",
                    claim_b="claim-4",
                    reasons=(Reason(feature="figures", value=0.0, text="one victim is not twenty"),),
                ),
            ),
        ),
        event(2, "Killing of Tavi Brenko", [victim], part_of="event-1"),
        event(3, "Killing of Ostan Velik", [commander]),
        event(4, "Threat against Dolna", [threat]),
    ]
    relation = {
        "event_id": "event-1",
        "measure": "killed",
        "of_a": "any",
        "of_b": "civilians",
        "kind": "category",
        "reason": "people and civilians are counted",
    }
    relations = [
        Relation(relation_id="rel-1", claim_a="claim-1", claim_b="claim-3", **relation),
        Relation(relation_id="rel-2", claim_a="claim-2", claim_b="claim-3", **relation),
    ]
    estimate = Estimate(
        estimate_id="est-1",
        event_id="event-1",
        measure="killed",
        of="any",
        policy="as-reported",
        low=20,
        best=20,
        high=None,
        rule="one voice; its figure is a lower bound",
        claim_ids=("claim-1", "claim-2"),
        voice_ids=("opa",),
    )
    return Record(
        documents=[agency, daily, rival, undated, foreign, broken],
        claims=claims,
        copies=[copy, back],
        events=events,
        relations=relations,
        estimates=[estimate],
        voice_names={"opa": "Ostravian Press Agency", "marn-watch": "Marn Watch", "fmf": "Free Marn Front"},
    )


def derived_of(record: Record) -> Derived:
    """What of a record is derived from its documents, ready to be kept in a casebook."""
    return Derived(
        claims=tuple(record.claims), copies=tuple(record.copies), events=tuple(record.events),
        relations=tuple(record.relations), estimates=tuple(record.estimates),
    )  # fmt: skip
