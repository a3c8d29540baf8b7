"""Event types, measures, classes of people and cue words, from ``event_types.yaml``, ``people.yaml`` and ``cues.yaml``.

In: the data folder, then the user's folder, whose files of the same name add types and words.  Out: `Codebook`. Fails
with `LexiconError` naming the file and the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from crosswire.errors import LexiconError
from crosswire.lexicon.phrases import PhraseTable, plural, verb_forms
from crosswire.model import Measure, Of
from crosswire.yaml_file import read_yaml

FILES = ("event_types.yaml", "people.yaml", "cues.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One kind of happening.  Two claims may tell of one event only within one ``family``; of several types in a
    clause the one with the highest ``rank`` names the happening.  ``plover`` is (event, mode), each may be None.
    """

    id: str
    label: str
    family: str
    rank: int
    plover: tuple[str | None, str | None]
    fires: str
    silent: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that says what happened (``event_type``) or what is counted (``measure``).

    ``form``: ``object`` (a verb whose object is counted), ``self`` (a verb whose subject is counted, alone or in a
    phrase), ``noun``, ``adjective``, ``toll`` (a noun whose complement is the figure: "death toll"), ``phrase``,
    ``care`` (a word that counts people by what hangs on it: "took to hospital"), or ``verb`` for event types,
    ``ground`` for a verb that is one by what hangs on it ("entered the town").
    """

    form: str
    event_type: str | None = None
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Words for reporting, for what has not happened, for who did it, case-folded.  Sets of verbs and nouns hold
    inflected forms, those from ``carried_out`` on base forms.  ``attitudes``: verbs of saying, asking, promising,
    thinking and judging; ``moving``: those that tell of it with what hangs on them (`crosswire.extract.moved`);
    ``of_moved``: words one of which stands where they count people.  ``ground``: what is done to ground, by class
    (`crosswire.extract.ground`); ``of_ground``: its verbs and its nouns of taking; ``stances``: words of
    statements, by class (`crosswire.extract.statements`).
    """

    reporting: frozenset[str]
    asking: frozenset[str]
    attitudes: frozenset[str]
    closing: frozenset[str]
    inverting: frozenset[str]
    addressing: frozenset[str]
    giving: frozenset[str]
    sums: frozenset[str]
    claimed: frozenset[str]
    when: frozenset[str]
    quoting: frozenset[str]
    again: frozenset[str]
    hearsay: frozenset[str]
    reporting_nouns: frozenset[str]
    according: PhraseTable[str]
    citing: frozenset[str]
    passing: PhraseTable[str]
    hedges: frozenset[str]
    unnamed_heads: frozenset[str]
    threatened: frozenset[str]
    planned: frozenset[str]
    demanded: frozenset[str]
    predicted: frozenset[str]
    denied: frozenset[str]
    possible_modals: frozenset[str]
    predicted_modals: frozenset[str]
    negations: frozenset[str]
    telling: frozenset[str]
    doing: frozenset[str]
    harming: frozenset[str]
    befalling: frozenset[str]
    undergone: frozenset[str]
    said_things: frozenset[str]
    arms: frozenset[str]
    mutual: frozenset[str]
    means: frozenset[str]
    carried_out: frozenset[str]
    not_carried_out: frozenset[str]
    prepared: frozenset[str]
    prevented: frozenset[str]
    rejected: frozenset[str]
    answered_for: frozenset[str]
    bargained: frozenset[str]
    plans: frozenset[str]
    unfulfilled: frozenset[str]
    nominal_acts: frozenset[str]
    cared: frozenset[str]
    hospitals: frozenset[str]
    remains: frozenset[str]
    bodies: frozenset[str]
    lost: frozenset[str]
    done_with_bodies: frozenset[str]
    deaths_of_people: frozenset[str]
    offices: frozenset[str]
    warded_off: frozenset[str]
    lasting: frozenset[str]
    driving: frozenset[str]
    homes: frozenset[str]
    leaving: frozenset[str]
    borders: frozenset[str]
    carriers: frozenset[str]
    deals: frozenset[str]
    carrying: frozenset[str]
    entering: frozenset[str]
    recruiting: frozenset[str]
    holding: frozenset[str]
    yielding: frozenset[str]
    sending: frozenset[str]
    gathering: frozenset[str]
    ailing: frozenset[str]
    ailments: frozenset[str]
    aid_goods: frozenset[str]
    moving: frozenset[str]
    of_moved: frozenset[str]
    ground: Mapping[str, frozenset[str]]
    of_ground: frozenset[str]
    stances: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """What may happen, in which words, to whom: the part of the lexicon that is about language.  ``weapons``: nouns in
    small letters, and the type of the attacks that are made with them."""

    event_types: Mapping[str, EventType]
    measure_types: Mapping[Measure, str]
    triggers: PhraseTable[Trigger]
    weapons: Mapping[str, str]
    people: PhraseTable[Of]
    cues: Cues


def _read(folders: Sequence[Path], name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for folder in folders:
        path = folder / name
        if not path.exists():
            continue
        try:
            content = read_yaml(path)
        except ValueError as error:
            raise LexiconError(f"{path}: not readable as YAML ({error}). Mend the file and try again.") from error
        if not isinstance(content, dict):
            raise LexiconError(f"{path}: expected a mapping at the top. See the shipped file of that name.")
        yield path, content


class _Inflection:
    def __init__(self, irregular: Mapping[str, list[str]]) -> None:
        self.irregular = irregular

    def verb(self, base: str) -> list[str]:
        return self.irregular.get(base) or verb_forms(base)

    def noun(self, base: str) -> list[str]:
        return [base, self.irregular.get(base) or plural(base)]  # type: ignore[list-item]


def _trigger_entries(files: list[tuple[Path, dict[str, Any]]]) -> Iterator[tuple[str, Trigger]]:
    irregular: dict[str, list[str]] = {}
    for _, content in files:
        irregular.update(content.get("irregular", {}))
    inflect = _Inflection(irregular)
    for _, content in files:
        for type_id, body in content.get("types", {}).items():
            for verb in body.get("verbs", []):
                for form in inflect.verb(verb):
                    yield form, Trigger("verb", event_type=type_id)
            for noun in body.get("nouns", []):
                for form in (noun, plural(noun)):
                    yield form, Trigger("noun", event_type=type_id)
            for phrase in body.get("phrases", []):
                yield phrase, Trigger("phrase", event_type=type_id)
        for measure, body in content.get("measures", {}).items():
            for form_name, words in (("object", body.get("verbs", [])), ("self", body.get("self", []))):
                for verb in words:
                    for form in inflect.verb(verb):
                        yield form, Trigger(form_name, measure=measure)
            for form_name in ("nouns", "tolls"):
                for noun in body.get(form_name, []):
                    for form in (noun, plural(noun)):
                        yield form, Trigger(form_name[:-1], measure=measure)
            for adjective in body.get("adjectives", []):
                yield adjective, Trigger("adjective", measure=measure)
            for form_name, key in (("phrase", "phrases"), ("self", "self_phrases")):
                for phrase in body.get(key, []):
                    yield phrase, Trigger(form_name, measure=measure)


def _said_before(known: EventType | None) -> dict[str, Any]:
    """What an earlier file says of a type: a later one repeats only what it changes."""
    if known is None:
        return {}
    event, mode = known.plover
    plain = {name: getattr(known, name) for name in ("label", "family", "rank", "fires", "silent")}
    return {**plain, "plover": {"event": event, "mode": mode}}


def load_codebook(folders: Sequence[Path]) -> Codebook:
    """Read the codebook from the shipped folder and then the user's; later files add to earlier ones."""
    files = list(_read(folders, "event_types.yaml"))
    types: dict[str, EventType] = {}
    measures: dict[Measure, str] = {}
    for path, content in files:
        for type_id, body in content.get("types", {}).items():
            body = {**_said_before(types.get(type_id)), **body}
            try:
                plover = body.get("plover") or {}
                types[type_id] = EventType(
                    id=type_id, label=body["label"], family=body["family"], rank=int(body["rank"]),
                    plover=(plover.get("event"), plover.get("mode")), fires=body["fires"], silent=body["silent"],
                )  # fmt: skip
            except KeyError as error:
                raise LexiconError(f"{path}: type {type_id} lacks {error}. Add it as the shipped file does.") from error
        for measure, body in content.get("measures", {}).items():
            if measure not in get_args(Measure):
                raise LexiconError(f"{path}: unknown measure {measure}. Use one of {', '.join(get_args(Measure))}.")
            measures.setdefault(measure, body["type"])
    return Codebook(
        event_types=types,
        measure_types=measures,
        triggers=PhraseTable(_trigger_entries(files)),
        weapons={
            form: type_id
            for _, content in files
            for type_id, body in content.get("types", {}).items()
            for noun in body.get("weapons", [])
            for form in (noun, plural(noun))
        },
        people=PhraseTable(_people_entries(list(_read(folders, "people.yaml")))),
        cues=_cues(list(_read(folders, "cues.yaml"))),
    )


def _people_entries(files: list[tuple[Path, dict[str, Any]]]) -> Iterator[tuple[str, Of]]:
    for path, content in files:
        plurals = content.get("irregular_plurals", {})
        for of, nouns in content.get("classes", {}).items():
            if of not in get_args(Of):
                raise LexiconError(f"{path}: unknown class {of}. Use one of {', '.join(get_args(Of))}.")
            for noun in nouns:
                yield noun, of
                head, _, last = noun.rpartition(" ")
                yield f"{head} {plurals.get(last) or plural(last)}".strip(), of


_MOVING = (
    "driving", "leaving", "carrying", "sending", "gathering", "ailing", "cared", "entering", "recruiting", "holding",
    "yielding",
)  # fmt: skip


_GROUND = (
    "invading",
    "winning",
    "retreating",
    "cutting",
    "gaining",
    "besieging",
    "relieving",
    "passing_over",
    "hoisting",
)
_OF_GROUND = ("ways", "gains", "sieges", "takings")
_STANCES = ("naming", "voicing", "refusing")
_OF_STANCES = ("outrages", "charges", "deeds")


def _cues(files: list[tuple[Path, dict[str, Any]]]) -> Cues:
    words: dict[str, list[str]] = {}
    irregular: dict[str, list[str]] = {}
    for _, content in files:
        irregular.update(content.get("irregular", {}))
        for key, values in content.items():
            if key != "irregular":
                words.setdefault(key, []).extend(values)
    inflect = _Inflection(irregular)

    def verbs(key: str) -> frozenset[str]:
        return frozenset(form for base in words.get(key, []) for form in inflect.verb(base))

    def nouns(key: str) -> frozenset[str]:
        return frozenset(form for base in words.get(key, []) for form in (base, plural(base)))

    def plain(key: str) -> frozenset[str]:
        return frozenset(words.get(key, []))

    return Cues(
        reporting=verbs("reporting"), closing=verbs("closing"), asking=verbs("asking"),
        attitudes=frozenset().union(*map(verbs, ("reporting", "asking", "promising", "thinking", "judging"))),
        inverting=verbs("inverting"), addressing=verbs("addressing"),
        giving=verbs("giving"), sums=plain("sums"), claimed=plain("claimed"), when=plain("when"),
        quoting=verbs("quoting"), again=nouns("again"),
        hearsay=nouns("hearsay"), reporting_nouns=nouns("reporting_nouns"),
        according=PhraseTable((phrase, phrase) for phrase in words.get("according", [])),
        citing=plain("citing"), passing=PhraseTable((phrase, phrase) for phrase in words.get("passing", [])),
        hedges=plain("hedges"), unnamed_heads=nouns("unnamed_heads"), threatened=verbs("threatened"),
        planned=verbs("planned"), demanded=verbs("demanded"), predicted=verbs("predicted"), denied=verbs("denied"),
        possible_modals=plain("possible_modals"), predicted_modals=plain("predicted_modals"),
        negations=plain("negations"), telling=verbs("telling"), doing=verbs("doing"), harming=verbs("harming"),
        befalling=nouns("befalling"), undergone=nouns("undergone"),
        said_things=plain("said_things"), arms=plain("arms"),
        mutual=nouns("mutual_nouns") | verbs("mutual_verbs"), means=nouns("means"),
        carried_out=plain("carried_out"), not_carried_out=plain("not_carried_out"),
        prepared=plain("prepared"), prevented=plain("prevented"), rejected=plain("rejected"),
        answered_for=plain("answered_for"), bargained=plain("bargained"), plans=plain("plans"),
        unfulfilled=plain("unfulfilled"), nominal_acts=plain("nominal_acts"),
        cared=verbs("cared"), hospitals=plain("hospitals"), remains=nouns("remains"),
        bodies=plain("bodies"), lost=plain("lost"), done_with_bodies=plain("done_with_bodies"),
        deaths_of_people=plain("deaths_of_people"),
        offices=nouns("offices"), warded_off=plain("warded_off"), lasting=plain("lasting"),
        driving=verbs("driving"), homes=nouns("homes"), leaving=verbs("leaving"), borders=nouns("borders"),
        carriers=nouns("carriers"), deals=plain("deals"), carrying=verbs("carrying"),
        entering=verbs("entering"), recruiting=verbs("recruiting"),
        holding=verbs("holding"), yielding=verbs("yielding"),
        sending=verbs("sending") | verbs("gathering"), gathering=verbs("gathering"),
        ailing=verbs("ailing"), ailments=nouns("ailments"), aid_goods=nouns("aid_goods"),
        moving=frozenset().union(*map(verbs, _MOVING)),
        of_moved=frozenset().union(
            *map(verbs, _MOVING), *map(nouns, ("homes", "borders", "carriers", "ailments", "aid_goods"))
        ),
        ground={key: verbs(key) for key in _GROUND} | {key: nouns(key) for key in _OF_GROUND},
        stances={key: verbs(key) for key in _STANCES} | {key: nouns(key) for key in _OF_STANCES},
        of_ground=frozenset().union(*map(verbs, _GROUND), nouns("takings")),
    )  # fmt: skip
