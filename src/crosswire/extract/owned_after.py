"""Who did it, in a sentence after that names no act: "Nine people were killed. The FMF claimed responsibility."

In: the claims of a document in the order of the text, what is named in it, and the codebook.  Out: the same claims;
the acts of violence that the passage right before tells of, or the last one of the two before it that tells of any,
take whoever claims responsibility, is blamed or is said to be to blame as the one who did them, where nobody is known
to have done them; the sentence that says so becomes evidence.  What somebody is blamed "for" and what he claims
responsibility "for" is read with its sentence (`crosswire.extract.blame`).  Never fails.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from crosswire.extract.named import Named, participant
from crosswire.lexicon.event_types import Codebook
from crosswire.model import ActorMention, Claim, Participant, Passage, Quote

_REACH = 2  # passages back
_CUE = re.compile(
    r"\b(?:claim\w* responsibility|blam\w+|accus\w+|responsible|belong\w*|members? of|(?:was|were) from)\b"
)
_OWNS = re.compile(
    r"(?: (?:group|militants?|fighters))?(?:,? (?:has|have|had|later|quickly|also|immediately|swiftly))* "
    r"(?:claim(?:ed|s)? responsibility(?! for\b)|(?:was|were|is|are) (?:to blame|responsible)(?= ?[.,;]|$))"
)
_BLAMED_BEFORE = re.compile(r"\b(?:blam(?:ed|es|ing)|accus(?:ed|es|ing)|pointed (?:the|a) finger at) (?:the )?$")
_BELONGED = re.compile(
    r"\bthe (?:killers?|attackers?|gunm[ae]n|assailants?|perpetrators?|bombers?) "
    r"(?:belong(?:ed|s)? to|(?:was|were|is|are) (?:from|(?:an? )?members? of)) (?:the )?$",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:held|holds?|holding) (?:the )?$")
_TO_ACCOUNT = re.compile(r" responsible(?! for\b)")
_OPEN = re.compile(r"\b(?:or|whether|if)\b (?:an? |the )?$")
_BLAMED_FOR_NOTHING = re.compile(r" ?(?:[.,;”\"]|$)")


def with_owners(claims: Sequence[Claim], named: Named, codebook: Codebook) -> list[Claim]:
    """The claims, with those who are said afterwards to have done it."""
    told = list(claims)
    number_of = {passage.start: at for at, passage in enumerate(named.passages)}
    acts: dict[int, list[int]] = defaultdict(list)
    for place, claim in enumerate(told):
        violence = codebook.event_types[claim.event_type].family == "violence"
        if violence and claim.status in ("happened", "ongoing") and claim.evidence[0].start in number_of:
            acts[number_of[claim.evidence[0].start]].append(place)
    for at, passage in enumerate(named.passages):
        text = named.document.text[passage.start : passage.end]
        if _CUE.search(text) is None:
            continue
        owners = [actor for actor in named.mentions(passage).actors if _owns(actor, passage, text)]
        if len({actor.actor_id for actor in owners}) != 1:
            continue
        evidence = Quote(start=passage.start, end=passage.end, quote=text)
        nearest = next((there for there in range(at - 1, at - 1 - _REACH, -1) if there in acts), None)
        for place in acts[nearest] if nearest is not None else ():
            told[place] = _owned(told[place], participant(owners[0], named), evidence)
    return told


def _owns(actor: ActorMention, passage: Passage, text: str) -> bool:
    start, end = actor.start - passage.start, actor.end - passage.start
    blamed = _BLAMED_BEFORE.search(text, 0, start) is not None and _BLAMED_FOR_NOTHING.match(text, end) is not None
    held = _HELD.search(text, 0, start) is not None and _TO_ACCOUNT.match(text, end) is not None
    return (
        blamed
        or held
        or _BELONGED.search(text, 0, start) is not None
        or (_OWNS.match(text, end) is not None and _OPEN.search(text, 0, start) is None)
    )


def _owned(claim: Claim, owner: Participant, evidence: Quote) -> Claim:
    """The claim as the owner's deed; as it is where somebody else is known to have done it, or he was hit himself."""
    if any(one.actor_id and (one.role == "actor" or one.actor_id == owner.actor_id) for one in claim.participants):
        return claim
    others = tuple(one for one in claim.participants if one.role != "actor")
    return replace(claim, participants=(owner, *others), evidence=(*claim.evidence, evidence))
