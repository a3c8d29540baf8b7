"""The record without the names of private persons, as the JSONL export hands it out.

In: the claims of a record, and a noun of it after the other.  Out: the same with private persons
(`crosswire.publish.private_names` says who) left out of participants and sources, their names out of labels, rules and
reasons, and their voices called ``private:`` and eight hex digits, so that two persons stay two voices.  Figures,
places, times and every quote that is kept stay as they are: the sentence a claim rests on, and the documents' texts,
still hold what they hold.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from crosswire.model import Claim, Estimate, Event, Link, Reason, Refusal, Relation
from crosswire.publish.private_names import Veil

P = TypeVar("P", Link, Refusal)


class Unnamed:
    """Leaves private names out of one noun after the other.  ``claims``: all of the record, read once."""

    def __init__(self, veil: Veil, claims: Iterable[Claim]) -> None:
        self.veil = veil
        self.voices: dict[str, str] = {}
        self._words = lru_cache(maxsize=65536)(self._unnamed)  # the same reasons are told again and again
        for claim in claims:
            source, voice = claim.attribution.source, claim.voice_id
            if source is not None and voice is not None and voice.startswith("name:") and self._private(claim):
                self.voices[voice] = f"private:{hashlib.sha256(voice.encode()).hexdigest()[:8]}"

    def _private(self, claim: Claim) -> bool:
        """Whether the source of a claim is a private person."""
        told = claim.attribution
        return told.source is not None and told.source_id is None and self.veil.hides(told.source.name)

    def _voice(self, voice: str) -> str:
        return self.voices.get(voice, voice)

    def _unnamed(self, text: str) -> str:
        if "name:" in text:  # so does every voice of a person begin
            for voice, instead in self.voices.items():
                text = re.sub(rf"(?<![\w:-]){re.escape(voice)}(?![\w-])", instead, text)
        return self.veil.text(text)

    def claim(self, claim: Claim) -> Claim:
        attribution = claim.attribution
        if self._private(claim):
            attribution = replace(attribution, source=None)
        return replace(
            claim,
            participants=tuple(p for p in claim.participants if p.actor_id is not None or not self.veil.hides(p.name)),
            attribution=attribution,
            voice_id=None if claim.voice_id is None else self._voice(claim.voice_id),
        )

    def event(self, event: Event) -> Event:
        return replace(
            event,
            label=self._words(event.label),
            participants=tuple(p for p in event.participants if p.actor_id is not None or not self.veil.hides(p.name)),
            voice_ids=tuple(sorted(map(self._voice, event.voice_ids))),
            links=tuple(map(self._pair, event.links)),
            refused=tuple(map(self._pair, event.refused)),
        )

    def _pair(self, pair: P) -> P:
        reasons = self._reasons(pair.reasons)
        return pair if reasons == pair.reasons else replace(pair, reasons=reasons)

    def _reasons(self, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
        said = [(reason, self._words(reason.text)) for reason in reasons]
        return tuple(reason if reason.text == text else replace(reason, text=text) for reason, text in said)

    def relation(self, relation: Relation) -> Relation:
        return replace(relation, reason=self._words(relation.reason))

    def estimate(self, estimate: Estimate) -> Estimate:
        return replace(
            estimate,
            rule=self._words(estimate.rule),
            voice_ids=tuple(sorted(map(self._voice, estimate.voice_ids))),
            grade_reasons=tuple(map(self._words, estimate.grade_reasons)),
        )
