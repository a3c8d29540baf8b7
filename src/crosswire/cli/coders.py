"""Commands for projects in which several people code the same things: ``queue`` and ``agreement``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from crosswire.cli.output import as_json, case_argument, print_json, print_sheets

if TYPE_CHECKING:
    from crosswire.casebook.queue import Question
    from crosswire.model import Field
    from crosswire.publish.tables import Sheet

_FIELDS = ("figure", "event_type", "mode", "status", "place", "time", "actor", "target", "source", "link")


@click.command()
@case_argument
@click.option("--by", required=True, help="Whose queue it is; only this coder's decisions show.")
@click.option("--field", type=click.Choice(_FIELDS), default="figure", show_default=True, help="What is asked.")
@click.option("--sample", type=click.IntRange(min=1), help="So many questions, the same ones for every coder.")
@click.option("--unsure", is_flag=True, help="What crosswire was least sure of first.")
@click.option("--todo", is_flag=True, help="Only what this coder has not decided yet.")
@as_json
def queue(
    case: str, by: str, field: Field | Literal["link"], sample: int | None, unsure: bool, todo: bool, as_json: bool
) -> None:
    """List what there is to code in CASE: each figure that was read (or another field, or the links between claims),
    with its sentence and this coder's own answer."""
    from crosswire.casebook import Anchors, Casebook
    from crosswire.casebook.agreement import answers_of
    from crosswire.casebook.queue import least_sure_first, link_questions, questions
    from crosswire.casebook.sample import drawn_pairs, pairs_of

    with Casebook.open(case) as casebook, casebook.reading():
        claims = casebook.claims()
        texts = {document.document_id: document.text for document in casebook.documents()}
        answers = answers_of(by, casebook.decisions(), Anchors(claims, texts))
        if field == "link":
            pairs = drawn_pairs(casebook, sample) if sample else pairs_of(casebook.events())
            found = link_questions(claims, pairs, answers)
        else:
            found = questions(claims, field, answers, sample=sample)
    found = least_sure_first(found, claims) if unsure else found
    found = [one for one in found if not (todo and one.answer is not None)]
    if as_json:
        print_json(found)
        return
    print_sheets([_links(found, by) if field == "link" else _fields(found, by, field)])


def _links(found: list[Question], by: str) -> Sheet:
    from crosswire.publish.tables import Sheet

    rows = tuple(
        (
            one.claim_id,
            one.other_id or "",
            one.value or "",
            one.answer or "",
            " ".join(one.sentence.quote.split()),
            " ".join(one.other.quote.split()) if one.other else "",
        )
        for one in found
    )
    columns = ("claim", "other claim", "link", "your answer", "sentence", "other sentence")
    return Sheet(title=f"Queue of {by}", columns=columns, rows=rows)


def _fields(found: list[Question], by: str, field: str) -> Sheet:
    from crosswire.publish.tables import Sheet

    rows = tuple(
        (
            one.claim_id,
            one.value if one.value is not None else "nothing",
            f"“{one.words.quote}” at {one.words.start}" if one.words else "",
            one.answer if one.answer is not None else "",
            " ".join(one.sentence.quote.split()),
            one.document_id,
        )
        for one in found
    )
    columns = ("claim", field.replace("_", " "), "words", "your answer", "sentence", "document")
    return Sheet(title=f"Queue of {by}", columns=columns, rows=rows)


@click.command()
@case_argument
@click.argument("coders", nargs=-1, required=True)
@as_json
def agreement(case: str, coders: tuple[str, ...], as_json: bool) -> None:
    """How far CODERS, by the names they signed with, agree in what they decided in CASE: for each kind of question the
    number of things that two of them decided, the share they agree on, Cohen's kappa and Krippendorff's alpha."""
    from crosswire.casebook import Anchors, Casebook
    from crosswire.casebook.agreement import agreement as measured
    from crosswire.publish.tables import Sheet

    with Casebook.open(case) as casebook, casebook.reading():
        claims = casebook.claims()
        texts = {document.document_id: document.text for document in casebook.documents()}
        event_of = {claim.claim_id: claim.event_id for claim in claims if claim.event_id}
        found = measured(casebook.decisions(), coders, Anchors(claims, texts), event_of)
    if as_json:
        print_json(found)
        return
    rows = tuple(
        (one.kind.replace("_", " "), str(one.both), str(one.one), *map(_number, (one.same, one.kappa, one.alpha)))
        for one in found
    )
    columns = ("question", "decided by two", "by one", "agreed", "kappa", "alpha")
    print_sheets([Sheet(title=f"Agreement of {', '.join(dict.fromkeys(coders))}", columns=columns, rows=rows)])


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
