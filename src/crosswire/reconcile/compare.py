"""How two figures stand to each other.

In: two entries of the ledger, the whole ledger, what counts within what.  Out: a kind of relation and its reason in
words; the answer does not depend on which of the two is named first, nor on ids.

Asked in this order: is it the same person; is it the same people (category; a part that is greater than the whole it
must be within is a contradiction); the same reach (scope); the same figure (same, stale_copy); is one an update of the
other (revision); do the bounds meet (compatible); is it the same place and time (scope); and only then: contradiction.

An update needs an order.  One voice: the figure it was first seen to give later, or, on one day, the one its own text
calls an update ("the toll has risen to 22").  Two voices: a text of a later day that says so.  Where one voice gives
two figures that cannot both hold and nothing says which is later, that is a contradiction and no revision.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from crosswire.model import RelationKind
from crosswire.reconcile.days import days_differ, span_days
from crosswire.reconcile.ledger import SIDED, Entry, Ledger, allowed, main_number, number, who
from crosswire.reconcile.where import places_differ

if TYPE_CHECKING:
    from crosswire.lexicon.counting import Counting

_WORD = re.compile(r"\w+")


def relate(a: Entry, b: Entry, ledger: Ledger, counting: Counting) -> tuple[RelationKind, str]:
    """Kind and reason for two figures of one measure, or of two measures one of which is within the other."""
    q, r = a.quantity, b.quantity
    said = f"{number(q)} and {number(r)}"
    if q.measure != r.measure or a.category != b.category or _other_side(a, b, ledger) or _other_some(a, b):
        if q.measure == r.measure and _one_person(a, b):
            return "same", f"{said}: both name the same person"
        return _other_people(a, b, ledger, counting)
    if a.counts != b.counts or (a.counts in ("part", "additional") and a.key != b.key):
        return "scope", f"{said}: {_reach(a)} and {_reach(b)}"
    if not (a.numbered and b.numbered):
        return "compatible", f"{said}: a vague word gives no number"
    one_voice = a.voice == b.voice
    if a.key == b.key:
        if one_voice and a.claim.document_id != b.claim.document_id and (_same_words(a, b) or _outdated(a, b, ledger)):
            return "stale_copy", f"{said}: one voice's figure handed on, not a second voice"
        return "same", f"{said}: one figure, {'one voice' if one_voice else 'two voices'}"
    if main_number(q) == main_number(r):
        return "compatible", f"{said}: one number, told with another bound"
    meet = _meet(a, b)
    elsewhere = None if meet else _elsewhere(a, b, ledger, counting)
    if elsewhere:
        return "scope", f"{said}: {elsewhere}"
    if not meet and 1 in (main_number(e.quantity) for e in (a, b) if e.named_part):
        return "scope", f"{said}: one is named among others and need not be all of its kind"
    update = _update(a, b, ledger, counting)
    if update:
        return "revision", f"{said}: {update}"
    if meet:
        return "compatible", f"{said}: {_how_they_meet(a, b)}"
    if _told_together(a, b, ledger):
        return "scope", f"{said}: one text gives both, so they count different things"
    if one_voice:
        return "contradiction", f"{said}: one voice gives both, no number fits both, and which is later is not known"
    return "contradiction", f"{said}: no number fits both"


def _other_side(a: Entry, b: Entry, ledger: Ledger) -> bool:
    """True for figures of two sides; a figure without a side is another one only where two sides are named."""
    one, other = a.quantity.side_id, b.quantity.side_id
    if one and other:
        return one != other
    if (not one and not other) or a.category not in SIDED:
        return False
    return len(ledger.sides(a)) > 1


def _other_some(a: Entry, b: Entry) -> bool:
    """True where one counts some of a class ("teachers") and the other all or others of it, by another number."""
    return a.some != b.some and main_number(a.quantity) != main_number(b.quantity)


def _other_people(a: Entry, b: Entry, ledger: Ledger, counting: Counting) -> tuple[RelationKind, str]:
    """Category, or a contradiction where a part is greater than the whole."""
    told = f"{_told(a)} and {_told(b)}"
    for part, whole in ((a, b), (b, a)):
        if not part_of(part, whole, counting):
            continue
        of_whole = f"{_told(part)} are among {_told(whole)}"
        if part.counts != whole.counts or not (part.numbered and whole.numbered):
            return "category", f"{told}: the one counts a part of the other's people"
        if allowed(part.quantity)[0] <= allowed(whole.quantity)[1]:
            return "category", f"{told}: {of_whole}, a part of the whole"
        too_many = f"{number(part.quantity)} cannot be among {number(whole.quantity)}"
        elsewhere = _elsewhere(a, b, ledger, counting)
        if elsewhere:
            return "scope", f"{told}: {too_many}; {elsewhere}"
        update = _update(a, b, ledger, counting)
        if update:
            return "revision", f"{told}: {too_many}; {update}"
        if _told_together(a, b, ledger):
            return "scope", f"{told}: {too_many}; one text gives both, so they count different things"
        return "contradiction", f"{told}: {too_many}"
    if a.quantity.measure != b.quantity.measure:
        return "category", f"{told}: they count different harm"
    if a.some != b.some:
        return "category", f"{told}: they count different people"
    if a.category == b.category:
        return "category", f"{told}: they count different sides"
    apart = counting.people.apart(a.category, b.category)
    return "category", f"{told}: they count different people{'' if apart else ', and some may be in both'}"


def part_of(part: Entry, whole: Entry, counting: Counting) -> bool:
    """True when everybody the one counts must be among those the other counts, if both tell of one happening."""
    people, measures = counting.people, counting.measures
    p, w = part.quantity, whole.quantity
    if people.units & {part.category, whole.category}:
        return False
    same_side = whole.category == "any" or not w.side_id or p.side_id == w.side_id
    narrower = part.category != whole.category or p.measure != w.measure or bool(p.side_id and not w.side_id)
    narrower = narrower or (part.some is not None and whole.some is None)
    if whole.some is not None and whole.some != part.some:
        return False
    return (
        narrower
        and same_side
        and people.within(part.category, whole.category)
        and measures.within(p.measure, w.measure)
    )


def _told(entry: Entry) -> str:
    q = entry.quantity
    done = {"killed": "", "killed_or_wounded": " killed or wounded"}.get(q.measure, f" {q.measure.replace('_', ' ')}")
    return f"{number(q)} {who(entry)}{done}"


def _one_person(a: Entry, b: Entry) -> bool:
    """True when both figures are one and both claims name the one who was hit by the same name."""
    if main_number(a.quantity) != 1 or main_number(b.quantity) != 1:
        return False
    named = [
        {p.name.casefold() for p in e.claim.participants if p.role == "target" and p.actor_id is None} for e in (a, b)
    ]
    return bool(named[0] & named[1])


def _reach(entry: Entry) -> str:
    return {
        "total": "a total of the happening",
        "part": "a part of another figure",
        "additional": "an addition to another figure",
        "cumulative": "a running toll of a longer episode",
    }[entry.counts]


def _meet(a: Entry, b: Entry) -> bool:
    (low_a, high_a), (low_b, high_b) = allowed(a.quantity), allowed(b.quantity)
    return max(low_a, low_b) <= min(high_a, high_b)


def _how_they_meet(a: Entry, b: Entry) -> str:
    open_up = {"at_least", "more_than"}
    bounds = {a.quantity.bound, b.quantity.bound}
    if bounds <= open_up:
        return "two lower bounds, both can hold"
    if bounds & open_up:
        return "the one lies within the open bound of the other"
    return "the ranges meet"


def _elsewhere(a: Entry, b: Entry, ledger: Ledger, counting: Counting) -> str | None:
    """Why two figures that are apart tell of different stretches of time or different places; None where nothing
    says so.  A longer stretch explains only a greater figure."""
    if a.counts == "cumulative":
        return None
    days = days_differ(a.claim, b.claim)
    if days:
        return f"they name different days, {days}"
    for told, other in ((a, b), (b, a)):
        span = span_days(told.claim.time)
        if span and other.published and other.published < span[0]:
            return f"the one tells of {span[0]}, the other was published before, on {other.published}"
    for narrow, wide in ((a, b), (b, a)):
        if (main_number(narrow.quantity) or 0) >= (main_number(wide.quantity) or 0):
            continue
        inside, around = span_days(narrow.claim.time), span_days(wide.claim.time)
        if inside and around and inside != around and around[0] <= inside[0] and inside[1] <= around[1]:
            return "the greater figure is of a longer stretch of time"
    return places_differ(a, b, counting, one_text=bool(ledger.texts(a) & ledger.texts(b)))


def _update(a: Entry, b: Entry, ledger: Ledger, counting: Counting) -> str | None:
    """Which of two figures replaces the other, in words; None where nothing says so."""
    day_a, day_b = ledger.first_day(a), ledger.first_day(b)
    ordered: Literal["a", "b"] | None = None
    if day_a and day_b and day_a != day_b:
        ordered = "a" if day_a > day_b else "b"
    later, earlier = (a, b) if ordered == "a" else (b, a)
    if a.voice == b.voice:
        if ordered:
            days = sorted((day_a or "", day_b or ""))
            return f"one voice, {number(earlier.quantity)} on {days[0]} and {number(later.quantity)} on {days[1]}"
        says = [new for new, old in ((a, b), (b, a)) if _updates(new, old, counting)]
        if len(says) == 1:
            return f"one voice, whose text calls {number(says[0].quantity)} an update"
        return None
    if ordered and _updates(later, earlier, counting):
        return f"another voice, later, whose text calls {number(later.quantity)} an update"
    if ordered and a.owner is not None and a.owner == b.owner:
        return f"another voice of one owner, {number(later.quantity)}, later"
    if not ordered and ledger.texts(a) & ledger.texts(b):
        says = [new for new, old in ((a, b), (b, a)) if _updates(new, old, counting)]
        if len(says) == 1:
            return f"a text that gives both calls {number(says[0].quantity)} an update"
    return None


def _updates(new: Entry, old: Entry, counting: Counting) -> bool:
    """True when the text of the one calls its figure an update that may be of the other's."""
    change = update_word(new, counting)
    before, after = main_number(old.quantity) or 0, main_number(new.quantity) or 0
    if change is None or (change in counting.rises and after < before):
        return False
    return not (change in counting.falls and after > before)


def update_word(entry: Entry, counting: Counting) -> str | None:
    """The word of the sentence that says that its figure replaces another: right before it ("has risen to 22"), or of
    the toll, where the sentence has one figure of the measure ("raised its death toll, saying 22 died")."""
    if not entry.claim.evidence:
        return None
    known = counting.rises | counting.falls | counting.updates
    sentence = entry.claim.evidence[0]
    before = sentence.quote[: max(0, entry.quantity.start - sentence.start)].casefold()
    words: list[str] = _WORD.findall(before)
    if "to" in words[-3:]:
        to = len(words) - 1 - words[::-1].index("to")
        said = [word for word in words[max(0, to - 5) : to] if word in known]
        if said and not any(word.isdigit() for word in words[to + 1 :]):
            return said[-1]
    if sum(q.measure == entry.quantity.measure for q in entry.claim.quantities) > 1:
        return None
    words = _WORD.findall(sentence.quote.casefold())
    tolls = [at for at, word in enumerate(words) if word == "toll" and "to" not in words[at + 1 : at + 7]]
    said = [word for at in tolls for word in words[max(0, at - 3) : at] if word in known]
    return said[-1] if said else None


def _told_together(a: Entry, b: Entry, ledger: Ledger) -> bool:
    """True when some text gives both figures, both by the same voice: a text does not contradict itself."""
    return a.voice == b.voice and bool(ledger.texts(a) & ledger.texts(b))


def _same_words(a: Entry, b: Entry) -> bool:
    """True when the two sentences share at least half of the words of the shorter one."""
    one, two = (set(_WORD.findall(e.claim.evidence[0].quote.casefold())) for e in (a, b))
    return len(one & two) * 2 >= min(len(one), len(two)) > 0


def _outdated(a: Entry, b: Entry, ledger: Ledger) -> bool:
    """True when the voice had given a newer figure between the two documents."""
    if not (a.published and b.published) or a.published == b.published:
        return False
    early, late = sorted((a.published, b.published))
    return any(e.key != a.key and e.published and early < e.published <= late for e in ledger.alike(a))
