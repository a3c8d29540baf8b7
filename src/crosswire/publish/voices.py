"""Names for voices: what tables and the dossier show in place of ids.

In: claims with voices, the documents they stand in, and the lexicon's names.  Out: `Voices`, from voice id to a name a
reader understands: the lexicon's, else the name as a document writes it, else the outlet, quoted title or file of the
document whose own voice it is.  Never fails; an id that nothing names is shown without its prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crosswire.lexicon import Lexicon
from crosswire.model import Claim, Document
from crosswire.trace.names import name_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """``labels`` maps voice ids to names, ``outlets`` document ids to the outlet (or title, or file), ``sides``
    the ids of sides to their names."""

    labels: Mapping[str, str]
    outlets: Mapping[str, str]
    sides: Mapping[str, str]

    def name(self, voice_id: str) -> str:
        """The name of a voice; a private person whose name is left out has none."""
        if voice_id.startswith("private:"):
            return "a private person"
        if voice_id.startswith("document:"):
            document_id = voice_id.removeprefix("document:")
            return self.outlets.get(document_id, document_id)
        return self.labels.get(voice_id) or voice_id.removeprefix("name:").replace("-", " ")

    def of(self, claim: Claim) -> str:
        """The name of a claim's voice."""
        return self.name(voice_of(claim))

    def in_rule(self, rule: str, voice_ids: Iterable[str]) -> str:
        """The rule of an estimate with names in place of the ids of voices and sides."""
        for voice in sorted((v for v in voice_ids if v in rule), key=len, reverse=True):
            name = self.name(voice).replace("\\", r"\\")
            rule = re.sub(rf"(?<![\w:-]){re.escape(voice)}(?![\w-])", name, rule)
        return re.sub(r"\bside ([a-z0-9-]+)", lambda m: f"side {self.sides.get(m[1], m[1])}", rule)


def voice_of(claim: Claim) -> str:
    """The voice of a claim; before copies are traced, its document."""
    return claim.voice_id or f"document:{claim.document_id}"


def lexicon_names(words: Lexicon) -> dict[str, str]:
    """Names of the organisations, agencies, outlets and persons of the lexicon by id."""
    names = {outlet.id: outlet.name for outlet in words.outlets.values()}
    names.update({actor.id: actor.name for actor in words.actors.values()})
    return names


def name_voices(claims: Iterable[Claim], documents: Iterable[Document], names: Mapping[str, str]) -> Voices:
    """The voices of these claims.  ``names``: the lexicon's (`lexicon_names`)."""
    ordered = sorted(claims, key=lambda c: (c.document_id, c.trigger.start, c.claim_id))
    documents = sorted(documents, key=lambda d: d.document_id)
    written: dict[str, str] = {}
    for document in documents:
        for name in (document.outlet, document.agency, document.republishes):
            if name:
                written.setdefault(name_id(name), name)
    for claim in ordered:
        for link in claim.attribution.via:
            written.setdefault(link.id, link.name)
        if claim.attribution.source is not None:
            written.setdefault(name_id(claim.attribution.source.name), claim.attribution.source.name)
    labels: dict[str, str] = {}
    for claim in ordered:
        label = names.get(voice_of(claim)) or written.get(voice_of(claim))
        if label is not None:
            labels.setdefault(voice_of(claim), label)
    return Voices(labels=labels, outlets={d.document_id: d.outlet or d.title or d.file for d in documents}, sides=names)
