"""Tasks for Label Studio: their form, and the way back: each kind of correction is one decision."""

from __future__ import annotations

import copy
import json
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from crosswire.casebook import Casebook
from crosswire.cli import app
from crosswire.errors import UsageError
from crosswire.model import Claim, Document
from crosswire.publish.review.corrections import take_tasks
from crosswire.publish.review.label_studio import CONFIG, TASKS, code_points, regions_of, task, utf16
from crosswire.run import build

AT = "2032-01-02T03:04:05.000006Z"
_RUN = {"start": {"type": "integer"}, "end": {"type": "integer"}}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["data", "predictions"],
        "properties": {
            "data": {"type": "object", "required": ["text", "document_id"]},
            "predictions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["model_version", "result"],
                    "properties": {
                        "result": {
                            "type": "array",
                            "items": {
                                "oneOf": [
                                    {
                                        "required": ["type", "from_id", "to_id", "direction"],
                                        "properties": {"type": {"const": "relation"}},
                                    },
                                    {
                                        "required": ["id", "type", "from_name", "to_name", "value"],
                                        "properties": {
                                            "type": {"enum": ["labels", "choices", "textarea"]},
                                            "value": {"required": ["start", "end"], "properties": _RUN},
                                        },
                                    },
                                ]
                            },
                        }
                    },
                },
            },
        },
    },
}
"""The basic JSON format as Label Studio's documentation describes it, as far as texts need it."""


@pytest.fixture
def own(case: Path, tmp_path: Path) -> Path:
    shutil.copytree(case, tmp_path / "own")
    return tmp_path / "own"


@pytest.fixture
def tasks(own: Path) -> list[dict[str, Any]]:
    told = CliRunner().invoke(app, ["review", str(own), "--as", "label-studio", "--out", str(own.parent / "out")])
    assert told.exit_code == 0, told.output
    assert told.stdout.split() == [str(own.parent / "out" / CONFIG), str(own.parent / "out" / TASKS)]
    made: list[dict[str, Any]] = json.loads((own.parent / "out" / TASKS).read_text("utf-8"))
    return made


def annotated(made: dict[str, Any]) -> list[dict[str, Any]]:
    """The task as somebody annotated it from the prediction; its results, to be changed."""
    result = copy.deepcopy(made["predictions"][0]["result"])
    made["annotations"] = [{"id": 1, "result": result, "was_cancelled": False, "updated_at": AT, "completed_by": 7}]
    return result


def take(own: Path, tasks: list[dict[str, Any]]) -> Any:
    file = own.parent / "export.json"
    file.write_text(json.dumps(tasks), encoding="utf-8")
    with Casebook.open(own) as casebook:
        return take_tasks(casebook, file, "Ada")


def claims_of(own: Path, made: dict[str, Any]) -> list[Claim]:
    with Casebook.open(own) as casebook:
        return casebook.claims_of(made["data"]["document_id"])


def the_task(tasks: list[dict[str, Any]], title: str) -> dict[str, Any]:
    return next(made for made in tasks if made["data"]["title"] == title)


def test_tasks_have_the_form_and_the_labels_of_the_configuration(own: Path, tasks: list[dict[str, Any]]) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(tasks)
    config = ElementTree.parse(own.parent / "out" / CONFIG).getroot()
    controls = {tag.get("name"): tag for tag in config.iter() if tag.get("toName")}
    labels = {label.get("value") for label in controls["label"].iter("Label")}
    choices = {choice.get("value") for choice in controls["status"].iter("Choice")}
    assert len(tasks) == 6
    for made in tasks:
        text, ids = made["data"]["text"], set()
        for result in made["predictions"][0]["result"]:
            if result["type"] == "relation":
                assert {result["from_id"], result["to_id"]} <= ids
                continue
            ids.add(result["id"])
            value, control = result["value"], controls[result["from_name"]]
            assert control.get("toName") == result["to_name"] == "text"
            assert control.tag.lower() == result["type"]
            if result["type"] == "labels":
                assert text[value["start"] : value["end"]] == value["text"] and set(value["labels"]) <= labels
            if result["type"] == "choices":
                assert set(value["choices"]) <= choices


def test_what_nobody_changed_makes_no_decision(own: Path, tasks: list[dict[str, Any]]) -> None:
    for made in tasks:
        annotated(made)
    taken = take(own, tasks)
    assert (taken.added, taken.problems, taken.unchanged) == ([], [], len(tasks))


def test_each_correction_is_a_signed_decision_that_the_next_build_honours(
    own: Path, tasks: list[dict[str, Any]]
) -> None:
    made = the_task(tasks, "Shells hit Dolna")
    toll = next(c for c in claims_of(own, made) if any(q.best == 18 for q in c.quantities))
    result = annotated(made)
    figure = next(r for r in result if r["type"] == "textarea" and r["value"]["text"] == ["killed civilians 18"])
    figure["value"]["text"] = ["killed civilians 19"]
    status = next(r for r in result if r["type"] == "choices" and r["id"] == toll.claim_id)
    status["value"]["choices"] = ["denied"]
    label = next(r for r in result if r["type"] == "labels" and r["id"] == toll.claim_id)
    label["value"]["labels"] = ["air_strike"]
    place = next(r for r in result if r["type"] == "textarea" and r["id"].startswith(f"{toll.claim_id}.place"))
    place["value"]["text"] = ["xo-brisk"]
    dropped = {r["id"] for r in result if r["type"] == "labels" and r["id"].startswith(f"{toll.claim_id}.actor")}
    assert dropped
    result[:] = [r for r in result if r.get("id") not in dropped and r.get("to_id") not in dropped]
    made["annotations"][0]["result"] = result
    taken = take(own, tasks)
    assert not taken.problems and len(taken.added) == 5
    again = take(own, tasks)
    assert (again.added, again.known) == ([], 5)
    with Casebook.open(own) as casebook:
        assert {(d.kind, d.by, d.at) for d in casebook.decisions()} == {("correct", "Ada", AT)}
        build(casebook)
        now = casebook.claim(toll.claim_id)
    assert (now.event_type, now.status) == ("air_strike", "denied")
    assert now.place is not None and now.place.place_id == "xo-brisk"
    assert {(q.measure, q.best) for q in now.quantities if q.of == "civilians"} == {("killed", 19)}
    assert not any(p.role == "actor" for p in now.participants)


def drawn(name: str, run: dict[str, Any], label: str) -> dict[str, Any]:
    """A region that somebody drew."""
    value = {**run, "labels": [label]}
    return {"id": name, "type": "labels", "from_name": "label", "to_name": "text", "value": value}


def test_a_claim_taken_away_is_rejected_and_one_drawn_is_added(own: Path, tasks: list[dict[str, Any]]) -> None:
    made = the_task(tasks, "Clashes at Brisk")
    gone = claims_of(own, made)[0]
    result = annotated(made)
    ours = {region.id for region in regions_of(gone)}
    result[:] = [r for r in result if not {r.get("id"), r.get("from_id"), r.get("to_id")} & ours]
    text = made["data"]["text"]
    start = text.index("exploded")
    at = {"start": start, "end": start + 8, "text": "exploded"}
    here = {"start": text.index("dozens"), "end": text.index("dozens") + 6, "text": "dozens"}
    place = {"start": text.index("Velmora"), "end": text.index("Velmora") + 7, "text": "Velmora"}
    result += [
        drawn("n1", at, "bombing"),
        drawn("n2", here, "figure"),
        {
            **drawn("n2", here, ""),
            "type": "textarea",
            "from_name": "value",
            "value": {**here, "text": ["killed vague"]},
        },
        drawn("n3", place, "place"),
        drawn("n4", place, "target"),
        {"type": "relation", "from_id": "n1", "to_id": "n2", "direction": "right"},
        {"type": "relation", "from_id": "n3", "to_id": "n1", "direction": "left"},
    ]
    made["annotations"][0]["result"] = result
    taken = take(own, tasks)
    assert len(taken.added) == 2, taken
    (problem,) = taken.problems
    assert "belongs to no claim" in problem and "task" in problem and made["data"]["document_id"] in problem
    with Casebook.open(own) as casebook:
        assert sorted(d.kind for d in casebook.decisions()) == ["add", "reject"]
        build(casebook)
        assert gone.claim_id not in {claim for event in casebook.events() for claim in event.claim_ids}
        (new,) = (c for c in casebook.claims_of(made["data"]["document_id"]) if c.trigger.quote == "exploded")
    assert new.event_type == "bombing" and new.place is not None and new.place.place_id == "xo-velmora"
    assert new.quantities[0].bound == "vague"


def test_ids_that_the_tool_gave_anew_are_known_by_their_place(own: Path, tasks: list[dict[str, Any]]) -> None:
    for made in tasks:
        renamed: dict[str, str] = {}
        for result in annotated(made):
            for key in ("id", "from_id", "to_id"):
                if key in result:
                    result[key] = renamed.setdefault(result[key], f"r{len(renamed)}#12")
    taken = take(own, tasks)
    assert (taken.added, taken.problems) == ([], [])


def test_a_wrong_task_is_told_and_the_others_go_through(own: Path, tasks: list[dict[str, Any]]) -> None:
    tasks[0]["data"]["document_id"] = "doc-none"
    tasks[1]["data"]["text"] += " more"
    made = the_task(tasks, "Clashes at Brisk")
    result = annotated(made)
    figure = next(r for r in result if r["type"] == "textarea" and "killed" in r["value"]["text"][0])
    figure["value"]["text"] = ["slain 6"]
    status = next(r for r in result if r["type"] == "choices")
    status["value"]["choices"] = ["denied"]
    made["annotations"].insert(0, {"was_cancelled": True, "result": [], "updated_at": "2033-01-01T00:00:00Z"})
    taken = take(own, tasks)
    assert len(taken.added) == 1 and len(taken.problems) == 3
    assert "task 1" in taken.problems[0] and "task 2" in taken.problems[1] and "slain" in taken.problems[2]


@pytest.mark.parametrize(("content", "words"), [("{", "JSON"), ("{}", "list of tasks")])
def test_what_is_no_export_is_refused(own: Path, tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "x.json").write_text(content)
    with Casebook.open(own) as casebook, pytest.raises(UsageError, match=words):
        take_tasks(casebook, tmp_path / "x.json", "Ada")


def test_places_beyond_the_basic_plane_count_as_the_tool_counts_them(own: Path) -> None:
    with Casebook.open(own) as casebook:
        document = casebook.documents()[0]
        claims = casebook.claims_of(document.document_id)
    moved = Document(document_id="doc-x", file="x", text="😀" + document.text)
    (first, *_) = regions_of(claims[0])
    for at in range(len(moved.text) + 1):
        assert code_points(moved.text, utf16(moved.text, at)) == at
    assert utf16(moved.text, first.start + 1) == first.start + 2
    assert task(document, claims)["predictions"][0]["result"][0]["value"]["start"] == first.start
