"""The queue of a coding project: one question a line, the same lines for every coder.

In: the claims and documents of a record, and what one coder decided already.  Out: `Question`s in the order of
documents and texts: one for each figure, or for another field one for each claim; or one for each pair of claims that
crosswire joined or, though they look alike, kept apart.  Other coders' decisions do not show.  A sample
(`crosswire.casebook.sample`) is the same for every coder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from crosswire.casebook.fields import value_of
from crosswire.casebook.sample import Pair, Verdict
from crosswire.casebook.settle import Subject
from crosswire.model import Claim, Field, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Was this read rightly?  ``field``: a field, or ``link``; ``other_id`` and ``other``: of a pair the second claim
    and its sentence.  ``value``: what was read (None: nothing); ``words``: where it stands (None: the claim as a
    whole); ``answer``: what the coder decided of it (None: nothing yet), ``rejected`` for a claim so decided."""

    claim_id: str
    document_id: str
    field: str
    value: str | None
    words: Quote | None
    sentence: Quote
    answer: str | None
    other_id: str | None = None
    other: Quote | None = None


def questions(
    claims: Iterable[Claim], field: Field, answers: Mapping[Subject, str], *, sample: int | None = None
) -> list[Question]:
    """The queue for one field; ``answers`` are the coder's own (`crosswire.casebook.agreement.answers_of`); of a
    ``sample`` those of the smallest claim ids."""
    by_lot = sorted(claims, key=lambda claim: claim.claim_id)
    found = list(islice((question for claim in by_lot for question in _of(claim, field, answers)), sample))
    place = {claim.claim_id: (claim.document_id, claim.trigger.start, claim.claim_id) for claim in by_lot}
    return sorted(found, key=lambda question: place[question.claim_id])


def link_questions(
    claims: Iterable[Claim], pairs: Mapping[Pair, Verdict], answers: Mapping[Subject, str]
) -> list[Question]:
    """The queue of these pairs; ``value`` and ``answer`` are ``one`` (one happening) or ``apart``."""
    by_id = {claim.claim_id: claim for claim in claims}
    return [
        Question(
            claim_id=a,
            document_id=by_id[a].document_id,
            field="link",
            value=value,
            words=None,
            sentence=by_id[a].evidence[0],
            answer=answers.get(("pair", *sorted((a, b)))),
            other_id=b,
            other=by_id[b].evidence[0],
        )
        for (a, b), value in pairs.items()
        if a in by_id and b in by_id
    ]


def least_sure_first(asked: Iterable[Question], claims: Iterable[Claim]) -> list[Question]:
    """The questions about the claims whose reader was least sure first, else in their order; of a pair the less sure
    claim counts."""
    score = {claim.claim_id: claim.score for claim in claims}
    return sorted(asked, key=lambda one: min(score[i] for i in (one.claim_id, one.other_id or one.claim_id)))


def _of(claim: Claim, field: Field, answers: Mapping[Subject, str]) -> Iterable[Question]:
    rejected = answers.get(("claim", claim.claim_id)) == "rejected"
    for words in claim.quantities if field == "figure" else (None,):
        place = (str(words.start), str(words.end)) if words else ()
        answer = answers.get(("field", claim.claim_id, field, *place))
        yield Question(
            claim_id=claim.claim_id,
            document_id=claim.document_id,
            field=field,
            value=value_of(claim, field, words),
            words=Quote(start=words.start, end=words.end, quote=words.quote) if words else None,
            sentence=claim.evidence[0],
            answer="rejected" if rejected else answer,
        )
