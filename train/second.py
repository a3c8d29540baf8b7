"""A second model for incident templates: which of the strings that a network holds for fillers fill which incident.

In: for each document its text and the places that the network thinks of, however little (`Said`), what is known of
strings from the documents that network learned from (`Known`), and the templates of the key. The documents must be new
to the network, or it is far surer of them than it will be. Out: a template for each type of incident that is likely
enough, with the strings that are likely enough in it, each a regression (scikit-learn) over a few dozen numbers. A type
that is likely to be told of twice has a second template, of which nothing but the type is said.

Where the count of right ones over the mean of given and wanted ones is to be great, whatever is right with a chance of
half of that score is worth giving; the three bounds below are about that.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import PredefinedSplit, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from train.templates import KINDS, ROLES, Template

Rows = NDArray[np.float64]
Sure = tuple[int, int, float]
"""The number of a string, that of a type, how likely the string fills an incident of that type."""
FOLDS = 5
LEAST = 0.002  # a string less likely than this is no candidate
INCIDENT, FILLER, TWICE = 0.25, 0.22, 0.25
RARE = 10  # a type that fewer documents tell of is never given
AROUND = 6  # words to each side


@dataclass(frozen=True, slots=True)
class Place:
    """A place that may be a filler: its role, its words as they are compared, how likely, the chances of the types, the
    number of its sentence."""

    role: str
    words: str
    chance: float
    kinds: tuple[float, ...]
    sentence: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a network says of a document: ``text`` as strings are compared, the number of its sentences."""

    text: str
    sentences: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class String:
    """All places of one role with the same words; ``chance``: that one of them at least is right."""

    role: int
    words: str
    chance: float
    kinds: Rows
    places: tuple[Place, ...]


class Known:
    """How many documents have a string, or its last word, and how many have it as a filler of a role."""

    def __init__(self, documents: Sequence[tuple[str, Sequence[Template]]]) -> None:
        self.filled: Counter[tuple[str, str]] = Counter()
        self.stands: Counter[str] = Counter()
        self.last_filled: Counter[tuple[str, str]] = Counter()
        self.last_stands: Counter[str] = Counter()
        for _, key in documents:
            own = {(role, words) for one in key for role in ROLES for entity in one.roles[role] for words in entity}
            own = {(role, words) for role, words in own if words}
            self.filled.update(own)
            self.last_filled.update({(role, words.split()[-1]) for role, words in own})
        by_last = defaultdict(list)
        for words in {words for _, words in self.filled}:
            by_last[words.split()[-1]].append(words)
        for text, _ in documents:
            single = set(text.split())
            self.last_stands.update(single)
            self.stands.update(words for last in single & by_last.keys() for words in by_last[last] if _in(words, text))

    def numbers(self, role: str, words: str) -> list[float]:
        last = words.split()[-1]
        filled, stands = self.filled[role, words], self.stands[words]
        last_filled, last_stands = self.last_filled[role, last], self.last_stands[last]
        return [
            math.log((filled + 0.3) / (max(stands - filled, 0) + 1)), float(stands > 0),
            math.log((last_filled + 0.3) / (max(last_stands - last_filled, 0) + 3)), math.log(last_stands + 1),
        ]  # fmt: skip


def _in(shorter: str, longer: str) -> bool:
    return f" {shorter} " in f" {longer} "


def strings_of(said: Said) -> list[String]:
    """The strings that are candidates."""
    grouped: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in said.places:
        if place.words:
            grouped[place.role, place.words].append(place)
    found = []
    for (role, words), own in grouped.items():
        chances = np.array([min(place.chance, 0.9999) for place in own])
        chance = float(1 - np.prod(1 - chances))
        if chance >= LEAST:
            kinds = np.average([place.kinds for place in own], axis=0, weights=chances)
            found.append(String(ROLES.index(role), words, chance, kinds, tuple(own)))
    return found


@dataclass(frozen=True, slots=True)
class _Case:
    """A document made ready: its strings with what is counted of each, and of all."""

    said: Said
    strings: list[String]
    own: list[list[float]]
    around: list[str]
    surest: list[float]  # of each role
    summed: list[float]
    evidence: Rows  # [2, types]: summed, greatest


def _case(said: Said, known: Known) -> _Case:
    strings = strings_of(said)
    surest = [max((one.chance for one in strings if one.role == role), default=0.0) for role in range(len(ROLES))]
    summed = [sum(one.chance for one in strings if one.role == role) for role in range(len(ROLES))]
    each = np.array([one.chance * one.kinds for one in strings] or [np.zeros(len(KINDS))])
    by_sentence: dict[int, Rows] = defaultdict(lambda: np.zeros(len(ROLES)))
    for place in said.places:
        by_sentence[place.sentence][ROLES.index(place.role)] += place.chance
    own = []
    for one in strings:
        same = [other for other in strings if other.role == one.role and other is not one]
        best = max(one.places, key=lambda place: place.chance)
        first = min(place.sentence for place in one.places)
        stands = f" {said.text} ".count(f" {one.words} ")
        own.append([
            math.log(one.chance / (1.0001 - one.chance) + 1e-4), math.log(stands + 1), len(one.places),
            sum(place.chance for place in one.places) / max(stands, 1), math.log(one.chance / surest[one.role]),
            max((other.chance for other in same if _in(one.words, other.words)), default=0.0),
            max((other.chance for other in same if _in(other.words, one.words)), default=0.0),
            sum(other.chance > one.chance for other in same), first, first / said.sentences, best.sentence,
            len(one.words.split()), len(one.words), float(any(letter.isdigit() for letter in one.words)),
            *known.numbers(ROLES[one.role], one.words), *(float(one.role == role) for role in range(len(ROLES))),
            *np.log(by_sentence[best.sentence] + 0.01), float(one.kinds.max()),
        ])  # fmt: skip
    around = [_around(said.text, ROLES[one.role], one.words) for one in strings]
    return _Case(said, strings, own, around, surest, summed, np.array([each.sum(0), each.max(0)]))


def _around(text: str, role: str, words: str) -> str:
    """The words of a string and those around the first place where it stands, each said of what role and where."""
    before, _, after = f" {text} ".partition(f" {words} ")
    left, right = before.split()[-AROUND:], after.split()[:AROUND]
    told = [f"own:{word}" for word in words.split()]
    told += [f"left:{word}" for word in left] + [f"right:{word}" for word in right]
    told += [f"last:{word}" for word in left[-1:]] + [f"next:{word}" for word in right[:1]]
    return " ".join(f"{role}:{one}" for one in told)


def _words(strength: float) -> Pipeline:
    return make_pipeline(
        TfidfVectorizer(min_df=3, max_df=0.5, sublinear_tf=True, token_pattern=r"[a-z]{3,}"),
        LogisticRegression(C=strength, max_iter=300),
    )


def _signs() -> Pipeline:
    tfidf = TfidfVectorizer(min_df=3, binary=True, token_pattern=r"\S+", lowercase=False)
    return make_pipeline(tfidf, LogisticRegression(C=1.0, max_iter=300))


def _numbers(strength: float) -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=500))


@dataclass(slots=True)
class _Fitted:
    """A model, and what it says of what it was fitted on: each fold by one fitted on the others."""

    model: Pipeline
    crossed: Rows


def _fitted(model: Pipeline, given: Any, wanted: Sequence[bool], document: Sequence[int], *, log: bool) -> _Fitted:
    split = PredefinedSplit(np.asarray(document) % FOLDS)
    method = "decision_function" if log else "predict_proba"
    crossed = cross_val_predict(model, given, wanted, cv=split, method=method)
    return _Fitted(model.fit(given, wanted), crossed if log else crossed[:, 1])


@dataclass(frozen=True, slots=True)
class Weighed:
    """How likely a document tells of an incident of each type, each string fills one, and there are two of one type."""

    kinds: Mapping[int, float]
    fillers: Mapping[tuple[str, str, int], float]
    twice: Mapping[int, float]


class Second:
    """Fitted on documents that are new to the network that tells of them; ``known`` is of what that one learned
    from."""

    def __init__(self, told: Sequence[Said], known: Sequence[Known], keys: Sequence[Sequence[Template]]) -> None:
        cases = [_case(said, own) for said, own in zip(told, known, strict=True)]
        counted = [Counter(name for one in key for name in one.kind.split(" / ")[:1]) for key in keys]
        right = [_right(key) for key in keys]
        every = range(len(cases))
        texts = [said.text for said in told]
        self.kinds = [k for k, name in enumerate(KINDS) if sum(name in own for own in counted) >= RARE]

        def of_words(wanted: Sequence[bool]) -> _Fitted:
            return _fitted(_words(3.0), texts, wanted, every, log=True)

        self.any_words = of_words([bool(own) for own in counted])
        self.kind_words = {k: of_words([KINDS[k] in own for own in counted]) for k in self.kinds}
        self.kind_models = {}
        for k in self.kinds:
            given = [
                self._of_kind(case, k, self.kind_words[k].crossed[i], self.any_words.crossed[i])
                for i, case in enumerate(cases)
            ]  # fmt: skip
            wanted = [KINDS[k] in own for own in counted]
            self.kind_models[k] = _fitted(_numbers(0.3), given, wanted, every, log=False)
        likely = [{k: float(self.kind_models[k].crossed[i]) for k in self.kinds} for i in every]

        flat = [(i, j) for i, case in enumerate(cases) for j in range(len(case.strings))]
        fills = [any(_named(cases[i].strings[j]) == one[:2] for one in right[i]) for i, j in flat]
        self.signs = _fitted(_signs(), [cases[i].around[j] for i, j in flat], fills, [i for i, _ in flat], log=True)
        pairs, rows = [], []
        for (i, j), sign in zip(flat, self.signs.crossed, strict=True):
            for k, row in self._of_filler(cases[i], j, float(sign), likely[i]):
                pairs.append((i, j, k))
                rows.append(row)
        wanted = [(*_named(cases[i].strings[j]), KINDS[k]) in right[i] for i, j, k in pairs]
        self.fillers = _fitted(_numbers(0.05), rows, wanted, [i for i, _, _ in pairs], log=False)
        sure: dict[int, list[Sure]] = defaultdict(list)
        for (i, j, k), chance in zip(pairs, self.fillers.crossed, strict=True):
            sure[i].append((j, k, float(chance)))
        again = [(i, k) for i in every for k in self.kinds if likely[i][k] >= INCIDENT]
        rows = [_of_twice(cases[i], likely[i], k, sure[i]) for i, k in again]
        wanted = [counted[i][KINDS[k]] > 1 for i, k in again]
        self.twice = _numbers(0.1).fit(rows, wanted)

    def weighed(self, said: Said, known: Known) -> Weighed:
        """How likely what a network says of a document is, which nothing here was fitted on."""
        case = _case(said, known)
        told = float(self.any_words.model.decision_function([said.text])[0])
        likely, twice = {}, {}
        for k in self.kinds:
            words = float(self.kind_words[k].model.decision_function([said.text])[0])
            likely[k] = float(self.kind_models[k].model.predict_proba([self._of_kind(case, k, words, told)])[0, 1])
        sure: list[Sure] = []
        if case.strings:
            signs = self.signs.model.decision_function(case.around)
            rows = [(j, k, row) for j, sign in enumerate(signs) for k, row in self._of_filler(case, j, sign, likely)]
            if rows:
                chances = self.fillers.model.predict_proba([row for _, _, row in rows])[:, 1]
                sure = [(j, k, float(chance)) for (j, k, _), chance in zip(rows, chances, strict=True)]
        for k in self.kinds:
            twice[k] = float(self.twice.predict_proba([_of_twice(case, likely, k, sure)])[0, 1])
        return Weighed(likely, {(*_named(case.strings[j]), k): chance for j, k, chance in sure}, twice)

    def _of_kind(self, case: _Case, kind: int, words: float, told: float) -> list[float]:
        summed, greatest = np.log(case.evidence + np.array([[0.01], [0.003]]))
        return [
            words, told, summed[kind], greatest[kind], summed.max(), greatest.max(),
            *np.log(np.array(case.surest) + 1e-3), math.log(case.said.sentences),
        ]  # fmt: skip

    def _of_filler(
        self, case: _Case, at: int, sign: float, likely: Mapping[int, float]
    ) -> Iterable[tuple[int, list[float]]]:  # fmt: skip
        """The types that a string may be a filler of, with the numbers of each."""
        one, nothing = case.strings[at], float(np.prod([1 - chance for chance in likely.values()]))
        for k, chance in likely.items():
            if chance < 0.05 or (one.kinds[k] < 0.02 and chance < 0.3):
                continue
            own, whole = math.log(one.kinds[k] + 1e-3), math.log(chance + 0.003)
            yield k, [
                *case.own[at], *np.log(np.array(case.surest) + 1e-3), *case.summed, math.log(case.said.sentences), sign,
                own, whole, own + whole, chance, max(likely.values()), sum(likely.values()), nothing,
                chance - max((other for m, other in likely.items() if m != k), default=0.0),
                *(float(k == m) for m in likely),
            ]  # fmt: skip


def _named(one: String) -> tuple[str, str]:
    return ROLES[one.role], one.words


def _right(key: Sequence[Template]) -> set[tuple[str, str, str]]:
    return {
        (role, words, kind)
        for one in key for kind in one.kind.split(" / ") for role in ROLES
        for entity in one.roles[role] for words in entity
    }  # fmt: skip


def _of_twice(case: _Case, likely: Mapping[int, float], kind: int, sure: Sequence[Sure]) -> list[float]:
    hit = [case.strings[j] for j, k, chance in sure if k == kind and chance > FILLER and case.strings[j].role in (2, 3)]
    firsts = [min(place.sentence for place in one.places) for one in hit] or [0]
    return [
        math.log(likely[kind] / (1.001 - likely[kind])), sum(likely.values()), math.log(case.said.sentences),
        sum(one.role == 2 for one in hit), sum(one.role == 3 for one in hit), max(firsts) - min(firsts),
        *case.summed, float(kind == 0), float(kind == 1),
    ]  # fmt: skip


def templates_of(views: Sequence[Weighed]) -> list[Template]:
    """The templates of a document, by the mean of what is likely by each of some networks; what one does not tell of is
    not likely by it. Of strings that hold one another in a role the likeliest one is given."""
    fillers: Counter[tuple[str, str, int]] = Counter()
    for view in views:
        fillers.update(view.fillers)
    found = []
    for k in views[0].kinds:
        if sum(view.kinds[k] for view in views) / len(views) < INCIDENT:
            continue
        roles: dict[str, list[str]] = {role: [] for role in ROLES}
        for (role, words, kind), summed in fillers.most_common():
            if (
                kind == k
                and summed / len(views) >= FILLER
                and not any(_in(words, o) or _in(o, words) for o in roles[role])
            ):
                roles[role].append(words)
        named = {role: tuple(frozenset([one]) for one in own) for role, own in roles.items()}
        found.append(Template(KINDS[k], named))
        if sum(view.twice[k] for view in views) / len(views) >= TWICE:
            found.append(Template(KINDS[k], dict.fromkeys(ROLES, ())))
    return found
