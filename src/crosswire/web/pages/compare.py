"""Two or more documents side by side: what they share, what each changed, and its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from crosswire.casebook import Casebook
from crosswire.errors import UsageError
from crosswire.model import Copy, Document, Event
from crosswire.publish import wording
from crosswire.web.alignment import align
from crosswire.web.query import BadQueryError
from crosswire.web.site import site_of

router = APIRouter(include_in_schema=False)
MOST = 6  # documents beside each other
SUGGESTED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """What a document has otherwise: in which passage, what was done, the words here and in the first that holds it."""

    number: int
    done: str
    here: str | None
    there: str | None


@router.get("/compare")
def compare(request: Request) -> HTMLResponse:
    site, query = site_of(request), request.query_params
    wanted = [one for one in (*query.getlist("d"), query.get("a", ""), query.get("b", "")) if one]
    with site.reading() as casebook:
        found = list({d.document_id: d for d in map(casebook.document, wanted[:MOST])}.values())
        if len(found) < 2:
            if len(wanted) > 1:
                raise UsageError("a document cannot be compared with itself; name another one")
            return site.page(
                request, "compare.html",
                documents=found, aligned=None, suggested=_suggested(casebook), most=MOST,
                beside=_beside(casebook, found[0]) if found else [],
            )  # fmt: skip
        if len(wanted) > MOST:
            raise BadQueryError(f"at most {MOST} documents stand beside each other")
        ids = {document.document_id for document in found}
        copies = [copy for d in found for copy in casebook.copies_of(d.document_id) if copy.other_id in ids]
        aligned = align(found, copies)
        by_id = {document.document_id: document for document in found}
        return site.page(
            request, "compare.html",
            documents=found, aligned=aligned, suggested=[], beside=[], most=MOST,
            claims=[casebook.count_claims_of(d.document_id) for d in found],
            took=[_from(d, copies, by_id) for d in found],
            gave=[any(copy.first == d.document_id for copy in copies) for d in found],
            changes=[Counter(_change(n, copy, k, by_id) for n, copy, k in own).items() for own in aligned.changes],
        )  # fmt: skip


def _from(document: Document, copies: Iterable[Copy], documents: dict[str, Document]) -> list[str]:
    """Who among these had first what this document shares with them."""
    own = [copy for copy in copies if copy.document_id == document.document_id and copy.first == copy.other_id]
    others = (documents[copy.other_id] for copy in own)
    return sorted({other.outlet or other.title or other.file for other in others})


def _change(number: int, copy: Copy, at: int, documents: dict[str, Document]) -> ChangeView:
    change, here, there = copy.changes[at], documents[copy.document_id].text, documents[copy.other_id].text
    return ChangeView(
        number=number, done=wording.CHANGES[change.kind],
        here=here[change.here.start : change.here.end] if change.here else None,
        there=there[change.there.start : change.there.end] if change.there else None,
    )  # fmt: skip


def _suggested(casebook: Casebook) -> list[Event]:
    """The events most voices tell of whose documents can be laid beside each other."""
    return [event for event in casebook.events(order="documents", limit=SUGGESTED) if len(event.document_ids) > 1]


def _beside(casebook: Casebook, document: Document) -> list[Document]:
    """Documents that share a passage with this one."""
    others = list(dict.fromkeys(copy.other_id for copy in casebook.copies_of(document.document_id)))
    return casebook.documents(others[:SUGGESTED])
