"""The dossier: the whole record as one HTML file that stands by itself.

In: a casebook and a path.  Out: the file: no script, no request to anywhere, the same bytes for the same casebook.
Events by day, each with its claims side by side by voice, the sentence each figure stands in, the disagreements by
name, the estimates with their rules, why claims were linked or kept apart, the sources and the documents.  It quotes
sentences and copied passages, never whole texts, and leaves out the names of private persons unless asked
(`crosswire.publish.private_names`).  Fails with `CasebookError` when the path cannot be written.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from importlib import resources
from pathlib import Path

import jinja2
from markupsafe import Markup

from crosswire import lexicon
from crosswire.casebook import Casebook, settled_in
from crosswire.errors import CasebookError
from crosswire.model import Claim
from crosswire.publish import wording
from crosswire.publish.dossier.build import build_view
from crosswire.publish.dossier.view import DossierView, Record
from crosswire.publish.figures import of_policies
from crosswire.publish.outlet_words import named_things
from crosswire.publish.voices import lexicon_names
from crosswire.reconcile import toll_over_time

__all__ = ["Record", "build_view", "render", "write_dossier"]


def write_dossier(
    casebook: Casebook, path: Path, *, title: str | None = None, names: bool = False, policies: Collection[str] = ()
) -> Path:
    """Write the dossier of ``casebook`` to ``path`` and return it.

    ``policies``: whose estimates it shows (none named: all).
    ``title`` is the heading (by default the name of the casebook's folder).  ``names`` shows the names of private
    persons too.
    """
    view = build_view(_record(casebook, policies), names=names)
    page = render(view, title=title or f"Dossier: {casebook.folder.resolve().name}")
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, suffix=".part", delete=False
        ) as draft:
            draft.write(page)
        Path(draft.name).chmod(0o644)
        Path(draft.name).replace(path)
    except OSError as error:
        raise CasebookError(f"{path}: the dossier cannot be written ({error.strerror}); name another file") from error
    return path


def render(view: DossierView, *, title: str) -> str:
    """The page as text."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("crosswire.publish", "templates"),
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    environment.filters["count"] = wording.count
    templates = resources.files("crosswire.publish") / "templates"
    style = "".join((templates / name).read_text(encoding="utf-8") for name in ("dossier.css", "map.css"))
    return environment.get_template("dossier.html").render(view=view, title=title, style=Markup(style))


def _record(casebook: Casebook, policies: Collection[str] = ()) -> Record:
    words = lexicon.load(casebook.lexicon_folder)
    with casebook.reading():
        claims, documents, events = casebook.claims(), casebook.documents(), casebook.events()
        of_event: dict[str, list[Claim]] = {}
        for claim in claims:
            of_event.setdefault(claim.event_id or "", []).append(claim)
        document_of = {document.document_id: document for document in documents}
        return Record(
            documents=documents, claims=claims, copies=casebook.copies(), events=events,
            relations=casebook.relations(), estimates=of_policies(casebook.estimates(), policies),
            tolls={
                e.event_id: toll_over_time(
                    e, of_event.get(e.event_id, []), [document_of[i] for i in e.document_ids], words
                )
                for e in events
            },
            voice_names=lexicon_names(words),
            type_names={kind.id: kind.label for kind in words.codebook.event_types.values()},
            named=named_things(claims, documents, words), settled=settled_in(casebook),
        )  # fmt: skip
