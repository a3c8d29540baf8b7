"""Deciding, and the log of decisions.

A reviewer says a name once; it is kept in a cookie and signs what this browser decides.  Decisions come as JSON from
the script of the pages (``POST /decisions``); the record is derived anew at once, beside the pages, unless the page
asked to hold that back (``hold``: two coders at work).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from crosswire.casebook import Casebook, decide, settled_page
from crosswire.casebook.fields import FIELDS
from crosswire.errors import UsageError
from crosswire.model import Decision, Field
from crosswire.web.query import BadQueryError
from crosswire.web.site import PAGE, reviewer, site_of

router = APIRouter()


class Decided:
    """One decision asked for by a page."""

    def __init__(self, asked: Mapping[str, Any], by: str) -> None:
        self._asked = asked
        self.by = by
        self.note = self.text("note")

    def text(self, name: str) -> str | None:
        value = self._asked.get(name)
        if value is not None and not isinstance(value, str):
            raise BadQueryError(f"{name} must be text")
        return (value or "").strip()[:4000] or None

    def item(self, name: str = "item") -> str:
        value = self.text(name)
        if value is None:
            raise BadQueryError(f"{name} is missing")
        return value

    def field(self) -> Field:
        value = self.item("field")
        if value not in FIELDS:
            raise BadQueryError(f"no field {value!r}; there are {', '.join(FIELDS)}")
        return value

    def span(self) -> tuple[int, int] | None:
        start, end = self._asked.get("start"), self._asked.get("end")
        if start is None and end is None:
            return None
        if not isinstance(start, int) or not isinstance(end, int):
            raise BadQueryError("start and end must be numbers")
        return start, end

    def fields(self) -> dict[Field, str | None]:
        """What a new claim has, by field; empty ones are left out."""
        given = self._asked.get("fields") or {}
        if not isinstance(given, dict) or not all(isinstance(v, str) for v in given.values()):
            raise BadQueryError("fields must be texts by name")
        unknown = set(given) - set(FIELDS)
        if unknown:
            raise BadQueryError(f"no field {sorted(unknown)[0]!r}; there are {', '.join(FIELDS)}")
        return {field: given[field].strip() for field in FIELDS if given.get(field, "").strip()}


def _add(casebook: Casebook, asked: Decided) -> Decision:
    span = asked.span()
    if span is None:
        raise BadQueryError("mark the words of the claim first")
    return decide.add_claim(casebook, asked.item(), *span, asked.fields(), by=asked.by, note=asked.note)


KINDS: dict[str, Callable[[Casebook, Decided], Decision]] = {
    "merge": lambda c, a: decide.merge(c, a.item(), a.item("other"), by=a.by, note=a.note),
    "split": lambda c, a: decide.split(c, a.item(), a.item("other"), by=a.by, note=a.note),
    "never_merge": lambda c, a: decide.never_merge(c, a.item(), a.item("other"), by=a.by, note=a.note),
    "reject": lambda c, a: decide.reject(c, a.item(), by=a.by, note=a.note),
    "correct": lambda c, a: decide.correct(
        c, a.item(), a.field(), a.text("value"), words=a.span(), by=a.by, note=a.note
    ),
    "confirm": lambda c, a: decide.confirm(c, a.item(), a.field(), words=a.span(), by=a.by, note=a.note),
    "grade": lambda c, a: decide.grade(c, a.item(), a.item("value"), by=a.by, note=a.note),
    "add": _add,
    "undo": lambda c, a: decide.undo(c, a.item(), by=a.by, note=a.note),
}


_TEXTS = {
    "item": "An id: of a claim or an event (merge, never_merge, split, grade), a claim (confirm, correct, reject), a"
    " document (add) or a decision (undo)",
    "other": "The other claim or event (merge, never_merge, split)",
    "field": f"Which field (confirm, correct): {', '.join(FIELDS)}",
    "value": "What the field is to be (correct; left out: nothing), or the grade",
    "note": "Why",
}
_PROPERTIES: dict[str, Any] = {
    "kind": {"type": "string", "enum": list(KINDS)},
    **{name: {"type": "string", "description": words} for name, words in _TEXTS.items()},
    "start": {"type": "integer", "description": "First code point of the words meant (add; confirm and correct)"},
    "end": {"type": "integer", "description": "One past the last code point"},
    "fields": {"type": "object", "additionalProperties": {"type": "string"}, "description": "Of an added claim"},
    "hold": {"type": "boolean", "description": "True: the record is not derived anew yet"},
}
_BODY = {"type": "object", "required": ["kind"], "properties": _PROPERTIES}
_SECRET = {
    "name": "X-Crosswire", "in": "header", "required": True, "schema": {"type": "string"},
    "description": "`data-secret` of the body of any page; new with each start",
}  # fmt: skip
_SIGNED = {
    "name": "crosswire_name", "in": "cookie", "required": True, "schema": {"type": "string"},
    "description": "Who decides, percent-encoded",
}  # fmt: skip
_REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"description": "It cannot be decided so; `detail` says why"},
    403: {"description": "Not from a page of the workbench"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The decision as it stands in the log."""

    decision_id: str


@router.post(
    "/decisions", tags=["decisions"], summary="Write a decision, and derive the record anew", response_model=Written,
    responses=_REFUSED, openapi_extra={
        "parameters": [_SECRET, _SIGNED],
        "requestBody": {"required": True, "content": {"application/json": {"schema": _BODY}}},
    },
)  # fmt: skip
async def post_decision(request: Request) -> Response:
    site = site_of(request)
    name = reviewer(request)
    try:
        asked = await request.json()
    except ValueError as error:
        raise BadQueryError("a decision is sent as JSON") from error
    if not isinstance(asked, dict) or asked.get("kind") not in KINDS:
        raise BadQueryError(f"no such decision; there are {', '.join(KINDS)}")
    if name is None:
        return JSONResponse({"detail": "Say who you are first: decisions are signed."}, 400)
    try:
        with Casebook.open(site.folder) as casebook:
            decision = KINDS[asked["kind"]](casebook, Decided(asked, name))
    except UsageError as error:
        return JSONResponse({"detail": str(error)}, 400)
    if asked.get("hold") is not True:
        site.rebuilder.ask()
    return JSONResponse({"decision_id": decision.decision_id})


@router.post(
    "/rebuild", tags=["decisions"], summary="Derive the record anew, after decisions that were held back",
    responses={403: _REFUSED[403]}, openapi_extra={"parameters": [_SECRET]},
)  # fmt: skip
def rebuild(request: Request) -> Response:
    site_of(request).rebuilder.ask()
    return JSONResponse({})


@router.get("/api/building", summary="Whether the record is being derived anew", tags=["record"])
def building(request: Request) -> dict[str, bool | str | None]:
    rebuilder = site_of(request).rebuilder
    return {"running": rebuilder.running, "error": rebuilder.error}


@router.get("/decisions", include_in_schema=False)
def decisions(request: Request, page: int = 1) -> HTMLResponse:
    site, page = site_of(request), max(page, 1)
    with site.reading() as casebook:
        return site.page(
            request, "decisions.html", conflicts=casebook.built().conflicts, page=page,
            settled=settled_page(casebook, limit=PAGE, offset=(page - 1) * PAGE),
            pages=-(-casebook.count_decisions() // PAGE),
        )  # fmt: skip
