"""Which names a publication leaves out: private persons who were harmed, held or who bore witness.

In: the claims of a casebook, with their sentences.  Out: a `Veil` that replaces those names wherever a text shows them.
It cannot fail, but it can miss: a name that no claim holds as a person is not known to it, so a person should read
the page before it is published (the dossier says so).

A name is left out when a claim holds it as the target of a happening or as a source, the lexicon does not know it, it
looks like the name of a person, and no sentence gives that person an office, a command or a post.  Officials,
commanders and spokespersons stay, because the record is about what they did and said.  The rule errs towards
leaving out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import ahocorasick

from crosswire.model import Claim, Quote

LEFT_OUT = "[name left out]"

_POST = (
    r"(?:commander|leader|chief|head|emir|amir|official|officer|spokes(?:man|woman|person)|governor|mayor|minister|"
    r"president|premier|ambassador|envoy|diplomat|director|deputy|secretary|senator|lawmaker|chairman|general|colonel|major|"
    r"captain|lieutenant|brigadier|sheikh|cleric|king|prince|analyst|researcher|expert|fighter|militant|jihadist|"
    r"coordinator)"
)
_TITLE = re.compile(rf"{_POST}\s+", re.IGNORECASE)
# "commander NAME", "a commander of the group, NAME", "a commander named NAME", "leaders dead, including NAME"
_POST_BEFORE = re.compile(
    rf"\b{_POST}(?:\s+|,\s+|\s+(?:of|for|in|at|from)\s[^.;,]{{1,60}},\s+"
    rf"|,?\s+(?:identified as|named|called|known as)\s+)$"
    rf"|\b{_POST}s?\b[^.;]{{0,60}}\b(?:including|namely|among them)\b[^.;]*$",
    re.IGNORECASE,
)
# "NAME, a local commander", "NAME, the province's governor"; not "NAME, a brother of the commander"
_POST_AFTER = re.compile(rf"^,\s+(?:(?!(?:of|by|to|and|who)\b)[\w’'-]+\s+){{0,5}}{_POST}\b", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:Army|Armou?red|Brigades?|Forces?|Front|Party|Council|Movement|Helmets|Division|Groups?|State|Union|Committee|"
    r"Agency|Ministry|Observatory|Centre|Center|Network|News|TV|Television|Radio|Times|Post|Nations|Cent(?:er|re)|Guards?|"
    r"Police|Command|Coalition|Government|Authority|Association|Organi[sz]ation|Hospital|School|University|Church|Mosque|"
    r"Battalion|Regiment|Militia|Office|Court|Rights|Corps)\b",
    re.IGNORECASE,
)
_PARTICLES = r"(?:al|el|ibn|bin|ben|abu|abd|ad|an|ar|as|ash|at|az|de|der|van|von|da|du|la|le)"
_PART = rf"(?:{_PARTICLES}[-\s’'])*[A-ZÀ-ÖØ-ÞÁ-Ž][\w’'`-]+"
_NAME = re.compile(rf"(?:{_PART})(?:\s+(?:{_PARTICLES}[-\s])?{_PART})+")


@dataclass(frozen=True)
class Veil:
    """Replaces the names of ``hidden`` in any text.  Empty: nothing is left out."""

    hidden: tuple[str, ...] = ()

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where in ``text`` hidden names stand: sorted, apart, half-open, in code points."""
        if not self.hidden:
            return []
        held = [(end + 1 - length, end + 1) for end, length in self._names.iter(text)]
        whole = [(start, end) for start, end in held if not _in_word(text, start) and not _in_word(text, end)]
        found: list[tuple[int, int]] = []
        for start, end in sorted(whole, key=lambda span: (span[0], -span[1])):
            if not found or start >= found[-1][1]:
                found.append((start, end))
        return found

    def text(self, text: str) -> str:
        """``text`` without the hidden names."""
        spans = self.spans(text)
        if not spans:
            return text
        parts, at = [], 0
        for start, end in spans:
            parts += [text[at:start], LEFT_OUT]
            at = end
        return "".join([*parts, text[at:]])

    def hides(self, name: str | None) -> bool:
        return name is not None and bool(self.spans(name))

    @cached_property
    def _names(self) -> ahocorasick.Automaton:
        """The hidden names, looked for all at once."""
        automaton = ahocorasick.Automaton()
        for name in self.hidden:
            automaton.add_word(name, len(name))
        automaton.make_automaton()
        return automaton


def _in_word(text: str, at: int) -> bool:
    """Whether the place between two characters is inside a word."""
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def veil_over(claims: Iterable[Claim], names: Iterable[str]) -> Veil:
    """The veil over a whole record; places, actors the lexicon knows and ``names`` (of its organisations) stay.  Each
    claim is looked at once and let go."""
    return private_names(claims, known=names, of_record=True)


def private_names(claims: Iterable[Claim], *, known: Iterable[str] = (), of_record: bool = False) -> Veil:
    """The veil over private names of these claims.  ``known``: names that stay; ``of_record``: the claims' places and
    actors stay too."""
    people: set[str] = set()
    public: set[str] = set()
    stay = {word for name in known for word in name.split()}
    for claim in claims:
        if of_record:
            named = [claim.place.name] if claim.place else []
            named += [person.name for person in claim.participants if person.actor_id]
            stay.update(word for name in named for word in name.split())
        for person in _persons(claim):
            for name in _NAME.findall(person.quote):
                titled = _TITLE.match(name)
                if titled:
                    public.add(name[titled.end() :])
                elif not _GROUP.search(name):
                    (public if _has_post(name, person, claim) else people).add(name)
    stay |= {word for name in public for word in name.split()}
    hidden = {name for name in people if name not in public}
    family_names = {name.split()[-1] for name in hidden} - stay
    return Veil(hidden=tuple(sorted(hidden | {name for name in family_names if len(name) > 2})))


def _persons(claim: Claim) -> Iterator[Quote]:
    """The targets and sources of a claim that the lexicon does not know."""
    for participant in claim.participants:
        if participant.role == "target" and participant.actor_id is None:
            yield participant
    source = claim.attribution.source
    if source is not None and claim.attribution.source_id is None:
        yield source


def _has_post(name: str, person: Quote, claim: Claim) -> bool:
    """Whether the claim's own words give this person an office, a command or a post."""
    for quote in (person, *claim.evidence):
        for match in re.finditer(re.escape(name), quote.quote):
            before, after = quote.quote[: match.start()], quote.quote[match.end() :]
            if _POST_BEFORE.search(before) or _POST_AFTER.search(after):
                return True
    return False
