"""The words two outlets use for the same actor and the same act.

In: two outlets, the claims and documents of the whole record, the lexicon.  Out: `OutletWords`: for each actor that
both name, the words each names it by; for each kind of happening, within the events that both tell, the words each
tells it with; the loaded terms of the lexicon that each uses, with the neutral word beside them; and the words that
set the two apart.  Every word has its count and one sentence it stands in.

Words within quotation marks are somebody else's: they are counted apart, as ``quoted``.

What sets apart is found by the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008,
"Fightin' Words").  Compared are the sentences of both outlets about the events that both tell (``apart``), and those
about the kinds of happening that both tell (``apart_in_kinds``), where the words also show that they wrote of other
places and days.  The prior is how often each word stands in the sentences of all claims of the record, weighing as
much as `PRIOR` words.  Shown are words with |z| of at least `Z` that the two use at least `LEAST` times; stop words are
left out.  With so many words compared, some of these stand apart by chance alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosswire.errors import UsageError
from crosswire.lexicon.stop_words import stop_words
from crosswire.model import Claim, Document, Quote
from crosswire.trace.quotation import quoted_spans

if TYPE_CHECKING:
    from crosswire.lexicon import Lexicon

PRIOR = 500.0
Z = 1.96
LEAST = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A word as one outlet uses it: how often, how often of that in quotation marks, and the first place."""

    word: str
    count: int
    quoted: int
    document_id: str
    sentence: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words of the two outlets for one thing, most used first.  ``kind``: ``actor``, ``act`` or ``loaded``; for a
    loaded term ``name`` is the neutral word and ``note`` says whether it is for or against."""

    kind: str
    name: str
    note: str | None
    one: tuple[Used, ...]
    other: tuple[Used, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A word that sets the two apart: ``z`` above 0 is the first outlet's, below 0 the other's."""

    word: str
    z: float
    one: int
    other: int
    document_id: str
    sentence: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletWords:
    """``shared_events``: events that both tell, sorted.  ``apart``: in the sentences about these; ``apart_in_kinds``:
    in those about the kinds of happening that both tell."""

    one: str
    other: str
    shared_events: tuple[str, ...]
    said: tuple[Said, ...]
    apart: tuple[Apart, ...]
    apart_in_kinds: tuple[Apart, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a word by an outlet."""

    word: str
    document_id: str
    sentence: Quote
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the outlets of a record call one thing (as `Said`), by outlet."""

    kind: str
    name: str
    note: str | None
    by_outlet: tuple[tuple[str, tuple[Used, ...]], ...]


Uses = dict[tuple[str, str, str | None], list[Use]]


def outlet_named(name: str, documents: Iterable[Document]) -> str:
    """The outlet of the record that is called so, or whose name is the only one to hold these letters."""
    known = sorted({d.outlet for d in documents if d.outlet})
    found = [one for one in known if one.casefold() == name.casefold()]
    found = found or [one for one in known if name.casefold() in one.casefold()]
    if len(found) != 1:
        raise UsageError(f"{len(found)} outlets are called {name!r}; the record has {', '.join(known) or 'none'}")
    return found[0]


def outlet_words(
    one: str, other: str, claims: Iterable[Claim], documents: Iterable[Document], lexicon: Lexicon
) -> OutletWords:
    """The words of two outlets of the record, by their names as `outlet_named` gives them."""
    texts = {d.document_id: d for d in documents}
    ordered = sorted(claims, key=lambda c: (c.document_id, c.trigger.start, c.claim_id))
    by_outlet: dict[str, list[Claim]] = {one: [], other: []}
    for claim in ordered:
        outlet = texts[claim.document_id].outlet
        if outlet in by_outlet:
            by_outlet[outlet].append(claim)
    events = [{c.event_id for c in by_outlet[outlet] if c.event_id} for outlet in (one, other)]
    shared = events[0] & events[1]
    uses = [_uses(by_outlet[outlet], shared, texts, lexicon) for outlet in (one, other)]
    said = [
        Said(kind=key[0], name=key[1], note=key[2], one=_used(uses[0].get(key, ())), other=_used(uses[1].get(key, ())))
        for key in sorted({*uses[0], *uses[1]}, key=lambda k: (k[0] == "loaded", *map(str, k)))
        if key[0] == "loaded" or (key in uses[0] and key in uses[1])
    ]
    kinds = {c.event_type for c in by_outlet[one]} & {c.event_type for c in by_outlet[other]}
    everything = _sentences(ordered)

    def apart(wanted: Callable[[Claim], bool]) -> tuple[Apart, ...]:
        sentences = [_sentences(filter(wanted, by_outlet[outlet])) for outlet in (one, other)]
        return tuple(words_apart(sentences[0], sentences[1], everything))

    return OutletWords(
        one=one,
        other=other,
        shared_events=tuple(sorted(shared)),
        said=tuple(said),
        apart=apart(lambda c: c.event_id in shared),
        apart_in_kinds=apart(lambda c: c.event_type in kinds),
    )


def named_things(claims: Iterable[Claim], documents: Iterable[Document], lexicon: Lexicon) -> list[Named]:
    """The actors that the outlets of a record call by different words, then the loaded terms they use."""
    texts = {d.document_id: d for d in documents}
    by_outlet: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (c.document_id, c.trigger.start, c.claim_id)):
        if (outlet := texts[claim.document_id].outlet) is not None:
            by_outlet.setdefault(outlet, []).append(claim)
    found: dict[tuple[str, str, str | None], list[tuple[str, tuple[Used, ...]]]] = {}
    for outlet in sorted(by_outlet):
        for key, uses in _uses(by_outlet[outlet], set(), texts, lexicon).items():
            found.setdefault(key, []).append((outlet, _used(uses)))
    return [
        Named(kind=kind, name=name, note=note, by_outlet=tuple(told))
        for (kind, name, note), told in sorted(found.items(), key=lambda item: tuple(map(str, item[0])))
        if kind == "loaded" or (len(told) > 1 and len({one.word for _, used in told for one in used}) > 1)
    ]


def _uses(claims: Sequence[Claim], shared: set[str], texts: Mapping[str, Document], lexicon: Lexicon) -> Uses:
    """What one outlet calls things, by kind, name and note; each place of a text counts once."""
    found: dict[tuple[tuple[str, str, str | None], str, int], Use] = {}
    marks: dict[str, list[tuple[int, int]]] = {}
    for claim in claims:
        document = texts[claim.document_id]
        if claim.document_id not in marks:
            marks[claim.document_id] = quoted_spans(document.text)
        inside = marks[claim.document_id]
        for key, span in _named(claim, shared, lexicon):
            quoted = any(start <= span.start and span.end <= end for start, end in inside)
            use = Use(_plain(span.quote), claim.document_id, claim.evidence[0], quoted)
            found.setdefault((key, claim.document_id, span.start), use)
    uses: Uses = {}
    for (key, _, _), use in found.items():
        uses.setdefault(key, []).append(use)
    return uses


def _named(claim: Claim, shared: set[str], lexicon: Lexicon) -> Iterator[tuple[tuple[str, str, str | None], Quote]]:
    for person in claim.participants:
        if person.actor_id is not None:
            yield ("actor", person.name, None), person
    source = claim.attribution.source
    if source is not None and claim.attribution.source_id is not None:
        yield ("actor", source.name, None), source
    if claim.event_id in shared:
        yield ("act", claim.event_type.replace("_", " "), None), claim.trigger
    sentence = claim.evidence[0]
    for start, end, term in lexicon.find_terms(sentence.quote):
        words = Quote(start=sentence.start + start, end=sentence.start + end, quote=sentence.quote[start:end])
        yield ("loaded", term.neutral, term.stance), words


def _plain(words: str) -> str:
    return _ARTICLE.sub("", " ".join(words.split())).casefold()


def _used(uses: Iterable[Use]) -> tuple[Used, ...]:
    by_word: dict[str, list[Use]] = {}
    for use in uses:
        by_word.setdefault(use.word, []).append(use)
    found = [
        Used(word=word, count=len(own), quoted=sum(use.quoted for use in own), document_id=own[0].document_id,
             sentence=own[0].sentence)
        for word, own in by_word.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-one.count, one.word)))


def used_words(used: Used) -> str:
    """A word with its counts: "terrorists 3 (1 quoted)"."""
    return f"{used.word} {used.count}" + (f" ({used.quoted} quoted)" if used.quoted else "")


def _sentences(claims: Iterable[Claim]) -> list[tuple[str, Quote]]:
    """The sentences of claims with their documents, each place once."""
    found = {(c.document_id, c.evidence[0].start, c.evidence[0].end): (c.document_id, c.evidence[0]) for c in claims}
    return [found[key] for key in sorted(found)]


def words_apart(
    one: Sequence[tuple[str, Quote]], other: Sequence[tuple[str, Quote]], background: Sequence[tuple[str, Quote]]
) -> list[Apart]:
    """The words that set two sets of sentences apart, the first one's strongest first, then the other's."""
    first, second, prior = (_counted(sentences) for sentences in (one, other, background))
    totals = first.total(), second.total()
    if not all(totals) or not prior.total():
        return []
    scale = PRIOR / prior.total()
    found = []
    for word in sorted({*first, *second}):
        if first[word] + second[word] < LEAST:
            continue
        weight = max(prior[word], 1) * scale
        odds = [
            math.log((count + weight) / (total + PRIOR - count - weight))
            for count, total in ((first[word], totals[0]), (second[word], totals[1]))
        ]
        z = (odds[0] - odds[1]) / math.sqrt(1 / (first[word] + weight) + 1 / (second[word] + weight))
        if abs(z) >= Z:
            document_id, sentence = _first_with(word, one if z > 0 else other)
            found.append(Apart(word=word, z=round(z, 3), one=first[word], other=second[word],
                               document_id=document_id, sentence=sentence))  # fmt: skip
    return sorted(found, key=lambda a: (a.z < 0, -abs(a.z), a.word))


def _words(sentence: Quote) -> list[str]:
    stop = stop_words()
    return [word for word in _WORD.findall(sentence.quote.casefold()) if word not in stop and len(word) > 1]


def _counted(sentences: Iterable[tuple[str, Quote]]) -> Counter[str]:
    return Counter(word for _, sentence in sentences for word in _words(sentence))


def _first_with(word: str, sentences: Iterable[tuple[str, Quote]]) -> tuple[str, Quote]:
    return next((document_id, sentence) for document_id, sentence in sentences if word in _words(sentence))
