"""One happening as one document tells it: the views of its claims drawn together into one.

In: the views of claims of one document that were joined.  Out: one `View` that knows what any of them knows: the time
and the place that most of the most precise claims give in their own sentences, everybody who takes part, every
figure.  A claim that names no place thereby meets other documents with the place its neighbour names.  A single claim
stays as it is.  Only claims of one document are drawn together, so an unrelated document changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crosswire.link.days import NEVER
from crosswire.link.events import event_place, event_time, event_type
from crosswire.link.families import family
from crosswire.link.places import Where
from crosswire.link.view import View, in_text, told_as

Ids = Mapping[str, frozenset[str]]


def told_together(views: Sequence[View]) -> View:
    """One view of views of one document (at least one); it bears the id of the first claim by id, and what is of one
    sentence is that of the first in the text."""
    if len(views) == 1:
        return views[0]
    views = sorted(views, key=in_text)
    claims = [view.claim for view in views]
    first = views[0]
    time, place, kind = event_time(claims), event_place(claims), event_type(claims)
    dated = next((view for view in views if view.claim.time is time), None)
    placed = next((view for view in views if view.claim.place is place), None)
    realis = "told" if any(view.realis == "told" for view in views) else first.realis
    claim = replace(
        first.claim,
        claim_id=min(view.claim_id for view in views),
        event_type=kind,
        status=Counter(view.claim.status for view in views if view.realis == realis).most_common(1)[0][0],
        time=time,
        place=place,
        participants=tuple(dict.fromkeys(p for one in claims for p in one.participants)),
        quantities=tuple(dict.fromkeys(q for one in claims for q in one.quantities)),
    )
    return replace(
        first,
        claim=claim,
        family=family(kind),
        realis=realis,
        when=dated.when if dated is not None else NEVER,
        time_carried=dated is not None and dated.time_carried,
        place_carried=placed is not None and placed.place_carried,
        where=Where.of(place),
        region=placed.region if placed is not None else None,
        within=placed.within if placed is not None else (),
        persons=tuple(sorted({p for view in views for p in view.persons}, key=lambda item: (item[0], sorted(item[1])))),
        actors=_united(view.actors for view in views),
        sides=_united(view.sides for view in views),
        figures=tuple(dict.fromkeys(q for view in views for q in view.figures)),
        dead=frozenset().union(*(view.dead for view in views)),
        running=any(view.running for view in views),
        campaign=any(view.campaign for view in views)
        and all(view.running or view.campaign or not view.harm for view in views),
        spots=frozenset().union(*(view.spots for view in views)),
        triggers=frozenset().union(*(view.triggers for view in views)),
        words=frozenset().union(*(view.words for view in views)),
        kind=told_as(kind, clash=any(view.kind == "armed_clash" for view in views)),
        shingles=frozenset().union(*(view.shingles for view in views)),
    )


def _united(each: Iterable[Ids]) -> Ids:
    found: dict[str, set[str]] = {}
    for one in each:
        for role, ids in one.items():
            found.setdefault(role, set()).update(ids)
    return {role: frozenset(ids) for role, ids in found.items()}
