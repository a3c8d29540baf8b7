"""What speaks for and against two claims of one text being one happening.

In: two `View`s of one document without a hard conflict, and the lexicon.  Out: findings, as from
`crosswire.link.features`.  Inside a text it is the telling that counts: a writer names a happening once and goes on
with it in short ("the attack", "dozens were also wounded", "among the dead"), so a sentence that names no place and
no time of its own goes on with one that stands near, and what it has in common with others says less than between
two texts (Naughton, Stokes and Carthy 2008, *Investigating statistical techniques for sentence-level event
classification*).  The points are a logistic regression on the pairs of the look side of the FA-KES claims, rounded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crosswire.link.conflicts import one_spot, season_apart
from crosswire.link.days import WEEKDAYS, gap
from crosswire.link.discourse import MEANWHILE, SEQUENCE
from crosswire.link.families import GENERAL, RARE, SPEECH, VIOLENCE, fit
from crosswire.link.features import FIGHTING, Feature, persons, victim_side
from crosswire.link.figures import compare_figures, size
from crosswire.link.finding import Finding, finding
from crosswire.link.places import apart, compare_places, one_in_other
from crosswire.link.view import HARM, View, in_text

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

_NEAR = {
    0: (2.5, "told in one sentence"),
    1: (0.2, "told in sentences that follow each other"),
    2: (-0.5, "told two sentences apart"),
}
TERRITORY = "territory_change"
_MEANS = frozenset({"air_strike", "shelling", "bombing", "chemical_attack"})
_FAR = (-1.0, "told in one text, not near each other")
_NOUNS: tuple[tuple[re.Pattern[str], frozenset[str], int], ...] = (
    (re.compile("dead|victim|casualt|death|toll|wounded|injured"), VIOLENCE, 2),
    (re.compile("strike|raid"), frozenset({"air_strike", "chemical_attack", *GENERAL}), 12),
    (re.compile("blast|bombing|explosion|bomb"), frozenset({"bombing", "air_strike", "shelling", *GENERAL}), 12),
    (re.compile("bombardment|shell|rocket"), frozenset({"shelling", "air_strike", *GENERAL}), 12),
    (re.compile("clash|fight|battle"), frozenset({"armed_clash"}), 6),
    (re.compile("hostage|abduct|kidnap"), frozenset({"abduction"}), 12),
    (re.compile("truce|cease|deal|agreement|accord|talks"), frozenset({"agreement"}), 12),
    (re.compile("evacuation"), frozenset({"evacuation"}), 12),
    (re.compile("capture|recapture|takeover|withdrawal|retreat"), frozenset({"territory_change"}), 12),
    (re.compile("release|swap"), frozenset({"release"}), 12),
    (re.compile("protest|demonstration"), frozenset({"protest"}), 12),
    (re.compile("."), VIOLENCE - {"armed_clash"}, 12),
)
"""What a noun behind "the" can stand for, and over how many sentences.

"The dead" are those just told of; "the attack" may lie further back and is no clash, which has no one attacker.
"""


def in_order(a: View, b: View) -> tuple[View, View]:
    """The two as the text tells them."""
    before = a.sentence < b.sentence if a.sentence != b.sentence else in_text(a) < in_text(b)
    return (a, b) if before else (b, a)


def distance(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """One sentence, sentences that follow each other, further away."""
    between = abs(a.sentence - b.sentence)
    words = _between(a, b) if between == 0 else ""
    if between == 0 and SEQUENCE.search(words):
        return finding("distance", -1.0, "the sentence says that one came after the other")
    types = {a.claim.event_type, b.claim.event_type}
    if between == 0 and "armed_clash" in types and types & _MEANS and MEANWHILE.search(words):
        return finding("distance", -1.0, "the sentence says that one went on beside the other")
    value, said = _NEAR.get(between, _FAR)
    return finding("distance", value, said, "telling")


def lead(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """What the headline or the first sentence tells is what the text is about."""
    first, later = in_order(a, b)
    if first.sentence == later.sentence or first.sentence > 1:
        return None
    if first.headline and later.sentence <= 2:
        return finding("lead", 1.2, "one is the headline, the other the lead")
    return finding("lead", 0.6, "the first is what the text begins with")


def going_on(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The later sentence points back to what was told, counts a part of it, or names no place and time of its own."""
    first, later = in_order(a, b)
    between = later.sentence - first.sentence
    value, words = 0.0, []
    if later.bare:
        value += 0.8
        words.append("names no place or time of its own")
    noun = _refers(later, first, between) if between else None
    if noun or later.picks_out:
        value += 1.0
        words.append(f'speaks of "the {noun}"' if noun else "tells of those told of before")
    figures = later.claim.quantities
    if figures and all(q.counts == "part" for q in figures) and later.counted - first.counted <= 1:
        value += 1.2
        words.append("counts a part of what was told last")
    return finding("going_on", value, f"the later one {' and '.join(words)}") if words else None


def turning(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The later sentence, or one between the two, turns to another happening."""
    first, later = in_order(a, b)
    value, words = 0.0, []
    if later.another and later.sentence != first.sentence:
        value -= 0.9
        words.append("the later sentence turns to another happening")
    if later.turns - first.turns - (first.another and first.sentence != later.sentence) > 0:
        value -= 1.0
        words.append("the text turned to another happening in between")
    if later.brings_in:
        value -= 0.6
        words.append("the later one brings in an attack as new")
    return finding("turning", value, "; ".join(words)) if words else None


def event_type(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The same type, or one that can name the other; a text seldom tells of two abductions or evacuations."""
    rare = a.claim.event_type in RARE and not in_order(a, b)[1].another
    return _types(a.claim.event_type, b.claim.event_type, rare=rare)


@lru_cache(maxsize=1024)
def _types(one: str, two: str, *, rare: bool) -> Finding:
    if one == two and rare:
        return finding("type", 1.8, f"both tell of {one.replace('_', ' ')}")
    value = fit(one, two) or 0.0
    said = f"both tell of {one.replace('_', ' ')}" if one == two else f"{one} and {two}".replace("_", " ")
    return finding("type", 0.8 if value >= 0.3 else -0.5 if value < 0 else 0.2, said)


def time(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The same day named twice, times that overlap, times apart."""
    if a.running and b.running:
        return finding("time", 0.8, "both give a running toll")
    days = gap(a.when, b.when)
    if days is None:
        days = season_apart(a, b)
    if days is None and a.when.weekday is not None and b.when.weekday is not None:
        one, two = (WEEKDAYS[view.when.weekday or 0].capitalize() for view in (a, b))
        return finding("time", 0.4 if one == two else -1.2, f"told of {one} and of {two}")
    if days is None:
        return None
    if days:
        return finding("time", -1.2, f"the days named are {days} apart")
    named = not (a.time_carried or b.time_carried)
    if named and (a.when.length or 1) == (b.when.length or 1) == 1:
        return finding("time", 0.8, "both sentences name one day")
    return finding("time", 0.4, "the times overlap")


def place(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """The same place, a place named more closely, places apart."""
    if {a.claim.event_type, b.claim.event_type} == {"agreement"} and (a.place_carried or b.place_carried):
        return None
    said = apart(a.where, b.where, lexicon)
    if said:
        return finding("place", -1.4, said)
    found = compare_places(a.where, b.where, lexicon)
    if found is None:
        return None
    same = a.claim.place is not None and b.claim.place is not None and a.claim.place.place_id == b.claim.place.place_id
    if same and a.family == b.family == TERRITORY and not (a.place_carried or b.place_carried) and _of_one_side(a, b):
        return finding("place", 1.4, f"{found.text}, which one side takes or leaves once")
    return finding("place", -0.5 if found.value < 0 else 0.2 if same else 0.9, found.text)


def _of_one_side(a: View, b: View) -> bool:
    one, two = a.sides.get("actor", frozenset()), b.sides.get("actor", frozenset())
    return not one or not two or bool(one & two)


def speaker(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """A statement told again: the same speaker does the same, or nothing would let the two be one."""
    if a.family not in SPEECH or b.family not in SPEECH:
        return None
    return finding("speaker", 1.6, "the same speaker says it again")


def spots(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Quarters and villages named: others than before, or one where none was named before; the district that a village
    lies in is no other place."""
    first, later = in_order(a, b)
    if first.sentence == later.sentence or not later.spots:
        return None
    if not first.spots:
        return finding("spots", -0.8, f"the later one names a place more closely: {_named(later)}")
    if one_spot(first, later):
        return None
    if one_in_other(first.where, later.where, lexicon):
        return None
    return finding("spots", -1.3, f"told of {_named(first)} and of {_named(later)}")


def summed_up(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """A smaller toll told of a place of its own is that of one of the happenings a first, larger toll sums up."""
    first, later = in_order(a, b)
    if first.sentence == later.sentence:
        return None
    totals = [
        (q, r)
        for q in first.figures
        for r in later.figures
        if q.measure == r.measure and q.counts == r.counts == "total"
    ]
    if not totals or any(size(q) <= size(r) for q, r in totals) or _adds_up(first, later):
        return None
    places = first.claim.place, later.claim.place
    own = places[1] is not None and not later.place_carried
    elsewhere = own and (places[0] is None or places[1] is None or places[0].place_id != places[1].place_id)
    if not elsewhere and (first.spots or not later.spots):
        return None
    return finding("summed_up", -1.0, "the later one gives a smaller toll for a place of its own")


def extent(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """An offensive is more than one strike in it; "the fighting" is another word for it.  People who are besieged are
    those of a siege, not of an attack."""
    if _counts_besieged(a) != _counts_besieged(b):
        return finding("extent", -1.2, "only one counts people who are besieged")
    if a.campaign and b.campaign:
        return finding("extent", 0.8, "both name fighting that lasts")
    if not a.campaign and not b.campaign:
        return None
    short = b if a.campaign else a
    if short.claim.event_type == "armed_clash":
        fighting = any(FIGHTING.match(word) for word in short.triggers)
        return None if fighting else finding("extent", -0.8, "one names fighting that lasts, the other an attack")
    return finding("extent", -1.5, "one names fighting that lasts, the other a single happening")


def _counts_besieged(view: View) -> bool:
    """Whether all whom it counts are besieged."""
    figures = view.claim.quantities
    return bool(figures) and all(q.measure == "besieged" for q in figures)


def actors(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Sides that differ; that they are the same says little inside one text."""
    one, two = a.sides.get("actor", frozenset()), b.sides.get("actor", frozenset())
    if not one or not two or one & two or "armed_clash" in (a.claim.event_type, b.claim.event_type):
        return None
    return finding("actors", -0.4, f"actors of different sides: {lexicon.names_of(min(one), min(two))}")


def figures(a: View, b: View, lexicon: Lexicon) -> Finding | None:
    """Figures that agree or differ, and the wounded told beside the dead; another toll of what a sentence goes on with
    ("put the toll at 30", "five were killed in that raid") is no other happening."""
    if _adds_up(*in_order(a, b)):
        return finding("figures", 1.6, "the later one gives the parts of the first one's toll")
    found = compare_figures(a, b, time_agrees=gap(a.when, b.when) == 0)
    if found is not None and found.value > 0:
        return finding("figures", 1.6, found.text)
    if found is not None and found.value <= -0.7:
        first, later = in_order(a, b)
        goes_on = later.picks_out or _refers(later, first, later.sentence - first.sentence) is not None
        if later.bare and goes_on:
            return finding("figures", -0.2, f"{found.text}, told of one happening")
        return finding("figures", -1.1, found.text)
    if not a.claim.quantities or not b.claim.quantities:
        return found
    one, two = ({q.measure for q in view.claim.quantities} for view in (a, b))
    if not one & two and one | two <= {*HARM, "missing"}:
        return finding("figures", 0.8, f"{min(one)} and {min(two)} are told beside each other".replace("_", " "))
    return found


def _adds_up(first: View, later: View) -> bool:
    """True when several figures of the later sentence make up one of the first ("12 fell: nine rebels, three guards"),
    and it is not of a place of its own."""
    places = first.claim.place, later.claim.place
    if places[1] is not None and (places[0] is None or places[0].place_id != places[1].place_id):
        return False
    for q in first.figures:
        parts = [size(r) for r in later.figures if r.measure == q.measure]
        if q.counts == "total" and len(parts) > 1 and sum(parts) == size(q) > 0:
            return True
    return False


TELLING: tuple[Feature, ...] = (
    distance, lead, going_on, turning, event_type, extent, time, place, actors, speaker, spots, summed_up, victim_side,
    persons, figures,
)  # fmt: skip


def _between(a: View, b: View) -> str:
    """The words between the two triggers of one sentence."""
    first, second = sorted((a.claim.trigger, b.claim.trigger), key=lambda t: t.start)
    passage = a.claim.evidence[0] if a.claim.evidence else first
    return passage.quote[first.end - passage.start : second.start - passage.start]


def _named(view: View) -> str:
    return ", ".join(sorted(view.spots))


def _refers(later: View, earlier: View, between: int) -> str | None:
    """The noun of the later sentence that can stand for the earlier happening, or None."""
    told = earlier.claim.event_type
    for noun in later.back:
        types, reach = next((types, reach) for pattern, types, reach in _NOUNS if pattern.search(noun))
        if between <= reach and (told in types or earlier.claim.trigger.quote.casefold()[:5] == noun[:5]):
            return noun
    return None
