"""Commands that set outlets beside each other: ``omissions`` (who leaves out what) and ``wording`` (who says how)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crosswire.cli.output import as_json, case_argument, print_json, print_sheets

if TYPE_CHECKING:
    from crosswire.publish.outlet_words import Used


@click.command()
@case_argument
@click.argument("event")
@click.option("--days", type=click.IntRange(min=0), default=7, show_default=True, help="Days after it to look at.")
@as_json
def omissions(case: str, event: str, days: int, as_json: bool) -> None:
    """Which outlets of CASE leave out what of EVENT: figures, who did it, denials, sources; and which of those that
    published in the same days tell nothing of it."""
    from crosswire.casebook import Casebook
    from crosswire.publish.omissions import Coverage
    from crosswire.publish.omissions import omissions as found_in
    from crosswire.publish.tables import Sheet, voices_of

    with Casebook.open(case) as casebook, casebook.reading():
        chosen, documents = casebook.event(event), casebook.documents()
        claims = casebook.claims_in(chosen.event_id)
        found = found_in(chosen, claims, Coverage(documents), voices_of(casebook, claims, documents), days=days)
    if as_json:
        print_json(found)
        return
    period = f"{found.since} to {found.until}" if found.since else "not known: no document that tells of it bears a day"
    facts = (
        ("event", found.event_id),
        ("what", chosen.label),
        ("days looked at", period),
        ("outlets that tell of it", ", ".join(found.telling)),
        ("outlets that do not", ", ".join(found.silent)),
        ("documents not judged", str(found.not_judged) if found.not_judged else ""),
    )
    rows = tuple(
        (
            thing.kind,
            f"{thing.what}: {'; '.join(thing.values)}" if thing.values else thing.what,
            thing.first or "",
            *(", ".join(names) for names in (thing.said_by, thing.left_out_by, thing.too_early, thing.claim_ids)),
        )
        for thing in found.things
    )
    columns = ("kind", "what", "first said", "said by", "left out by", "wrote too early", "claims")
    print_sheets(
        [
            Sheet(title="Event", columns=("", " "), rows=tuple(fact for fact in facts if fact[1])),
            Sheet(title="What is said and left out", columns=columns, rows=rows),
        ]
    )


@click.command()
@case_argument
@click.argument("outlet_a")
@click.argument("outlet_b")
@as_json
def wording(case: str, outlet_a: str, outlet_b: str, as_json: bool) -> None:
    """The words OUTLET_A and OUTLET_B of CASE use for the same actors and the same acts, the loaded terms of each, and
    the words that set them apart, with counts and a sentence each."""
    from crosswire import lexicon
    from crosswire.casebook import Casebook
    from crosswire.errors import UsageError
    from crosswire.publish.outlet_words import outlet_named, outlet_words
    from crosswire.publish.tables import Sheet

    with Casebook.open(case) as casebook, casebook.reading():
        claims, documents = casebook.claims(), casebook.documents()
        words = lexicon.load(casebook.lexicon_folder)
    one, other = outlet_named(outlet_a, documents), outlet_named(outlet_b, documents)
    if one == other:
        raise UsageError(f"{outlet_a} and {outlet_b} are both {one}; name two outlets")
    found = outlet_words(one, other, claims, documents, words)
    if as_json:
        print_json(found)
        return
    titles = {"actor": "Actors", "act": "Acts, in the events that both tell", "loaded": "Loaded terms"}
    sheets = []
    for kind, title in titles.items():
        rows = tuple(
            (f"{s.name} ({s.note})" if s.note else s.name, _told(s.one), _told(s.other), _sentence((*s.one, *s.other)))
            for s in found.said
            if s.kind == kind
        )
        sheets.append(Sheet(title=title, columns=(kind, one, other, "a sentence"), rows=rows))
    both = f"{len(found.shared_events)} events that both tell"
    for apart, among in ((found.apart, both), (found.apart_in_kinds, "the kinds of happening that both tell")):
        words_of = tuple(
            (a.word, f"{a.z:+.2f}", str(a.one), str(a.other), " ".join(a.sentence.quote.split()), a.document_id)
            for a in apart
        )
        title = f"Words that set them apart, in {among} (+ {one}, - {other})"
        sheets.append(Sheet(title=title, columns=("word", "z", one, other, "a sentence", "document"), rows=words_of))
    print_sheets(sheets)


def _told(used: tuple[Used, ...]) -> str:
    from crosswire.publish.outlet_words import used_words

    return ", ".join(map(used_words, used))


def _sentence(used: tuple[Used, ...]) -> str:
    return f"{' '.join(used[0].sentence.quote.split())} ({used[0].document_id})" if used else ""
