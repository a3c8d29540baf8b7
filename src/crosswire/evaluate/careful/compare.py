"""Two readings of one article compared: which figures are the same, and how far they agree on each.

In: the reading to score and the one it is held against.  Out: an `Agreement`: counts by the name of a score, and what
was not right.  Rules:

- Figures are paired one to one where their number spans touch; of several, the pair that agrees on measure, then
  value, then victims goes first, then the one whose spans differ least.
- ``figure_f1``: a pair is right with the same measure and the same low, best and high; ``figure_found_f1`` asks for the
  measure alone.
- Happenings are paired one to one so that the most is shared: each pair of figures with the same measure they hold
  counts 1, and so does each trigger of the one that touches a trigger of the other.  ``attach_f1``: a figure is right
  when it is right for ``figure_f1`` and its two happenings are such a pair.
- On pairs with the same measure: ``counts``, ``victims`` (of), ``source``, ``manner``, ``status``, and of their
  happenings ``event_type``, ``actor``, ``place``, ``date``; the share that is the same.

What readers differ on is softened:

- A figure that is not in the reading held against is no error if that reading was capped, or if it holds a figure of
  the same measure and value elsewhere (one figure told twice).
- Zeros and shares of a population are not scored on either side.
- Running totals ("since the war began", "this week") hang now on an event of their own, now on one of the article's:
  they count neither for ``attach_f1`` nor for type, actor, place and date; nor do happenings that stand for the war.
- ``counts``: "a further nine" may be additional or part; the share of a warring party may be total or part.
- Denials: a denied figure has no score for ``status``, a denied happening none for ``event_type``.
- The side of the victims is not scored; whether plain people are civilians is (as ``victims``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.evaluate.careful.names import same_actor, same_place, same_source, touch
from crosswire.evaluate.careful.reading import Days, Figure, Happening, Name, Reading, Stretch
from crosswire.lexicon import Lexicon

FIELDS = ("counts", "victims", "source", "manner", "status", "event_type", "actor", "place", "date")
Pair = tuple[Figure, Figure]  # (ours, expected)
ALONE = "in an event that is paired with none"
_NO_PARTY = {"", "civilian", "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that was not right: in which score, at which words, what was expected and what was read."""

    name: str
    span: Stretch
    expected: str
    got: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """``f1``: (right, found, expected) by score; ``shares``: (right, of) by score; ``pairs``: figures found with the
    same measure, ours first."""

    f1: Mapping[str, tuple[int, int, int]]
    shares: Mapping[str, tuple[int, int]]
    faults: tuple[Fault, ...]
    pairs: tuple[Pair, ...]


def compare(ours: Reading, expected: Reading, lexicon: Lexicon) -> Agreement:
    """How far ``ours`` agrees with ``expected``."""
    pairs = pair_figures(ours.figures, expected.figures)
    ours_paired, expected_paired = {id(one) for one, _ in pairs}, {id(one) for _, one in pairs}
    told = {(one.measure, one.value) for one in expected.figures}
    missed = [one for one in expected.figures if id(one) not in expected_paired and not one.loose]
    extra = [
        one
        for one in ours.figures
        if id(one) not in ours_paired
        and not (one.loose or expected.capped or (one.value != (None, None, None) and (one.measure, one.value) in told))
    ]
    scored = [(a, b) for a, b in pairs if not b.loose]
    same = [(a, b) for a, b in scored if a.measure == b.measure]
    right = [(a, b) for a, b in same if a.value == b.value]
    partner = pair_happenings(ours, expected, [(a, b) for a, b in same if _local(b, expected)])
    local = [b for b in (*missed, *(b for _, b in scored)) if _local(b, expected)]
    found_local = len(extra) + sum(_local(b, expected) for _, b in scored)
    attachable = [(a, b) for a, b in right if _local(b, expected)]
    attached = [(a, b) for a, b in attachable if partner.get(a.happening) == b.happening]
    found, wanted = len(extra) + len(scored), len(missed) + len(scored)
    faults = [Fault(name="figure_f1", span=b.span, expected=show(b), got="nothing") for b in missed]
    faults += [Fault(name="figure_f1", span=a.span, expected="nothing", got=show(a)) for a in extra]
    faults += [
        Fault(name="figure_f1", span=b.span, expected=show(b), got=show(a))
        for a, b in scored
        if (a.measure, a.value) != (b.measure, b.value)
    ]
    faults += [
        Fault(
            name="attach_f1",
            span=b.span,
            expected=f"{show(b)} in {b.happening}",
            got=f"in {partner[a.happening]}" if a.happening in partner else ALONE,
        )
        for a, b in attachable
        if partner.get(a.happening) != b.happening
    ]
    shares: dict[str, tuple[int, int]] = dict.fromkeys(FIELDS, (0, 0))
    for a, b in same:
        for name, (agree, wants, got) in _fields(a, b, ours, expected, lexicon).items():
            shares[name] = (shares[name][0] + agree, shares[name][1] + 1)
            if not agree:
                faults.append(Fault(name=name, span=b.span, expected=wants, got=got))
    return Agreement(
        f1={
            "figure_f1": (len(right), found, wanted),
            "attach_f1": (len(attached), found_local, len(local)),
            "figure_found_f1": (len(same), found, wanted),
        },
        shares=shares,
        faults=tuple(faults),
        pairs=tuple(same),
    )


def pair_figures(ours: Sequence[Figure], expected: Sequence[Figure]) -> list[Pair]:
    """Pairs of figures whose numbers touch, one to one, the most alike first, in the order expected."""
    candidates = sorted(
        (
            (
                a.measure != b.measure,
                a.value != b.value,
                a.of != b.of,
                abs(a.span[0] - b.span[0]) + abs(a.span[1] - b.span[1]),
                i,
                j,
            )
            for i, a in enumerate(ours)
            for j, b in enumerate(expected)
            if touch(a.span, b.span)
        ),
    )
    used_ours: set[int] = set()
    used_expected: set[int] = set()
    pairs = []
    for *_, i, j in candidates:
        if i not in used_ours and j not in used_expected:
            used_ours.add(i)
            used_expected.add(j)
            pairs.append((j, i))
    return [(ours[i], expected[j]) for j, i in sorted(pairs)]


def pair_happenings(ours: Reading, expected: Reading, same: Sequence[Pair]) -> dict[str, str]:
    """By the key of our happening, the key of the expected one it is paired with; the pairing that shares most."""
    shared: Counter[tuple[str, str]] = Counter((a.happening, b.happening) for a, b in same)
    for key, mine in ours.happenings.items():
        for other, theirs in expected.happenings.items():
            hits = sum(any(touch(t, u) for u in theirs.triggers) for t in dict.fromkeys(mine.triggers))
            if hits:
                shared[key, other] += hits
    mine_keys, their_keys = sorted({a for a, _ in shared}), sorted({b for _, b in shared})

    @cache
    def best(at: int, taken: int) -> tuple[int, tuple[tuple[str, str], ...]]:
        if at == len(mine_keys):
            return 0, ()
        options = [best(at + 1, taken)]
        for j, other in enumerate(their_keys):
            weight = shared[mine_keys[at], other]
            if weight and not taken >> j & 1:
                total, chosen = best(at + 1, taken | 1 << j)
                options.append((total + weight, ((mine_keys[at], other), *chosen)))
        return max(options, key=lambda option: option[0])

    return dict(best(0, 0)[1])


def _fields(
    a: Figure, b: Figure, ours: Reading, expected: Reading, lexicon: Lexicon
) -> dict[str, tuple[bool, str, str]]:
    """Whether the two agree, what was expected, what was read, by score; without scores that do not apply."""
    found = {
        "counts": (_same_counts(a, b), b.counts, a.counts),
        "victims": (a.of == b.of, b.of, a.of),
        "source": (same_source(a.source, b.source, lexicon), _shown(b.source), _shown(a.source)),
        "manner": (a.manner == b.manner, b.manner, a.manner),
    }
    if b.status != "denied":
        found["status"] = (a.status == b.status, b.status, a.status)
    mine, theirs = ours.happenings.get(a.happening), expected.happenings.get(b.happening)
    if mine is None or theirs is None or not _local(b, expected):
        return {name: (agree, str(wants), str(got)) for name, (agree, wants, got) in found.items()}
    if theirs.status != "denied":
        found["event_type"] = (mine.type == theirs.type, theirs.type, mine.type)
    found["actor"] = (same_actor(mine.actor, theirs.actor, lexicon), _shown(theirs.actor), _shown(mine.actor))
    found["place"] = (
        same_place(mine.place, theirs.place, lexicon.gazetteer), _shown(theirs.place), _shown(mine.place)
    )  # fmt: skip
    found["date"] = (same_days(mine.days, theirs.days), str(theirs.days), str(mine.days))
    return {name: (agree, str(wants), str(got)) for name, (agree, wants, got) in found.items()}


def _same_counts(a: Figure, b: Figure) -> bool:
    if a.counts == b.counts:
        return True
    two = {a.counts, b.counts}
    return two == {"additional", "part"} or (two == {"total", "part"} and b.side not in _NO_PARTY)


def same_days(a: Days | None, b: Days | None) -> bool:
    """Whether the two begin alike and end alike; an open end agrees with any."""
    if a is None or b is None:
        return a is b
    return a[0] == b[0] and (a[1] == b[1] or a[1] is None or b[1] is None)


def _local(figure: Figure, reading: Reading) -> bool:
    """Whether the figure is of one happening, and not a running total or a total of the war."""
    happening: Happening | None = reading.happenings.get(figure.happening)
    return figure.counts != "cumulative" and not (happening is not None and happening.whole_war)


def _shown(name: Name | None) -> str:
    return name.shown if name is not None else "none"


def show(figure: Figure) -> str:
    """A figure in short: "killed 18 (at_least) of civilians"."""
    number = next((n for n in (figure.best, figure.low, figure.high) if n is not None), "")
    return f"{figure.measure} {number} ({figure.bound}) of {figure.of}".replace("  ", " ")
