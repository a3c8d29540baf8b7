"""Runs of a text that may name a place, before anything decides which place.

In: text, passages, gazetteer, and the names of actors.  Out: `Span` candidates (offsets of the document, sorted, no
overlap) that the gazetteer knows under their transliteration key, and unknown names that a type word calls a place
("the village of X").  What is part of a longer name (a person's, a unit's) is left out here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from crosswire.extract.numbers.words import BELOW_HUNDRED
from crosswire.extract.places.words import (
    ALONE,
    BESIDE,
    CLOSE,
    DIRECTION,
    NEVER,
    PRONOUNS,
    TITLES,
    TYPE_WORDS,
    WIDE_WORDS,
    Relation,
    TypeClass,
    continues_list,
    may_show_place,
    outside_of,
    relation,
    shows_place,
    type_class,
    unknown_names,
    wide,
)
from crosswire.lexicon.gazetteer import Entry, Gazetteer
from crosswire.lexicon.transliteration import ARTICLES, is_article, name_key, plain, word_key
from crosswire.model import Passage

#: Actors' names as plain words, by their first two; a name of one word has "" as its second.
ActorNames = dict[tuple[str, str], list[tuple[str, ...]]]

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’‘ʼʿʾ`´][^\W\d_]+)*['’‘ʼ`´]?")
_STOP = re.compile(r"[.!?:;\"“”•]|\n\s*\n|\s[-–—]\s")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_DIRECTION = re.compile(rf"{DIRECTION}$", re.I)
_JOINS = frozenset({" ", "-", "‑", "–", "\n", "\u00a0"})
_UNSEEN = frozenset({"furniture", "byline"})
_WINDOW = 110
_STRONG_TOWN = 100_000


@dataclass(slots=True)
class Token:
    """A word of the text with its plain form and key; ``joined``: only a blank or hyphen stands before it."""

    start: int
    end: int
    text: str
    plain: str
    joined: bool
    first: bool
    capital: bool
    possessive: bool = False

    @property
    def bare_end(self) -> int:
        found = _POSSESSIVE.search(self.text)
        return self.start + found.start() if found else self.end


COUNTS = BELOW_HUNDRED.keys() - {"one"}
"""Number words that may stand beside a name ("… in Velmora Three people were hurt")."""
_COMPANIONS = BESIDE | PRONOUNS | ALONE | COUNTS | TYPE_WORDS.keys()


@dataclass(slots=True)
class PlaceSpan:
    """A run of the text with what stands around it and the entries its key finds."""

    start: int
    end: int
    quote: str
    spelling: str
    entries: tuple[Entry, ...]
    before: str
    after: str
    passage: int
    title_case: bool = False
    part_of_name: bool = False
    ends_name: bool = False
    shown: bool = False
    half_shown: bool = False
    type_class: TypeClass | None = None
    relation: Relation = "in"
    listed: bool = False
    wide: bool = False
    outside: bool = False
    first: bool = False
    spelled: frozenset[str] = frozenset()
    scores: dict[str, float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The key under which all spellings of the name meet: "Velmora" and "al-Velmorah" in one text are one name."""
        return name_key(self.spelling)


def find_spans(
    text: str, passages: Sequence[Passage], gazetteer: Gazetteer, actor_names: ActorNames
) -> list[PlaceSpan]:
    """Every run of every passage that could name a place; furniture and bylines are left out."""
    runs = [(p.start, p.end, p.kind) for p in passages] or [(0, len(text), "sentence")]
    spans: list[PlaceSpan] = []
    for number, (start, end, kind) in enumerate(runs):
        if kind not in _UNSEEN:
            spans += _in_passage(text, start, end, number, gazetteer, actor_names)
    return spans


def read_tokens(text: str, start: int, end: int) -> list[Token]:
    """The words between two offsets.  A possessive ending belongs to its token and not to its plain form."""
    tokens: list[Token] = []
    previous_end, after_stop = start, True
    for found in _TOKEN.finditer(text, start, end):
        word, (begin, stop) = found[0], found.span()
        gap = text[previous_end:begin]
        first = after_stop or (gap != " " and _STOP.search(gap) is not None)
        bare = word if word.isalpha() else _POSSESSIVE.sub("", word)
        form = plain(bare.replace(".", "")) if "." in bare else plain(bare)
        joined = gap in _JOINS and not after_stop
        tokens.append(Token(begin, stop, word, form, joined, first, word[0].isupper(), bare != word))
        previous_end, after_stop = stop, False
    return tokens


def _title_case(tokens: list[Token], places: set[int]) -> bool:
    """Whether the words that are no places are capitalised as in a headline, so that a capital tells nothing."""
    others = [
        token for at, token in enumerate(tokens)
        if at not in places and not token.first and len(token.text) > 3 and token.plain not in BESIDE
    ]  # fmt: skip
    return len(others) >= 4 and sum(token.capital for token in others) > 0.8 * len(others)


def _in_passage(
    text: str, start: int, end: int, number: int, gazetteer: Gazetteer, actor_names: ActorNames
) -> Iterable[PlaceSpan]:
    tokens = read_tokens(text, start, end)
    taken = _actor_tokens(tokens, actor_names)
    found: list[tuple[int, int, PlaceSpan]] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        possible = token.capital or token.plain in ARTICLES
        hit = _longest(tokens, position, gazetteer, taken, actor_names) if possible else None
        if hit is None:
            position += 1
            continue
        last, spelling, entries = hit
        first = position
        head = tokens[first]
        tail = tokens[last]
        close = tail.bare_end
        span = PlaceSpan(
            start=head.start, end=close, quote=text[head.start : close], spelling=spelling, entries=entries,
            before=text[max(start, head.start - _WINDOW) : head.start], after=text[close : min(end, close + _WINDOW)],
            passage=number, first=head.first,
        )  # fmt: skip
        found.append((first, last, span))
        position = last + 1
    whole = _title_case(tokens, {at for first, last, _ in found for at in range(first, last + 1)})
    found = _without_parts(text, found, gazetteer)
    found += _unknown(text, start, end, number, tokens, taken, [span for _, _, span in found], gazetteer)
    found = _longest_of(found)
    for index, (first, last, span) in enumerate(found):
        span.title_case = whole
        near = span.before[-CLOSE:]
        span.spelled = frozenset(e.place_id for e in span.entries if gazetteer.spelled(e, span.spelling))
        span.type_class = type_class(span.before, span.after)
        span.relation = relation(span.before, span.after)
        span.wide, span.outside = wide(span.before, span.after), outside_of(near)
        span.shown = span.type_class is not None or shows_place(near)
        span.half_shown = may_show_place(near)
        if index > 0:
            earlier = found[index - 1][2]
            span.listed = (earlier.shown or earlier.listed) and continues_list(text[earlier.end : span.start])
        before_is_place = index > 0 and found[index - 1][1] == first - 1
        after_is_place = index + 1 < len(found) and found[index + 1][0] == last + 1
        left = not before_is_place and _names_on(tokens, first - 1, joined=tokens[first].joined, gazetteer=gazetteer)
        right = (
            not after_is_place and last + 1 < len(tokens) and not tokens[last].possessive
            and _names_on(tokens, last + 1, joined=tokens[last + 1].joined, gazetteer=gazetteer)
        )  # fmt: skip
        if not span.title_case:
            span.ends_name = left
            span.part_of_name = right
        yield span


def _unknown(
    text: str, start: int, end: int, number: int, tokens: list[Token], taken: set[int], known: list[PlaceSpan],
    gazetteer: Gazetteer,
) -> Iterable[tuple[int, int, PlaceSpan]]:  # fmt: skip
    """Names the gazetteer lacks and a type word calls places; they have no entries."""
    starts = [token.start for token in tokens]
    spans = [span.start for span in known], [span.end for span in known]  # in order, none within another
    for first, last, whole in unknown_names(text, start, end):
        inside = range(bisect_left(starts, first), bisect_left(starts, last))
        touched = known[bisect_right(spans[1], first) : bisect_left(spans[0], last)]
        words = {tokens[at].plain for at in inside if tokens[at].capital}
        if (
            not inside or not words - TITLES or (words - TITLES) & (NEVER | BESIDE | TYPE_WORDS.keys())
            or taken & set(inside)
            or any(tokens[at].text in gazetteer.demonyms for at in inside)
            or re.search(r"-[a-z]{3}", text[first:last])
            or any(not (whole and span.end < last) for span in touched)
        ):  # fmt: skip
            continue
        close = tokens[inside[-1]].bare_end
        span = PlaceSpan(
            start=first, end=close, quote=text[first:close], spelling=plain(text[first:close]), entries=(),
            before=text[max(start, first - _WINDOW) : first], after=text[close : min(end, close + _WINDOW)],
            passage=number,
        )  # fmt: skip
        yield inside[0], inside[-1], span


def _without_parts(
    text: str, found: Sequence[tuple[int, int, PlaceSpan]], gazetteer: Gazetteer
) -> list[tuple[int, int, PlaceSpan]]:
    """Without names side by side that cannot both be meant ("Bab Sharqi", "Ali Issa"): each is part of a longer name,
    which is an unknown place where a word shows one ("in Bab Sharqi").  "Karsten Ostravia", whose comma is lost, is
    two: places of one country, or a country, or large towns."""
    kept: list[tuple[int, int, PlaceSpan]] = []
    for one in found:
        if kept and text[kept[-1][2].end : one[2].start] == " " and _parts_of_one(kept[-1][2], one[2], gazetteer):
            first, _, begun = kept.pop()
            quote = text[begun.start : one[2].end]
            longer = replace(begun, end=one[2].end, quote=quote, spelling=plain(quote), entries=(), after=one[2].after)
            kept.append((first, one[1], longer))
        else:
            kept.append(one)
    return [one for one in kept if one[2].entries or shows_place(one[2].before[-CLOSE:])]


def _parts_of_one(a: PlaceSpan, b: PlaceSpan, gazetteer: Gazetteer) -> bool:
    if {entry.country for entry in a.entries} & {entry.country for entry in b.entries}:
        return False
    one, two = ([e for e in span.entries if gazetteer.spelled(e, span.spelling)] for span in (a, b))
    if any(entry.kind in ("country", "governorate") for entry in (*one, *two)):
        return False
    return not all(any(entry.population >= _STRONG_TOWN for entry in own) for own in (one, two))


def _longest_of(found: list[tuple[int, int, PlaceSpan]]) -> list[tuple[int, int, PlaceSpan]]:
    """In order, without known names that only begin a longer, unknown one ("the district of Bab Qorvath")."""
    kept = []
    reach = 0  # where the unknown names up to here end
    for one in sorted(found, key=lambda item: (item[2].start, bool(item[2].entries))):
        span = one[2]
        if not span.entries:
            reach = max(reach, span.end)
        if span.end >= reach:
            kept.append(one)
    return kept


def _names_on(tokens: list[Token], at: int, *, joined: bool, gazetteer: Gazetteer) -> bool:
    """Whether the neighbour makes the name part of a longer one: a capitalised word that is no companion of a place."""
    if at < 0 or not joined:
        return False
    token = tokens[at]
    if token.plain in _COMPANIONS or _DIRECTION.match(token.plain):
        return False
    if token.plain in NEVER:
        return True
    if not token.capital or token.possessive:
        return False
    return not (
        token.plain in WIDE_WORDS or token.plain in ("road", "highway")
        or token.text in gazetteer.demonyms or token.text.isupper()
        or (token.plain.endswith("s") and _is_wide(gazetteer, token.plain[:-1]))
    )  # fmt: skip


def _is_wide(gazetteer: Gazetteer, form: str) -> bool:
    return any(
        entry.kind in ("country", "governorate") or entry.population >= _STRONG_TOWN
        for entry in gazetteer.lookup_key(word_key(form), form)
        if gazetteer.spelled(entry, form)
    )


def _longest(
    tokens: list[Token], position: int, gazetteer: Gazetteer, taken: set[int], actor_names: ActorNames
) -> tuple[int, str, tuple[Entry, ...]] | None:
    """The longest run from this token whose key the gazetteer knows: last token, plain form, entries."""
    head = tokens[position]
    following = tokens[position + 1] if position + 1 < len(tokens) and tokens[position + 1].joined else None
    start = position
    if following is not None and following.capital and is_article(head.plain, following.plain):
        start = position + 1
    if not tokens[start].capital or position in taken or tokens[start].plain in BESIDE:
        return None
    most = gazetteer.longest_from(word_key(tokens[start].plain))
    keys: list[str] = []
    forms: list[str] = []
    best: tuple[int, str, tuple[Entry, ...]] | None = None
    lower = False
    at = start
    while at < len(tokens) and len(keys) < most:
        token = tokens[at]
        if at > start and (not token.joined or tokens[at - 1].possessive):
            break
        after = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].joined else None
        article = at > start and after is not None and is_article(token.plain, after.plain)
        known = token.capital or token.plain in TYPE_WORDS or token.plain in WIDE_WORDS
        if at > start and not article and not known and (lower or at > start + 1):
            break
        lower = lower or (at > start and not article and not known)
        forms.append(token.plain)
        if not article:
            keys.append(word_key(token.plain))
            entries = gazetteer.lookup_key(" ".join(keys), " ".join(forms))
            if lower and not any(gazetteer.spelled(entry, " ".join(forms)) for entry in entries):
                break  # "Deir ezzor" is a name written so, "Homs said" is none
            if entries and not (taken and at in taken) and _may_be(tokens, start, at, entries, gazetteer):
                best = (at, " ".join(forms), entries)
        at += 1
    firm = best is not None and (best[0] > start or _any_spelled(best, gazetteer))
    if start == position and head.plain.endswith("s") and not firm:
        form = head.plain[:-1]
        if head.text not in gazetteer.demonyms and (head.plain, "") not in actor_names and _is_wide(gazetteer, form):
            return position, form, gazetteer.lookup_key(word_key(form), form)
    return best


def _any_spelled(hit: tuple[int, str, tuple[Entry, ...]], gazetteer: Gazetteer) -> bool:
    return any(gazetteer.spelled(entry, hit[1]) for entry in hit[2])


def _may_be(tokens: list[Token], start: int, last: int, entries: tuple[Entry, ...], gazetteer: Gazetteer) -> bool:
    """A single word must not be a calendar word, a title, a kind of place ("City") or an acronym no entry writes so."""
    if last > start:
        return True
    token = tokens[start]
    if (
        token.plain in NEVER
        or token.plain in ALONE
        or token.plain in TYPE_WORDS
        or token.text in gazetteer.demonyms
        or (token.first and token.plain in BESIDE)
    ):
        return False
    letters = token.text.replace(".", "")
    if letters.isupper() and len(letters) <= 4:
        return any(letters in (name.replace(".", "") for name in (entry.name, *entry.names)) for entry in entries)
    return len(token.plain) > 2


def _actor_tokens(tokens: list[Token], actor_names: ActorNames) -> set[int]:
    """Positions of the words of actors' names of two words or more."""
    taken: set[int] = set()
    for at, (token, following) in enumerate(pairwise(tokens)):
        for words in actor_names.get((token.plain, following.plain), ()):
            if [other.plain for other in tokens[at + 2 : at + len(words)]] == list(words[2:]):
                taken.update(range(at, at + len(words)))
    return taken
