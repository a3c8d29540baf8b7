"""Finding the actors of the lexicon in a text: by name, by a description of the country's forces, by taking up a name.

In: a document's text and passages, the lexicon, the document's country and day.  Out: `ActorMention`s with document
offsets, sorted, never overlapping.  What only qualifies another word is no mention ("IS-held", "Russian-backed"), nor
is a country where it is the place ("in Syria"), nor either of two where "or" leaves open which.  Loaded words change
nothing: "regime forces" and "government forces" are one actor.  Pure function; fails on nothing a text can hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from crosswire.extract.actors import rules
from crosswire.lexicon import Lexicon
from crosswire.lexicon.lexicon import Actor, Adjective, Alias, Anaphor, Description, ForceNoun, ForceRole
from crosswire.lexicon.matcher import PhraseMatcher, fold, without_overlaps
from crosswire.model import ActorMention, Passage

Meaning = Alias | Adjective | ForceNoun | Description | Anaphor
_READ = ("headline", "byline", "dateline", "sentence", "caption")
_OWNERS = ("state", "armed_group", "coalition")
_FORCES = ("army", "police", "armed_group", "coalition")
_RANK = (Alias, Adjective, Description, Anaphor)


@dataclass(frozen=True, slots=True)
class _Found:
    """A span that may name an actor: ``actor_id`` is known at once, or only once the text before it is read."""

    start: int
    end: int
    actor_id: str | None
    generic: bool
    anaphor: Anaphor | None = None
    composed: bool = False  # of an adjective and a noun
    loose: bool = False  # takes up a name only right behind it
    described: bool = False  # a force of the document's country, by what it is: "the army"


@lru_cache(maxsize=4)
def _matcher(lexicon: Lexicon) -> PhraseMatcher[Meaning]:
    tables = lexicon.tables
    meanings: list[Meaning] = [
        *tables.aliases, *tables.adjectives, *tables.force_nouns, *tables.descriptions, *tables.anaphors
    ]  # fmt: skip
    return PhraseMatcher((meaning.text, meaning) for meaning in meanings)


def find_actors(
    text: str, passages: Sequence[Passage], lexicon: Lexicon, *, country: str | None, on: date | None
) -> list[ActorMention]:
    """The actors a document names.

    ``country`` (ISO alpha-2) settles "the army" and "state media"; None leaves them unread.  ``on`` is the document's
    day, for names and sides that changed; None means any day.  Without passages the text is read as one sentence.
    Headlines, bylines, datelines, sentences and captions are read; teasers and furniture are not.
    """
    runs = [(p.start, p.end) for p in passages if p.kind in _READ] if passages else [(0, len(text))]
    found: list[_Found] = []
    for start, end in runs:
        found += [
            replace(each, start=each.start + start, end=each.end + start)
            for each in _of_named(_in_passage(text[start:end], lexicon, country, on), lexicon)
        ]
    found = _resolve(text, _join_followers(text, found, lexicon), lexicon, country)
    found += _surnames(text, runs, found, lexicon)
    mentions = [_mention(each, lexicon, on) for each in found if each.actor_id is not None]
    mentions.sort(key=lambda mention: mention.start)
    return _without_either(text, mentions, lexicon)


def _of_named(found: Sequence[_Found], lexicon: Lexicon) -> list[_Found]:
    """The actors of one passage; "the army" is the one that was named right before it there ("four Ostravian soldiers
    were killed, the army said"), though the document is about another country."""
    told: list[_Found] = []
    for each in sorted(found, key=lambda each: each.start):
        if each.described and each.actor_id is not None and lexicon.actors[each.actor_id].kind == "army":
            country = lexicon.actors[each.actor_id].country
            named = [lexicon.actors[one.actor_id] for one in told if one.actor_id is not None]
            armies = {actor.id for actor in named if actor.kind == "army"}
            if len(armies) == 1 and all(actor.country not in (None, country) for actor in named):
                each = replace(each, actor_id=armies.pop())
        told.append(each)
    return told


def _without_either(text: str, mentions: Sequence[ActorMention], lexicon: Lexicon) -> list[ActorMention]:
    """Without those of which a text leaves open which one it means ("by either Velmoran or Ostravian jets").  Two names
    of one actor ("the FMF, or Front"), or of one and a part of it, leave nothing open."""
    open_: set[int] = set()
    for one, other in pairwise(mentions):
        if rules.left_open(text, one.end, other.start):
            a, b = one.actor_id, other.actor_id
            if a not in (b, *lexicon.ancestors(b)) and b not in lexicon.ancestors(a):
                open_ |= {one.start, other.start}
    return [mention for mention in mentions if mention.start not in open_]


def _mention(found: _Found, lexicon: Lexicon, on: date | None) -> ActorMention:
    assert found.actor_id is not None
    actor = lexicon.actors[found.actor_id]
    return ActorMention(
        start=found.start,
        end=found.end,
        actor_id=actor.id,
        name=actor.name,
        side_id=lexicon.side_of(actor.id, on),
        kind=actor.kind,
        generic=found.generic,
    )


def _in_passage(text: str, lexicon: Lexicon, country: str | None, on: date | None) -> list[_Found]:
    matches = _matcher(lexicon).every(text)
    shouting = rules.all_capitals(text)
    nouns: dict[int, tuple[int, ForceNoun]] = {}
    for start, end, meaning in matches:
        if isinstance(meaning, ForceNoun):
            nouns[start] = (end, meaning)  # sorted by end: the longest noun stays
    candidates: list[tuple[int, int, _Found]] = []
    for start, end, meaning in sorted(matches, key=lambda match: (match[0], match[1], _rank(match[2]))):
        if isinstance(meaning, ForceNoun) or not rules.capitals_fit(text, start, end, meaning, shouting):
            continue
        if isinstance(meaning, Adjective):
            if (whole := _with_noun(text, start, end, meaning, nouns, lexicon, country)) is not None:
                candidates.append((whole.start, whole.end, whole))
            continue
        if rules.only_qualifies(text, start, end):
            continue
        state = lexicon.actors[meaning.actor_id] if isinstance(meaning, Alias) and meaning.place else None
        whole = None if state is None else _owned_by_state(text, start, end, state, nouns, lexicon, country)
        if whole is not None:
            candidates.append((whole.start, whole.end, whole))
            continue
        if (each := _of(text, start, end, meaning, lexicon, country, on)) is not None:
            candidates.append((start, end, each))
    candidates += _its_own(text, [each for _, _, each in candidates], nouns, lexicon)
    candidates.sort(key=lambda candidate: candidate[2].composed)
    return [each for _, _, each in without_overlaps(candidates)]


def _rank(meaning: Meaning) -> int:
    return _RANK.index(type(meaning)) if type(meaning) in _RANK else len(_RANK)


def _of(
    text: str, start: int, end: int, meaning: Meaning, lexicon: Lexicon, country: str | None, on: date | None
) -> _Found | None:
    if isinstance(meaning, Alias):
        actor = lexicon.actors[meaning.actor_id]
        if on is not None and ((meaning.since and on < meaning.since) or (meaning.until and on > meaning.until)):
            return None
        if meaning.generic and (country is None or actor.country != country):
            return None
        if actor.kind == "official" and rules.somebody_elses(text, start, end):
            return None
        if meaning.place and not rules.acts_as_actor(text, start, end, city=meaning.place == "city"):
            return None
        return _Found(start, end + (text[end : end + 1] == "s"), actor.id, meaning.generic)
    if isinstance(meaning, Description | Anaphor) and _of_another(text, start, lexicon):
        return None
    if isinstance(meaning, Description):
        state = lexicon.state_of(country)
        if state is None or rules.part_of_a_name(text, start, end) or rules.plural(text, start, end):
            return None
        actor_id = lexicon.force_of(state, meaning.role)
        return None if actor_id is None else _Found(start, end, actor_id, True, described=True)
    if isinstance(meaning, Anaphor):
        if rules.part_of_a_name(text, start, end) or text[end : end + 1] == "s":
            return None
        another = not meaning.ahead and rules.means_another(text, start, end)
        loose = another or (meaning.definite and not rules.is_definite(text, start, end))
        return _Found(start, end, None, True, meaning, loose=loose)
    return None


def _of_another(text: str, start: int, lexicon: Lexicon) -> bool:
    """ "Velmoran troops": whoever they are, they are of the people that the word before names."""
    return rules.word_before(text, start) in lexicon.gazetteer.demonyms


def _with_noun(
    text: str,
    start: int,
    end: int,
    adjective: Adjective,
    nouns: dict[int, tuple[int, ForceNoun]],
    lexicon: Lexicon,
    country: str | None,
) -> _Found | None:
    """An adjective and the force noun it belongs to, at once behind it or shared: "Russian and Syrian warplanes"."""
    if rules.qualified_from_before(text, start):
        return None
    for at in rules.noun_positions(text, end, nouns):
        noun_end, noun = nouns[at]
        if rules.only_qualifies(text, at, noun_end):
            return None
        owner = _owner(adjective.owner, lexicon, country)
        actor_id = None if owner is None else lexicon.force_of(owner, noun.role)
        if actor_id is None:
            return None
        whole = not noun.act and " and " not in text[end:at] and " or " not in text[end:at]
        return _Found(start, noun_end if whole else end, actor_id, adjective.owner.startswith("@"), composed=True)
    return None


def _owned_by_state(
    text: str,
    start: int,
    end: int,
    state: Actor,
    nouns: Mapping[int, tuple[int, ForceNoun]],
    lexicon: Lexicon,
    country: str | None,
) -> _Found | None:
    """ "Ostravia's army", "Velmora's warplanes": forces of the state, or of the one whose capital it is; its "raids"
    are only where they are flown in another country, for "Velmora's bombardment" may be the one it suffers."""
    owns = rules.OWNS.match(text, end)
    for at in rules.noun_positions(text, owns.end(), nouns) if owns is not None else ():
        noun_end, noun = nouns[at]
        if (noun.act and state.country == country) or rules.only_qualifies(text, at, noun_end):
            return None
        actor_id = lexicon.force_of(state.id, noun.role)
        return (
            None if actor_id is None else _Found(start, end if noun.act else noun_end, actor_id, False, composed=True)
        )
    return None


def _its_own(
    text: str, named: Sequence[_Found], nouns: Mapping[int, tuple[int, ForceNoun]], lexicon: Lexicon
) -> Iterator[tuple[int, int, _Found]]:
    """ "Ostravia said its forces …": the forces of the state or group that the sentence named first before them."""
    owners = sorted((n.start, n.actor_id) for n in named if n.actor_id and lexicon.actors[n.actor_id].kind in _OWNERS)
    for start, (end, noun) in nouns.items():
        owner = next((actor_id for at, actor_id in owners if at < start), None)
        if owner is None or not rules.ITS_BEFORE.search(text, 0, start) or rules.only_qualifies(text, start, end):
            continue
        state = lexicon.actors[owner].kind == "state"
        actor_id = lexicon.force_of(owner, noun.role) if state else owner
        if actor_id is not None:
            yield start, end, _Found(start, end, actor_id, True, composed=True)


def _owner(owner: str, lexicon: Lexicon, country: str | None) -> str | None:
    if not owner.startswith("@"):
        return owner
    state = lexicon.state_of(country)
    role: ForceRole = owner[1:]  # type: ignore[assignment]
    return None if state is None else lexicon.force_of(state, role)


def _join_followers(text: str, found: Sequence[_Found], lexicon: Lexicon) -> list[_Found]:
    """A name and the description right behind it are one mention: "Daesh group extremists"."""
    joined: list[_Found] = []
    for each in sorted(found, key=lambda each: each.start):
        before = joined[-1] if joined else None
        if (
            before is not None
            and each.anaphor is not None
            and before.actor_id is not None
            and rules.FOLLOWS.fullmatch(text, before.end, each.start)
            and _fits(each.anaphor, before.actor_id, lexicon)
        ):
            joined[-1] = replace(before, end=each.end)
        elif (
            before is not None
            and before.composed
            and each.actor_id is not None
            and lexicon.actors[each.actor_id].kind == "official"
            and rules.FOLLOWS.fullmatch(text, before.end, each.start)
        ):
            joined[-1] = replace(each, start=before.start)  # "Ostravian foreign minister Jan Brod"
        elif not each.loose:
            joined.append(each)
    for at, each in enumerate(joined):
        if each.actor_id is not None and lexicon.actors[each.actor_id].kind in _FORCES:
            end = rules.people_after(text, each.end)
            if at + 1 == len(joined) or end <= joined[at + 1].start:
                joined[at] = replace(each, end=end)
    return joined


def _fits(anaphor: Anaphor, actor_id: str, lexicon: Lexicon) -> bool:
    actor = lexicon.actors[actor_id]
    if actor.kind in anaphor.kinds:
        return True
    words = fold(actor.name).split()
    return bool(anaphor.words) and all(any(each in words for each in word.split("/")) for word in anaphor.words)


def _resolve(text: str, found: Sequence[_Found], lexicon: Lexicon, country: str | None) -> list[_Found]:
    """Gives each description that takes up a name the actor named last before it."""
    resolved: list[_Found] = []
    named = [each for each in found if each.actor_id is not None]
    for each in found:
        if each.anaphor is None:
            resolved.append(each)
            continue
        anaphor = each.anaphor
        fitting = [n for n in named if n.actor_id and _fits(anaphor, n.actor_id, lexicon)]
        before = [n for n in fitting if n.start < each.start and not n.generic]
        after = {n.actor_id for n in fitting if n.start > each.start and not n.generic}
        actor_id = _last_named(text, before, lexicon) if before else None
        if actor_id is None and anaphor.ahead and len(after) == 1:
            actor_id = next(iter(after))
        if actor_id is None and anaphor.role and (state := lexicon.state_of(country)) is not None:
            actor_id = lexicon.force_of(state, anaphor.role)
        if actor_id is not None:
            resolved.append(replace(each, actor_id=actor_id))
    return resolved


def _last_named(text: str, before: Sequence[_Found], lexicon: Lexicon) -> str | None:
    """The actor named last; where several were named in one breath, what they all belong to, if anything."""
    together = [before[-1]]
    for each in reversed(before[:-1]):
        if not rules.coordinated(text, each.end, together[-1].start):
            break
        together.append(each)
    ids = [each.actor_id for each in together if each.actor_id]
    shared = [above for above in (ids[0], *lexicon.ancestors(ids[0]))
              if all(above == other or above in lexicon.ancestors(other) for other in ids)]  # fmt: skip
    return shared[0] if shared else None


@lru_cache(maxsize=4)
def _last_names(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """The last names of each person, as the spellings of its full name have them ("head of …" is none)."""
    found: dict[str, set[str]] = defaultdict(set)
    for alias in lexicon.tables.aliases:
        actor = lexicon.actors[alias.actor_id]
        name = rules.last_name(alias.text) if actor.kind == "official" else None
        if name is not None and rules.spells(alias.text, actor.name):
            found[alias.actor_id].add(name)
    return {actor: tuple(sorted(names)) for actor, names in found.items()}


def _surnames(text: str, runs: Iterable[tuple[int, int]], found: Sequence[_Found], lexicon: Lexicon) -> list[_Found]:
    """Later uses of the last name of a person who was named in full, in any spelling the lexicon has of it."""
    known: dict[str, tuple[int, str]] = {}
    for each in sorted(found, key=lambda each: each.start):
        if each.actor_id and lexicon.actors[each.actor_id].kind == "official":
            name = rules.last_name(text[each.start : each.end])
            if name is not None:
                for one in (name, *_last_names(lexicon).get(each.actor_id, ())):
                    known.setdefault(one, (each.end, each.actor_id))
    taken = sorted((each.start, each.end) for each in found)
    added: list[_Found] = []
    for name, (since, actor_id) in sorted(known.items()):
        for start, end in rules.uses_of(name, text, since):
            inside = any(low <= start and end <= high for low, high in runs)
            if inside and not any(start < high and low < end for low, high in taken):
                added.append(_Found(start, end, actor_id, False))
                taken.append((start, end))
    return added
