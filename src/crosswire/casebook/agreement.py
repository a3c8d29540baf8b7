"""How far coders agree who decided about the same things without seeing each other's decisions.

In: the log, the names of the coders, and the claims of the day.  Out: an `Agreement` for each kind of question: links
(one happening or two), claims (kept or rejected), each field, grades.  A coder's answer is the last one that coder
gave and did not take back; what others undid later counts, so that settling a conflict does not change the agreement.
An answer is compared as it stands: the measure is nominal, and 40 is as far from 41 as from 400.

Cohen's kappa (Cohen 1960) of two coders and Krippendorff's alpha (Krippendorff 1980) of two or more, as
`nltk.metrics.agreement` computes them.  Both are None where nothing was decided by two coders, or where all gave one
and the same answer throughout: agreement by chance is then certain.  Fails with `UsageError` for fewer than two names,
and for a name that decided nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosswire.casebook.decisions import Anchors
from crosswire.casebook.settle import Subject, subjects
from crosswire.errors import UsageError
from crosswire.model import Decision
from crosswire.model.decision import effective

KINDS = {"pair": "link", "claim": "claim", "grade": "grade"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One kind of question.  ``both``: things that at least two coders decided; ``one``: things that only one did;
    ``same``: the share of ``both`` on which all who decided gave one answer."""

    kind: str
    both: int
    one: int
    same: float | None
    kappa: float | None
    alpha: float | None


def agreement(
    log: Sequence[Decision], coders: Sequence[str], anchors: Anchors, event_of: Mapping[str, str] | None = None
) -> list[Agreement]:
    """The agreement of these coders, by kind of question."""
    names = list(dict.fromkeys(coders))
    if len(names) < 2:
        raise UsageError("agreement is between two coders or more; name them")
    answers = {name: answers_of(name, log, anchors, event_of) for name in names}
    for name, own in answers.items():
        if not own:
            known = ", ".join(sorted({decision.by for decision in log})) or "nobody"
            raise UsageError(f"{name} decided nothing that stands in this casebook; {known} did")
    return agreement_of(answers)


def agreement_of(answers: Mapping[str, Mapping[Subject, str]]) -> list[Agreement]:
    """The same from what each of them answered."""
    names = list(answers)
    kinds: dict[str, dict[Subject, dict[str, str]]] = {}
    for name, own in answers.items():
        for subject, answer in own.items():
            kind = KINDS.get(subject[0]) or subject[2]
            kinds.setdefault(kind, {}).setdefault(subject, {})[name] = answer
    return [_measured(kind, things.values(), names) for kind, things in sorted(kinds.items())]


def answers_of(
    coder: str, log: Iterable[Decision], anchors: Anchors, event_of: Mapping[str, str] | None = None
) -> dict[Subject, str]:
    """What one coder answered last to each question."""
    answers: dict[Subject, str] = {}
    for decision in effective(decision for decision in log if decision.by == coder):
        resolved = anchors.resolve(decision)
        if not resolved.lost:
            answers.update((subject, said.answer) for subject, said in subjects(resolved, event_of or {}))
    return answers


def _measured(kind: str, things: Iterable[Mapping[str, str]], names: Sequence[str]) -> Agreement:
    from nltk.metrics.agreement import AnnotationTask  # takes a second to come in

    things = list(things)
    shared = [thing for thing in things if len(thing) > 1]
    data = [(name, number, thing[name]) for number, thing in enumerate(shared) for name in names if name in thing]
    told = len({answer for _, _, answer in data}) > 1
    task = AnnotationTask(data) if told else None
    return Agreement(
        kind=kind,
        both=len(shared),
        one=len(things) - len(shared),
        same=sum(len(set(thing.values())) == 1 for thing in shared) / len(shared) if shared else None,
        kappa=float(task.kappa()) if task and len(names) == 2 else None,
        alpha=float(task.alpha()) if task else None,
    )
