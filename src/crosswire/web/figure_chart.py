"""The figures of an event by voice, as lines on one scale, and how they stand to each other, as arcs.

In: the claims and relations of an event, and names for voices.  Out: a `FigureChart` a measure, in pixels, for a
template to draw.  A row is one figure of one voice for one class of people, however many claims repeat it; what its
words leave open fades out at that end.  An arc joins two rows that contradict, revise or count otherwise; rows that
merely agree have none.  Figures without a number have no row.  At most `ROWS` rows a measure: those with a relation
first; ``more`` says how many are left out.  It is as wide as a phone can show: the words of a row stand above its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crosswire.model import Claim, Quantity, Relation
from crosswire.publish import wording
from crosswire.publish.voices import Voices, voice_of
from crosswire.web.toll_chart import round_up

WIDTH, LEFT, RIGHT, TOP, ROW = 420, 8, 290, 4, 38
ABOVE = 14  # pixels from the words of a row down to its line
LONGEST = 30  # characters of the name of a voice
OPEN = 22  # pixels of an end that is left open
ROWS = 14
ARCS = 14
SHOWN = ("contradiction", "revision", "scope", "category", "day_shift")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure: ``x`` where its number stands, ``low`` and ``high`` its ends; ``open_low`` and ``open_high``: that end
    is left open.  ``claim_id``: the first claim that gives it, in ``document_id``; ``claims`` and ``documents``: how
    many give it; ``name``: the voice, where it is long its beginning."""

    voice: str
    name: str
    of: str
    words: str
    claim_id: str
    document_id: str
    claims: int
    documents: int
    y: float
    x: float
    low: float
    high: float
    open_low: bool
    open_high: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """From row to row (pixels), bulging ``out`` pixels to the right."""

    kind: str
    words: str
    title: str
    y1: float
    y2: float
    out: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChart:
    measure: str
    width: int
    height: float
    left: int
    right: int
    rows: tuple[Row, ...]
    arcs: tuple[Arc, ...]
    ticks: tuple[tuple[float, str], ...]
    more: int


Key = tuple[str, str, str, int | None, int | None, int | None]


def figure_charts(claims: Iterable[Claim], relations: Iterable[Relation], voices: Voices) -> list[FigureChart]:
    """A chart for each measure with two figures or more, those with most figures first; ``claims`` come in the order of
    their documents' days, and a row leads to the first that gives its figure."""
    found: dict[str, dict[Key, list[tuple[Claim, Quantity]]]] = {}
    at: dict[tuple[str, int], Key] = {}
    for claim in claims:
        for q in claim.quantities:
            if claim.status == "denied" or _number(q) is None:
                continue
            key = (voice_of(claim), q.of, q.bound, q.low, q.best, q.high)
            found.setdefault(q.measure, {}).setdefault(key, []).append((claim, q))
            at[claim.claim_id, q.start] = key
    pairs = _pairs(relations, at)
    charts = [_chart(measure, rows, pairs, voices) for measure, rows in found.items() if len(rows) > 1]
    return sorted(charts, key=lambda c: (-len(c.rows) - c.more, c.measure))


def _pairs(relations: Iterable[Relation], at: dict[tuple[str, int], Key]) -> dict[tuple[Key, Key], Relation]:
    """The relation to show for each two rows: the gravest."""
    found: dict[tuple[Key, Key], Relation] = {}
    for one in sorted(relations, key=lambda r: r.relation_id):
        if one.kind not in SHOWN or one.figure_a is None or one.figure_b is None:
            continue
        a, b = at.get((one.claim_a, one.figure_a.start)), at.get((one.claim_b, one.figure_b.start))
        if a is None or b is None or a == b:
            continue
        known = found.get((a, b)) or found.get((b, a))
        if known is None:
            found[a, b] = one
        elif SHOWN.index(one.kind) < SHOWN.index(known.kind):
            found.pop((a, b), None)
            found.pop((b, a), None)
            found[a, b] = one
    return found


def _chart(
    measure: str,
    rows: dict[Key, list[tuple[Claim, Quantity]]],
    pairs: dict[tuple[Key, Key], Relation],
    voices: Voices,
) -> FigureChart:
    related = {key for pair, one in pairs.items() if one.kind == "contradiction" for key in pair}
    ordered = sorted(rows, key=lambda k: (k not in related, -len(rows[k]), k[1], -_of_key(k), k[0]))[:ROWS]
    ordered.sort(key=lambda k: (k[1] != "any", k[1], -_of_key(k), voices.name(k[0])))
    top = round_up(max(n for key in ordered for n in key[3:] if n is not None))

    def x(number: int) -> float:
        return round(LEFT + number / top * (RIGHT - LEFT), 1)

    drawn = {key: _row(key, rows[key], TOP + n * ROW + ABOVE + 12, x, voices) for n, key in enumerate(ordered)}
    arcs = [
        Arc(
            kind=one.kind, words=wording.RELATIONS[one.kind], y1=drawn[a].y, y2=drawn[b].y,
            title=f"{wording.RELATIONS[one.kind]}: {drawn[a].words} | {drawn[b].words}. {one.reason}",
            out=round(18 + 90 * min(abs(drawn[a].y - drawn[b].y) / (ROWS * ROW), 1.0), 1),
        )
        for (a, b), one in pairs.items() if a in drawn and b in drawn
    ]  # fmt: skip
    arcs.sort(key=lambda arc: (SHOWN.index(arc.kind), arc.y1, arc.y2, arc.title))
    return FigureChart(
        measure=wording.measure(measure), width=WIDTH, height=TOP + len(ordered) * ROW + 22, left=LEFT, right=RIGHT,
        rows=tuple(drawn.values()), arcs=tuple(reversed(arcs[:ARCS])), more=len(rows) - len(ordered),
        ticks=tuple((x(n), f"{n:,}") for n in sorted({0, top // 2, top})),
    )  # fmt: skip


def _row(key: Key, told: list[tuple[Claim, Quantity]], y: float, x: Callable[[int], float], voices: Voices) -> Row:
    claim, q = told[0]
    number = _number(q)
    assert number is not None
    voice = voices.name(key[0])
    open_high, open_low = q.high is None and q.low is not None, q.low is None and q.high is not None
    return Row(
        voice=voice, name=voice if len(voice) <= LONGEST else f"{voice[: LONGEST - 1].rstrip()}…",
        of=wording.people(q.of), words=wording.figure(q), claim_id=claim.claim_id,
        document_id=claim.document_id,
        claims=len({c.claim_id for c, _ in told}), documents=len({c.document_id for c, _ in told}), y=y, x=x(number),
        low=x(q.low) if q.low is not None else x(number) - (OPEN if open_low else 0),
        high=x(q.high) if q.high is not None else x(number) + (OPEN if open_high else 0),
        open_low=open_low, open_high=open_high,
    )  # fmt: skip


def _number(q: Quantity) -> int | None:
    return next((n for n in (q.best, q.low, q.high) if n is not None), None) if q.bound != "vague" else None


def _of_key(key: Key) -> int:
    return max(n for n in key[3:] if n is not None)
