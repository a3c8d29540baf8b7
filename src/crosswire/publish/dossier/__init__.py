"""The dossier: the record, or some events of it, as one HTML file that stands by itself.

In: a casebook, a path, and which events are wanted.  Out: the file: no script, no request to anywhere, the same bytes
for the same casebook.  Events by day, each with its claims side by side by voice, the sentence each figure stands in,
the disagreements by name, the estimates with their rules, why claims were linked or kept apart (the first of the
reasons), the sources and the documents.  It quotes sentences and copied passages, never whole texts, and leaves out the
names of private persons unless asked (`crosswire.publish.private_names`).  Fails with `CasebookError` when the path
cannot be written.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib import resources
from pathlib import Path

import jinja2
from markupsafe import Markup

from crosswire import lexicon
from crosswire.casebook import Casebook, EventFilter, settled_in
from crosswire.model import Claim, Document, Event
from crosswire.publish import wording
from crosswire.publish.dossier.build import build_view
from crosswire.publish.dossier.view import DossierView, Record
from crosswire.publish.figures import of_policies
from crosswire.publish.outlet_words import named_things
from crosswire.publish.private_names import Veil, veil_over
from crosswire.publish.voices import lexicon_names
from crosswire.publish.whole import unfinished
from crosswire.reconcile import toll_over_time

__all__ = ["Record", "build_view", "render", "write_dossier"]


def write_dossier(
    casebook: Casebook,
    path: Path,
    *,
    title: str | None = None,
    names: bool = False,
    policies: Collection[str] = (),
    wanted: EventFilter | None = None,
) -> Path:
    """Write the dossier of ``casebook`` to ``path`` and return it.

    ``policies``: whose estimates it shows (none named: all).  ``wanted``: which events it tells of, with their claims
    and documents (None: the whole record).
    ``title`` is the heading (by default the name of the casebook's folder).  ``names`` shows the names of private
    persons too.
    """
    with casebook.reading():
        claims, documents = casebook.claims(), casebook.documents()
        words = lexicon.load(casebook.lexicon_folder)
        veil = Veil() if names else veil_over(claims, lexicon_names(words).values())
        everything = wanted is None or wanted == EventFilter()
        events = casebook.events(None if everything else wanted)
        if not everything:
            told = {event.event_id for event in events}
            claims = [claim for claim in claims if claim.event_id in told]
        view = build_view(_record(casebook, words, events, claims, documents, policies), names=names, veil=veil)
    page = render(view, title=title or f"Dossier: {casebook.folder.resolve().name}")
    path = Path(path)
    with unfinished(path.parent, path.name) as aside:
        (aside / path.name).write_text(page, encoding="utf-8", newline="\n")
    return path


def render(view: DossierView, *, title: str) -> str:
    """The page as text."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("crosswire.publish", "templates"),
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    environment.filters["count"] = wording.count
    templates = resources.files("crosswire.publish") / "templates"
    style = "".join((templates / name).read_text(encoding="utf-8") for name in ("dossier.css", "fold.css", "map.css"))
    return environment.get_template("dossier.html").render(view=view, title=title, style=Markup(style))


def _record(
    casebook: Casebook, words: lexicon.Lexicon, events: Sequence[Event], claims: Sequence[Claim],
    published: Sequence[Document], policies: Collection[str],
) -> Record:  # fmt: skip
    """What is told of these events; of the whole record every document, else those that the claims are from."""
    ids = {event.event_id for event in events}
    whole = casebook.count_events() == len(ids)
    of = {claim.document_id for claim in claims}
    documents = [d for d in published if whole or d.document_id in of]
    shown = {document.document_id: document for document in documents}
    of_event: dict[str, list[Claim]] = {}
    for claim in claims:
        of_event.setdefault(claim.event_id or "", []).append(claim)
    return Record(
        documents=documents, claims=claims, events=events, published=published,
        copies=[copy for copy in casebook.copies() if copy.document_id in shown and copy.other_id in shown],
        relations=[one for one in casebook.relations() if one.event_id in ids],
        estimates=of_policies([one for one in casebook.estimates() if one.event_id in ids], policies),
        tolls={
            e.event_id: toll_over_time(e, of_event.get(e.event_id, []), [shown[i] for i in e.document_ids], words)
            for e in events
        },
        others=casebook.briefs(sorted({e.part_of for e in events if e.part_of} - ids)),
        voice_names=lexicon_names(words),
        type_names={kind.id: kind.label for kind in words.codebook.event_types.values()},
        named=named_things(claims, documents, words), settled=settled_in(casebook),
    )  # fmt: skip
