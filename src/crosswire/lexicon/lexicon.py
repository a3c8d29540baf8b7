"""The lexicon's nouns and the questions one may ask of them.

In: tables already read and checked (`crosswire.lexicon.load`).  Out: actors, their names, the sides they fight for,
outlets, loaded terms.  Actors are found in texts by `crosswire.extract.actors`.  Fails only with ``KeyError`` on an
unknown actor id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from crosswire.lexicon.matcher import PhraseMatcher, fold

if TYPE_CHECKING:
    from crosswire.lexicon.counting import Counting
    from crosswire.lexicon.event_types import Codebook
    from crosswire.lexicon.gazetteer import Gazetteer

ActorKind = Literal[
    "state", "army", "police", "armed_group", "coalition", "agency", "media", "monitor", "official",
    "organisation", "population",
]  # fmt: skip
OutletKind = Literal["agency", "broadcaster", "newspaper", "site", "monitor", "organisation"]
ForceRole = Literal["state", "army", "air", "navy", "police", "security", "opposition", "coalition", "media"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts or speaks.  ``side`` None: that of the affiliation or parent.  ``country``: ISO alpha-2.

    ``parent`` is the body it is part of, ``speaks_for`` the organisation whose voice a person is.
    """

    id: str
    name: str
    kind: ActorKind
    side: str | None = None
    parent: str | None = None
    country: str | None = None
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A way of writing an actor's name, with the days between which it meant that actor (None: no limit known).

    ``case``: ``exact`` wants a capital wherever the alias has one, ``fold`` wants nothing.  ``generic``: a
    description, resolved only where the document's country is the actor's.  ``place``: the name is a country's or
    city's as well and must act to be an actor.
    """

    text: str
    actor_id: str
    case: Literal["exact", "fold"] = "fold"
    generic: bool = False
    place: Literal["country", "city"] | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """``actor`` belonged to ``to`` between two days, both included (None: no limit known)."""

    actor: str
    to: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side of a war.  ``country`` None: the word is used for whatever war the document tells of."""

    id: str
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who publishes.  ``spellings`` holds every way of writing it, domains and table codes included."""

    id: str
    name: str
    kind: OutletKind
    country: str | None = None
    spellings: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name first, then the other spellings."""
        return (self.name, *self.spellings)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedTerm:
    """A word that takes a stance, with the neutral one beside it; shown, never used to score truth.

    ``kind``: it judges an ``actor`` or an ``act``.  ``stance`` is ``against`` or ``for`` the one it is said of.
    The two examples run as tests: the term must be found in the first and not in the second.
    """

    term: str
    neutral: str
    kind: Literal["actor", "act"]
    stance: Literal["for", "against"]
    example_fire: str
    example_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjective:
    """A word before a force noun that says whose force it is ("Russian warplanes", "regime forces", "rebel fighters").

    ``owner`` is an actor's id, or ``@`` and a role for the force that plays it in the document's country (``@state``).
    """

    text: str
    owner: str
    case: Literal["exact", "fold"] = "fold"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceNoun:
    """A noun that, after an adjective, names one of the owner's forces, or (``act``) what the owner did."""

    text: str
    role: ForceRole
    act: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """Which actor plays a role for an owner (the Russian air force is the Aerospace Forces)."""

    owner: str
    role: ForceRole
    actor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A phrase for a force of the document's country, whatever that country is ("the army", "state media")."""

    text: str
    role: ForceRole


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledGroups:
    """What ACLED calls the armed groups of a side, where all that belong to it have one aim."""

    side: str
    inter: Literal["Rebel group", "Political militia"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """A phrase that means the actor named last before it ("the group", "the monitor").

    The actor fits when its kind is in ``kinds`` or its name holds all of ``words`` (``center/centre``: either).
    ``definite``: only after "the", "this" or "that".  ``ahead``: where nobody fits before, the only one that fits
    after is meant.  ``role``: where nobody fits at all, the force of that role in the document's country is meant.
    """

    text: str
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    definite: bool = False
    ahead: bool = False
    role: ForceRole | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Every table of a lexicon, in the order of the files."""

    actors: tuple[Actor, ...] = ()
    aliases: tuple[Alias, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    sides: tuple[Side, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    loaded_terms: tuple[LoadedTerm, ...] = ()
    adjectives: tuple[Adjective, ...] = ()
    force_nouns: tuple[ForceNoun, ...] = ()
    forces: tuple[Force, ...] = ()
    descriptions: tuple[Description, ...] = ()
    anaphors: tuple[Anaphor, ...] = ()
    acled_groups: tuple[AcledGroups, ...] = ()


class Lexicon:
    """What crosswire knows beforehand about who acts, speaks and publishes.  Read-only once built."""

    def __init__(self, tables: Tables, *, fingerprint: str, folders: Sequence[Path]) -> None:
        self.tables = tables
        self.fingerprint = fingerprint
        self.folders = tuple(folders)
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in tables.actors}
        self.aliases: tuple[Alias, ...] = tables.aliases
        self.outlets: Mapping[str, Outlet] = {outlet.id: outlet for outlet in tables.outlets}
        self.sides: Mapping[str, Side] = {side.id: side for side in tables.sides}
        self.terms: tuple[LoadedTerm, ...] = tables.loaded_terms

    def name_of(self, key: str) -> str:
        """The name of an actor or a side by its id; what is neither stays as it is."""
        known = self.actors.get(key) or self.sides.get(key)
        return known.name if known else key

    def names_of(self, *keys: str) -> str:
        """Several in a row: "Ostravian army, Free Marn Front"."""
        return ", ".join(map(self.name_of, keys))

    def read_all(self) -> None:
        """Read also what is else read when first asked for.  Fails with `LexiconError` naming file and line."""
        _ = self.codebook, self.gazetteer, self.counting

    @cached_property
    def codebook(self) -> Codebook:
        """Event types, measures, people and cue words, read when first asked for."""
        from crosswire.lexicon.event_types import load_codebook

        return load_codebook(self.folders)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places, read when first asked for."""
        from crosswire.lexicon.gazetteer import load_gazetteer

        return load_gazetteer(self.folders[1] if len(self.folders) > 1 else None)

    @cached_property
    def counting(self) -> Counting:
        """What figures count, read when first asked for."""
        from crosswire.lexicon.counting import load_counting

        return load_counting(self.folders)

    @cached_property
    def _affiliations(self) -> dict[str, list[Affiliation]]:
        found: dict[str, list[Affiliation]] = {}
        for affiliation in self.tables.affiliations:
            found.setdefault(affiliation.actor, []).append(affiliation)
        return found

    def belongs_to(self, actor_id: str, on: date | None = None) -> tuple[str, ...]:
        """The actors it belonged to on that day, dated affiliations first, then undated ones, then the parent.

        ``on`` None: the day is unknown and every affiliation counts.
        """
        rows = [row for row in self._affiliations.get(actor_id, []) if _covers(row.since, row.until, on)]
        rows.sort(key=lambda row: (row.since is None and row.until is None, row.to))
        parent = self.actors[actor_id].parent
        return tuple(dict.fromkeys([row.to for row in rows] + ([parent] if parent else [])))

    def ancestors(self, actor_id: str, on: date | None = None) -> tuple[str, ...]:
        """Everybody it belongs to, nearest first, without itself."""
        found: dict[str, None] = {}
        level = [actor_id]
        while level:
            level = [above for each in level for above in self.belongs_to(each, on) if above not in found]
            found.update(dict.fromkeys(level))
        found.pop(actor_id, None)
        return tuple(found)

    def side_of(self, actor_id: str, on: date | None = None) -> str | None:
        """The side it fought for that day: a dated affiliation's, else its own, else an affiliation's or parent's."""
        actor = self.actors[actor_id]
        if on is not None:
            for row in self._affiliations.get(actor_id, []):
                dated = row.since is not None or row.until is not None
                if dated and _covers(row.since, row.until, on):
                    return self.side_of(row.to, on)
        if actor.side is not None:
            return actor.side
        for above in self.belongs_to(actor_id, on):
            side = self.side_of(above, on)
            if side is not None:
                return side
        return self.side_of(actor.speaks_for, on) if actor.speaks_for else None

    def voice_of(self, actor_id: str) -> str:
        """Whose voice it is: a person's organisation, else the actor itself."""
        seen = {actor_id}
        while (behind := self.actors[actor_id].speaks_for) is not None and behind not in seen:
            actor_id = behind
            seen.add(actor_id)
        return actor_id

    @cached_property
    def _states(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for actor in self.tables.actors:
            if actor.kind == "state" and actor.parent is None and actor.country is not None:
                found.setdefault(actor.country, actor.id)
        return found

    def state_of(self, country: str | None) -> str | None:
        """The actor that is the state of an ISO alpha-2 country, None where the lexicon has none."""
        return self._states.get(country) if country else None

    def force_of(self, owner: str, role: ForceRole) -> str | None:
        """Who plays ``role`` for ``owner``.

        An army, police or air force that is not listed is the owner's only child of that kind, else the owner itself;
        an opposition, a coalition or a state medium that is not listed is None.
        """
        for row in self.tables.forces:
            if row.owner == owner and row.role == role:
                return row.actor_id
        if role in ("opposition", "coalition", "media"):
            return None
        kind = "police" if role == "police" else "army"
        if role in ("army", "air", "navy", "security", "police"):
            children = [a.id for a in self.tables.actors if a.parent == owner and a.kind == kind]
            if len(children) == 1:
                return children[0]
            return self.force_of(owner, "army") if role in ("air", "navy") else owner
        return owner

    @cached_property
    def _outlet_spellings(self) -> dict[str, Outlet]:
        found: dict[str, Outlet] = {}
        for outlet in self.tables.outlets:
            for name in outlet.names:
                found.setdefault(_outlet_key(name), outlet)
        return found

    def outlet_named(self, text: str) -> Outlet | None:
        """The outlet that is written so: a name in any case, a domain, or an address on that domain."""
        for key in _outlet_keys(text):
            if (found := self._outlet_spellings.get(key)) is not None:
                return found
        return None

    @cached_property
    def _terms_matcher(self) -> PhraseMatcher[LoadedTerm]:
        return PhraseMatcher((term.term, term) for term in self.terms)

    def find_terms(self, text: str) -> list[tuple[int, int, LoadedTerm]]:
        """The loaded words of a text as ``(start, end, term)``, longest first chosen, sorted, without overlaps."""
        return self._terms_matcher.longest(text)


def _covers(since: date | None, until: date | None, on: date | None) -> bool:
    return on is None or ((since is None or since <= on) and (until is None or on <= until))


def _outlet_key(text: str) -> str:
    key = " ".join(fold(text).split()).strip(" .,:;|()[]")
    return key.removeprefix("the ")


def _outlet_keys(text: str) -> Iterator[str]:
    """The text as a name, then as a domain and the domains above it."""
    yield _outlet_key(text)
    host = text.strip().casefold().split("://", 1)[-1].split("/", 1)[0].split("@")[-1].split(":", 1)[0]
    while "." in host:
        yield _outlet_key(host)
        host = host.split(".", 1)[1]
