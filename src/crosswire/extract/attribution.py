"""Attribution: according to whom.

In: a parsed sentence, a trigger, and the reports of the sentence (`crosswire.extract.reports`).  Out: an `Attribution`.
The verb of saying above the trigger's clause gives cue and source; "according to" and a source that closes the
sentence give it for all of it.  ``quoted``: in quotation marks; ``reported``: in the outlet's words, whether the source
is named or only described ("activists"); ``unnamed``: somebody says so and the text does not say who ("were reported
killed", "reportedly", "reports say"); without any cue the outlet speaks itself (``own_voice``).
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.parse import Sentence, ancestors, clause_head
from crosswire.extract.reports import Report
from crosswire.extract.speakers import Speaker
from crosswire.extract.tokens import Token
from crosswire.lexicon.event_types import Cues
from crosswire.model import Attribution, Manner


def attribute(
    sentence: Sentence, trigger: Token, reports: Sequence[Report], trigger_start: int, cues: Cues
) -> Attribution:
    """The attribution of what a trigger tells; ``own_voice`` where no report covers it."""
    report = _covering(trigger, reports)
    if report is not None and report.verb is not None and report.verb.lower_ in cues.denied and _in_relative(trigger):
        report = None  # "the army denied that it had struck the school where ten died": it does not say that they did
    if report is None:
        hedge = next(
            (t for t in sentence.doc if t.lower_ in cues.hedges and clause_head(t) == clause_head(trigger)), None
        )
        if hedge is not None:
            return Attribution(manner="unnamed", cue=sentence.quote(sentence.start(hedge), sentence.end(hedge)))
        return Attribution(manner="own_voice")
    return as_attribution(report, quoted=in_quotation_marks(sentence, trigger_start))


def _in_relative(trigger: Token) -> bool:
    """Whether the trigger stands in a relative clause."""
    clause = clause_head(trigger)
    return clause.dep_ == "relcl"


def as_attribution(report: Report, *, quoted: bool) -> Attribution:
    """The attribution a report gives to its content."""
    speaker = report.speaker
    manner: Manner = "unnamed" if speaker is None else "quoted" if quoted else "reported"
    return Attribution(
        manner=manner,
        source_id=speaker.actor_id if speaker else None,
        source=None if speaker is None else speaker.as_source(),
        described=speaker is not None and not speaker.named,
        cue=report.cue,
        via=report.via,
    )  # fmt: skip


def spoken(sentence: Sentence, speaker: Speaker | None) -> Attribution | None:
    """The attribution of a sentence of direct speech that names no speaker: it goes on with the one who spoke last."""
    if speaker is None or not sentence.text.startswith(('"', "“")):
        return None
    return Attribution(
        manner="quoted",
        source_id=speaker.actor_id,
        source=speaker.as_source(),
        described=not speaker.named,
    )  # fmt: skip


def in_quotation_marks(sentence: Sentence, at: int) -> bool:
    """Whether a place in the sentence stands between quotation marks."""
    before = sentence.text[: at - sentence.passage.start]
    if before.count("“") > before.count("”"):
        return True
    return before.count('"') % 2 == 1


def _covering(trigger: Token, reports: Sequence[Report]) -> Report | None:
    by_verb = {report.scope.i: report for report in reports if report.scope is not None and report.scope != trigger}
    # "An attack that the army says killed nine" stands right after its verb of saying, whatever the parse makes of it.
    above = [*ancestors(trigger), *([trigger.nbor(-1)] if trigger.i else [])]
    covering = [by_verb[token.i] for token in above if token.i in by_verb]
    covering += [report for report in reports if report.scope is None]
    nearest = next(iter(covering), None)
    if nearest is None or nearest.speaker is not None or (nearest.scope is not None and nearest.scope.dep_ == "relcl"):
        return nearest
    # "Ten were reported killed, the army said": of what somebody has heard we know from whom we heard it.
    return next((report for report in covering if report.speaker is not None), nearest)
