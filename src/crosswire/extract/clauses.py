"""Which triggers of a sentence tell of one happening.

In: the hits of a parsed sentence.  Out: groups, each one happening of one family of event types.  Triggers of one
clause belong together; a clause joins the clause it depends on when it tells what that one led to or how it was done
("a raid that left ten dead", "killing ten", "was killed when a bomb went off"), and stays apart when it only dates it
("since the start of the operation", "comes after the group attacked") or has a subject and a count of its own.  A word
for fighting that lasts ("launched an offensive", "strikes in support of an offensive") tells of more than the strikes
and clashes of its clause, so it stays apart from them; whom the clause counts "in an offensive" belong to it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from crosswire.extract.parse import ancestors, clause_head
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import Hit
from crosswire.lexicon.event_types import Codebook, Cues

_DATING = {"since", "before", "until", "ahead"}
_FOLLOWING = {"after", "following"}
_MEANWHILE = {"as", "while"}
_ANSWERED = {"revenge", "retaliation", "response", "reprisal", "reprisals"}
_WITHIN = {"in", "during", "by", "from", "to", "of"}


@dataclass(slots=True)
class Group:
    """The triggers of one happening.  ``head`` is the verb of its main clause; ``heads`` all clauses that joined."""

    family: str
    head: Token
    hits: list[Hit]
    heads: list[Token] = field(default_factory=list)
    dated_by: bool = False
    lasting: bool = False

    def counts_people(self) -> bool:
        return any(hit.counting() for hit in self.hits)

    def event_type(self, codebook: Codebook) -> str:
        """The type of highest rank among the triggers."""
        types = {event_type for hit in self.hits for event_type in hit.event_types()}
        types |= {
            codebook.measure_types[trigger.measure]
            for hit in self.hits
            if (trigger := hit.counting()) and trigger.measure
        }
        known = [codebook.event_types[event_type] for event_type in types if event_type in codebook.event_types]
        return max(known, key=lambda event_type: (event_type.rank, event_type.id)).id if known else "other"


def family_of(hit: Hit, codebook: Codebook) -> str:
    """The family of the hit's best event type."""
    types = hit.event_types()
    if not types:
        counted = hit.counting()
        types = [codebook.measure_types[counted.measure]] if counted and counted.measure else []
    known = [codebook.event_types[event_type] for event_type in types if event_type in codebook.event_types]
    return max(known, key=lambda event_type: (event_type.rank, event_type.id)).family if known else "other"


def group_hits(hits: Sequence[Hit], codebook: Codebook, distant: Collection[int] = ()) -> list[Group]:
    """Groups in order of their first trigger.  ``distant``: the indices of each "after" and "before" that says how
    long ("two days after"); what stands behind one is told apart."""
    groups: dict[tuple[int, str, bool], Group] = {}
    counting = {_anchor(hit.token, distant)[0].i for hit in hits if hit.counting()}
    for hit in hits:
        head, dated_by = _anchor(hit.token, distant)
        family = family_of(hit, codebook)
        lasting = (
            family == "violence" and _lasts(hit, codebook.cues) and not (head.i in counting and _within(hit.token))
        )
        heads = [head, *_aims(hit.token)] if lasting else [head]
        new = Group(family, head, [], heads, dated_by, lasting)
        groups.setdefault((head.i, family, lasting), new).hits.append(hit)
    ordered = list(groups.values())
    parents = {id(group): _parent(group, ordered, codebook, distant) for group in ordered}
    for group in ordered:
        root = group
        for _ in ordered:
            root = parents[id(root)] or root
        if root is not group:
            root.hits.extend(group.hits)
            root.heads.append(group.head)
    alive = [group for group in ordered if parents[id(group)] is None]
    for group in alive:
        group.hits.sort(key=lambda hit: hit.start)
    return sorted(alive, key=lambda group: group.hits[0].start)


def is_warded_off(noun: Token, cues: Cues) -> bool:
    """ "Foiled an attack", "an attack was repelled": whose attack it was did not get through."""
    return noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in cues.warded_off


def _anchor(token: Token, distant: Collection[int]) -> tuple[Token, bool]:
    """The clause of a trigger, and whether it is a noun that only dates the clause ("since the operation", "a day after
    the attack") or says what it answers ("in revenge for the raid"): such a noun anchors itself."""
    if token.pos_ not in ("VERB", "AUX"):
        for above in ancestors(token):
            if above.pos_ in ("VERB", "AUX"):
                break
            if above.lower_ in _DATING or above.i in distant or _answers(above):
                return token, True
    return clause_head(token), False


def _answers(preposition: Token) -> bool:
    """ "In revenge for", "in response to": what stands behind is what is answered."""
    return preposition.dep_ == "prep" and preposition.i > 0 and preposition.doc[preposition.i - 1].lower_ in _ANSWERED


def _parent(group: Group, groups: Sequence[Group], codebook: Codebook, distant: Collection[int]) -> Group | None:
    """The group of the same family that this group's clause depends on, if the two tell of one happening."""
    head = group.head
    if head.pos_ not in ("VERB", "AUX") or head.head == head or group.dated_by or group.lasting:
        return None
    above = clause_head(_told_in(head))
    candidates = [
        other
        for other in groups
        if other is not group and other.family == group.family and not other.dated_by
        and not (other.lasting and not _told_of_it(group, other))
    ]  # fmt: skip
    answered = (other for other in groups if other.dated_by and any(hit.token == head.head for hit in other.hits))
    if (by := next(answered, None)) is not None and by is not group and by.family == group.family:
        return by  # "in response to fire that wounded a girl"
    noun = next((other for other in candidates if any(hit.token == head.head for hit in other.hits)), None)
    parent = noun or next((other for other in candidates if other.head == above), None)
    if parent is None:
        return None
    if any(child.tag_ == "TO" for child in head.children):
        return None
    if head.dep_ == "relcl" and head.head.head.lower_ in _DATING:
        return None  # "since 2018, when they took the town"
    if head.dep_ == "relcl" and noun is None and group.counts_people() and _denied(parent.head, codebook.cues):
        return None  # "denied that it had struck the school where ten died"
    if head.dep_ in ("relcl", "acl", "xcomp", "pcomp"):
        return parent
    if head.dep_ == "advcl":
        return parent if _advcl_joins(head, group, parent, codebook, distant) else None
    if head.dep_ == "conj":
        return parent if _conjunct_joins(head, group, parent) else None
    return None


def _denied(clause: Token, cues: Cues) -> bool:
    """Whether a clause is what somebody denies, or says did not happen."""
    if any(child.dep_ == "neg" for child in clause.children):
        return True
    return clause.dep_ in ("ccomp", "xcomp") and clause.head.lower_ in cues.denied


def _told_in(clause: Token) -> Token:
    """The word a clause hangs on; "ten were killed when the bus hit a mine, the agency said": on what is said, not on
    the verb of saying behind it."""
    above = clause.head
    said = (child for child in above.children if child.dep_ == "ccomp" and child.i < clause.i)
    return next(said, above) if clause.dep_ == "advcl" and clause.i < above.i else above


def _lasts(hit: Hit, cues: Cues) -> bool:
    """A noun for fighting of days or weeks: "offensive", "battle"; not "assault rifle", nor "attacks" by the way."""
    noun = hit.token
    return not hit.counting() and noun.lower_ in cues.lasting and noun.tag_ == "NN" and noun.dep_ != "compound"


def _within(noun: Token) -> bool:
    """ "Killed in an offensive", "the offensive left ten dead": those whom the clause counts fell in it."""
    return noun.dep_ in ("nsubj", "nsubjpass") or (noun.dep_ == "pobj" and noun.head.lower_ in _WITHIN)


def _aims(noun: Token) -> list[Token]:
    """ "An offensive to retake the town", "launched / pressed on with an offensive to retake it", "an offensive aimed
    at retaking it": what it is for."""
    above = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.head.lower_ == "with" else noun
    words = dict.fromkeys((noun, above))
    below = [verb for word in words for verb in word.children if verb.pos_ == "VERB"]
    aimed = [low for verb in below if verb.lemma_.lower() == "aim" for at in verb.children for low in at.children]
    return [
        *(verb for verb in below if any(child.tag_ == "TO" for child in verb.children)),
        *(verb for verb in aimed if verb.dep_ == "pcomp"),
    ]


def _told_of_it(group: Group, lasting: Group) -> bool:
    """Whether a clause counts the dead of an offensive: it hangs on the noun, or has no subject of its own."""
    if not group.counts_people():
        return False
    own_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in group.head.children)
    return any(hit.token == group.head.head for hit in lasting.hits) or (group.head.dep_ == "advcl" and not own_subject)


def _advcl_joins(head: Token, group: Group, parent: Group, codebook: Codebook, distant: Collection[int]) -> bool:
    marking = [child for child in head.children if child.dep_ in ("mark", "advmod", "prep")]
    marks = {child.lower_ for child in marking}
    if marks & _DATING or any(child.i in distant and child.i < head.i for child in marking):
        return False
    if "while" in marks and _measures(group) & _measures(parent) and _placed(head) and _placed(parent.head):
        return False  # "two were killed in Dolna, while three were killed in Brisk"
    if marks & _MEANWHILE and parent.event_type(codebook) != group.event_type(codebook) == "armed_clash":
        # "Strikes killed ten as fighting raged": what went on meanwhile; "were killed as fighting raged" is one.
        return parent.event_type(codebook) in ("attack", "killing") or group.counts_people()
    if marks & _MEANWHILE and parent.event_type(codebook) == "armed_clash" != group.event_type(codebook):
        return _killing_alone(group, codebook)  # "clashes killed ten as jets bombed the town"
    if marks & _FOLLOWING:
        return parent.counts_people() and not group.counts_people()
    return True


def _placed(clause: Token) -> bool:
    """Whether the clause names a place of its own."""
    return any(
        child.lower_ in ("in", "at", "near") and any(noun.pos_ == "PROPN" for noun in child.children)
        for child in clause.children
    )


def _killing_alone(group: Group, codebook: Codebook) -> bool:
    """Whether the clause only counts people and names no act of its own."""
    return group.event_type(codebook) == "killing"


def _conjunct_joins(head: Token, group: Group, parent: Group) -> bool:
    own_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in head.children)
    if not own_subject:
        return True
    counted, before = _measures(group), _measures(parent)
    return bool(counted) and bool(before) and not counted & before


def _measures(group: Group) -> set[str | None]:
    """What the words of the group count."""
    return {counting.measure for hit in group.hits if (counting := hit.counting()) is not None}
