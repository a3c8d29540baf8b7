"""How the figures of two claims stand to each other.

In: two `View`s.  Out: a `Finding` with the strongest agreement or disagreement.  Figures are compared only when
they count the same thing: the same measure, people who can be the same people (civilians are never fighters),
sides that do not conflict, and both a total.  What counts different people is neutral: an attack may kill 9
civilians and 4 fighters.
"""

from __future__ import annotations

from crosswire.link.finding import Finding, finding
from crosswire.link.view import View
from crosswire.model import Of, Quantity

_FIGHTERS = frozenset({"fighters", "soldiers", "commanders", "police"})
_SUBGROUPS = frozenset({"children", "women", "women_and_children", "men", "medics", "aid_workers", "journalists"})
DISTINCTIVE = 10
"""A figure of at least this many people is seldom shared by chance."""

APART = -0.8
"""From here on a figure that differs counts against one that agrees by chance, where no day says that it is one."""
TELLING = 2.0
"""What a figure is worth that is hardly shared by chance."""
LARGE = 40
"""From here on even figures that only agree roughly say something."""


def people(of: Of) -> str:
    """The class of people: fighters, civilians (whoever is not said to fight) or any."""
    if of in _FIGHTERS:
        return "fighters"
    return "any" if of in ("any", "other") else "civilians"


def span(quantity: Quantity) -> tuple[float, float]:
    """The values a figure allows, (low, high); about is +-10 %, an open end is 0 or infinity."""
    low, best, high = quantity.low, quantity.best, quantity.high
    if quantity.bound == "about" and best is not None:
        return best * 0.9, best * 1.1
    if quantity.bound in ("nearly", "up_to"):
        top = high if high is not None else best or 0
        return (top * 0.9, float(top)) if quantity.bound == "nearly" else (0.0, float(top))
    floor = low if low is not None else best
    ceiling = float("inf") if high is None and quantity.bound in ("at_least", "more_than") else high
    if ceiling is None:
        ceiling = best if best is not None else float("inf")
    return float(floor or 0), float(ceiling)


def size(quantity: Quantity) -> int:
    """The one number that stands for a figure: best, else low, else high, else 0."""
    return quantity.best or quantity.low or quantity.high or 0


def distinctive(quantity: Quantity) -> bool:
    """True for a figure that two happenings hardly share by chance."""
    return size(quantity) >= DISTINCTIVE and size(quantity) % 10 != 0


def compare_figures(a: View, b: View, *, time_agrees: bool) -> Finding | None:
    """The most telling comparison of any two figures of the pair; None when nothing can be compared."""
    found = [c for q in a.figures for r in b.figures if (c := _compare(q, r, a, b, time_agrees)) is not None]
    if not found:
        return None
    best = max(found, key=lambda f: (f.value, f.text))
    worst = min(found, key=lambda f: (f.value, f.text))
    if best.value <= 0:
        return worst
    other_text = a.claim.document_id != b.claim.document_id
    if other_text and worst.value <= APART and best.value < TELLING and not time_agrees:
        value = round(best.value + worst.value / 2, 3)
        return finding(best.feature, value, f"{best.text}; but {worst.text}", *(best.kinds - {"figure"}))
    return best


def _compare(q: Quantity, r: Quantity, a: View, b: View, time_agrees: bool) -> Finding | None:
    if q.measure != r.measure:
        return None
    if "part" in (q.counts, r.counts) or "additional" in (q.counts, r.counts):
        if q.of == r.of and size(q) == size(r) and size(q) >= 3:
            kinds = ("figure",) if size(q) >= DISTINCTIVE else ()
            return finding("figures", 0.7, f"both count {size(q)} {_who(q)} {q.measure}", *kinds)
        return None
    kind_q, kind_r = people(q.of), people(r.of)
    if {kind_q, kind_r} == {"fighters", "civilians"}:
        return None
    if q.side_id and r.side_id and q.side_id != r.side_id and kind_q == kind_r == "fighters":
        return finding("figures", -0.5, f"the {q.measure} are of different sides")
    if (q.of in _SUBGROUPS or r.of in _SUBGROUPS) and q.of != r.of:
        return None
    exact_category = kind_q == kind_r
    one, two = size(q), size(r)
    words = f"{_number(q)} and {_number(r)} {_who(q)} {q.measure}"
    if (q.low, q.best, q.high) == (r.low, r.best, r.high):
        value = 2.0 if distinctive(q) else 0.8 if one < 4 else 1.2
        equal = ("figure", "equal") if one >= 4 else ()
        return finding("figures", value if exact_category else value * 0.6, f"same figure: {words}", *equal)
    (low_q, high_q), (low_r, high_r) = span(q), span(r)
    ratio = max(one, two) / max(1, min(one, two))
    meet = max(low_q, low_r) <= min(high_q, high_r)
    if (meet and ratio <= 1.6) or ratio <= 1.2:
        large = min(one, two) >= LARGE
        value = (1.2 if ratio <= 1.25 and large else 0.7) * (1.0 if exact_category else 0.8)
        kinds = ("figure",) if large else ()
        return finding("figures", value, f"figures agree: {words}", *kinds)
    if meet:
        return finding("figures", -0.8, f"figures do not exclude each other: {words}")
    if not exact_category:
        part, whole = (span(q), span(r)) if kind_r == "any" else (span(r), span(q))
        if part[0] > whole[1]:
            return finding("figures", -0.8, f"the part is larger than the whole: {words}")
        return None
    same_text = a.claim.document_id == b.claim.document_id
    if same_text and a.claim.voice_id == b.claim.voice_id and q.of == r.of and q.bound == r.bound == "exact":
        return finding("figures", -1.5, f"one voice gives two figures in one text: {words}")
    if a.running and b.running:
        return finding("figures", -0.2, f"running tolls differ: {words}")
    if ratio <= 2.0:
        return finding("figures", -0.2 if time_agrees else -0.6, f"figures differ: {words}")
    return finding("figures", -0.8 if time_agrees else -1.6, f"figures are far apart: {words}")


def _number(q: Quantity) -> str:
    words = {
        "at_least": "at least ",
        "more_than": "more than ",
        "about": "about ",
        "nearly": "nearly ",
        "up_to": "up to ",
    }
    if q.bound == "between" and q.low is not None and q.high is not None:
        return f"{q.low} to {q.high}"
    return f"{words.get(q.bound, '')}{size(q)}"


def _who(q: Quantity) -> str:
    return "people" if q.of in ("any", "other") else q.of.replace("_", " ")
