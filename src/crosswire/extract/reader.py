"""Claims of one sentence.

In: a parsed sentence with all its mentions, the reports in it, and the scene the sentences before it left.  Out: one
claim for each happening it tells of, in order; the scene is left changed for the next sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosswire.extract.arguments import group_subject
from crosswire.extract.attribution import attribute, spoken
from crosswire.extract.by_place import apart_by_place, told_there, without_place_of_a_part
from crosswire.extract.clauses import Group, group_hits
from crosswire.extract.figures import Figure, find_figures
from crosswire.extract.ground import FORM as GROUND
from crosswire.extract.joined_clauses import dated_by, placed_by
from crosswire.extract.kinds import OPEN, kind_of, named_kinds
from crosswire.extract.named import Mentions
from crosswire.extract.one_by_one import completed
from crosswire.extract.parse import Sentence, clause_head
from crosswire.extract.reports import Report
from crosswire.extract.roles import find_participants, hurt_his_own
from crosswire.extract.scene import Scene, pointed_at
from crosswire.extract.setting import all_over, place_of, time_in_front, time_of, time_of_report
from crosswire.extract.speakers import Speaker
from crosswire.extract.status import status_of
from crosswire.extract.timed_from import counted_from, distances_of, is_behind, shifted, timed_from
from crosswire.extract.times.distances import Distance
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import Hit, find_triggers
from crosswire.extract.victims import refined_type, told_singly
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Codebook, Cues
from crosswire.model import (
    Attribution,
    Claim,
    Participant,
    Place,
    Quantity,
    Quote,
    Status,
    Time,
    content_id,
)


class SentenceReader:
    """Reads the claims of one sentence.  ``at`` is the number of its passage among the readable ones, ``speaker`` who
    spoke last before it."""

    def __init__(
        self,
        sentence: Sentence,
        mentions: Mentions,
        reports: Sequence[Report],
        scene: Scene,
        lexicon: Lexicon,
        *,
        speaker: Speaker | None,
        document_id: str,
        at: int,
    ) -> None:
        self.sentence, self.mentions, self.reports, self.scene, self.lexicon = (
            sentence,
            mentions,
            reports,
            scene,
            lexicon,
        )
        self.speaker, self.document_id, self.at = speaker, document_id, at
        self.counted = [] if scene.time is None else counted_from(scene.time, sentence, mentions.times)
        self.mentions = replace(mentions, times=[*mentions.times, *self.counted])
        self.counted_from = scene.time_passage
        self.codebook = lexicon.codebook
        self.whole = sentence.quote(sentence.passage.start, sentence.passage.start + len(sentence.text))
        self.hits = find_triggers(sentence, self.codebook, mentions.names)
        sources = [report.speaker.quote for report in reports if report.speaker is not None]
        self.figures = find_figures(sentence, mentions.numbers, self.hits, mentions.actors, self.codebook, sources)
        self.distances = distances_of(sentence)
        self.groups = group_hits(self.hits, self.codebook, {side.i for _, side in self.distances})
        self.said = {report.verb.i for report in reports if report.verb is not None}
        self.actor_ids = frozenset(actor.actor_id for actor in mentions.actors)
        self.kinds = {group.hits[0].start: named_kinds(group) for group in self.groups}

    def claims(self) -> list[Claim]:
        """The claims, in the order of their triggers."""
        claims: list[Claim] = []
        background: list[Claim] = []
        for hit in self.hits:
            self.scene.name_in_full(self.sentence.quote(hit.start, hit.end).quote, hit.event_types())
        for group in self.groups:
            figures = [figure for figure in self.figures if figure.hit in group.hits]
            apart = apart_by_place(figures, self.mentions.places, self.sentence)
            elsewhere = [figure for figure, _ in apart]
            claim = self._claim(group, [figure for figure in figures if figure not in elsewhere], len(claims))
            if claim is not None:
                claims.append(without_place_of_a_part(claim, apart))
                background += [claim] if group.lasting else []
                claims += [told_there(claim, figure, place) for figure, place in apart]
        self._remember([claim for claim in claims if claim not in background] or claims, background)
        return claims

    def _claim(self, group: Group, figures: list[Figure], ordinal: int) -> Claim | None:
        """The claim of one happening; None where nothing but its trigger is known, or its words need a figure."""
        evidence = [self.whole]
        attribution = self._attribution(figures[0].hit if figures else group.hits[0], evidence)
        participants = self._participants(group, figures, attribution, evidence)
        time, place, taken_over = self._setting(group, figures, evidence)
        quantities = (
            *(figure.quantity for figure in figures),
            *told_singly(group, figures, participants, self.sentence, self.codebook),
        )
        quantities = self._completed(group, quantities)
        tells = any(_tells(hit, self.codebook.cues) for hit in group.hits)
        if not quantities and not (tells and (participants or self._dated_or_placed(group, time, place, taken_over))):
            return None
        event_type = self._event_type(group, quantities, participants)
        trigger = _name_of(group, figures, self.sentence)
        return Claim(
            claim_id=content_id("claim", self.document_id, trigger.start, trigger.end, ordinal),
            document_id=self.document_id,
            event_type=event_type,
            mode=_mode(group, self.sentence, self.codebook),
            status=_status(group, figures, event_type, self.codebook),
            trigger=trigger,
            passage_kind=self.sentence.passage.kind,
            participants=tuple(participants),
            place=place,
            time=time,
            quantities=quantities,
            attribution=attribution,
            evidence=tuple(evidence),
            score=_score(figures, self.sentence, taken_over),
        )

    def _completed(self, group: Group, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
        """The quantities with those whom the parser lost of a list of single people."""
        taken = [figure.quantity for figure in self.figures]
        hits = [hit.token for hit in group.hits]
        return completed(self.sentence, quantities, taken, self.mentions.names, hits, self.codebook)

    def _dated_or_placed(self, group: Group, time: Time | None, place: Place | None, taken_over: bool) -> bool:
        """Whether the sentence itself says when or where; an act of violence that it only dates, and whose place is
        that of the text around, is told elsewhere."""
        if group.family == "violence" and not group.lasting:
            return not taken_over and bool(place or time)
        return any(said is not None and said.start >= self.whole.start for said in (time, place))

    def _attribution(self, hit: Hit, evidence: list[Quote]) -> Attribution:
        attribution = attribute(self.sentence, hit.token, self.reports, hit.start, self.codebook.cues)
        if attribution.manner != "own_voice" or self.sentence.passage.kind != "sentence":
            return attribution
        if (speech := spoken(self.sentence, self.speaker)) is not None:
            return speech
        carried = self.scene.attribution_for(
            self.at, self.sentence.text, self.actor_ids,
            own_time=bool(self.mentions.times), own_place=any(m.place.place_id for m in self.mentions.places),
        )  # fmt: skip
        if carried is None:
            return attribution
        evidence.append(carried[1])
        return carried[0]

    def _participants(
        self, group: Group, figures: Sequence[Figure], attribution: Attribution, evidence: list[Quote]
    ) -> list[Participant]:
        found = self._named(group, figures)
        source = attribution.source
        if source is not None and self.sentence.passage.kind == "headline":
            # "Shelling kills ten: monitor": the source at the end of a headline takes no part.
            found = [p for p in found if p.role != "actor" or (p.start, p.end) != (source.start, source.end)]
        if any(p.role == "actor" for p in found):
            return found
        meant = self.scene.subject_for(self.at, group_subject(group))
        apart = timed_from(group.hits[0].token, self.distances) is not None  # "hours after strikes had hit the town"
        if meant is None and group.family == "violence" and not self.mentions.times and not apart:
            meant = self.scene.attacker_for(
                self.at, self.sentence.text, named_kinds(group), elsewhere=self._elsewhere()
            )
            befell = {p.actor_id for p in found}
            if meant and (meant[0].actor_id in befell or hurt_his_own(meant[0], figures, self.sentence, self.lexicon)):
                meant = None
        if meant is not None:
            evidence.append(meant[1])
            return [meant[0], *found]
        return [*self._beside(group, found), *found] if figures and not apart else found

    def _named(self, group: Group, figures: Sequence[Figure] = ()) -> list[Participant]:
        mentions = self.mentions
        return find_participants(self.sentence, group, mentions.actors, mentions.places, self.codebook, figures)

    def _elsewhere(self) -> bool:
        """Whether the sentence is at a place that neither holds nor lies in that of the attack told before."""
        before, relation = self.scene.attack_place_id, self.lexicon.gazetteer.relation
        here = {m.place.place_id for m in self.mentions.places if m.place.place_id and m.place.precision != "country"}
        return (
            before is not None and bool(here) and all(relation(one, before) in ("apart", "neighbour") for one in here)
        )

    def _beside(self, group: Group, found: Sequence[Participant]) -> list[Participant]:
        """Who did it, as another clause says: "the army fired shells that fell on the town, killing ten"; only where
        all violence the sentence tells of is the doing of one, whom this happening did not befall."""
        befell = {p.actor_id or p.name for p in found}
        others = [
            other
            for other in self.groups
            if other is not group and other.family == group.family == "violence" and not self._parted(group, other)
            and status_of(other, self.codebook.cues) in ("happened", "ongoing")
        ]  # fmt: skip
        doers = {p.actor_id or p.name: p for other in others for p in self._named(other) if p.role == "actor"}
        return [doer for key, doer in doers.items() if key not in befell and doer.actor_id] if len(doers) == 1 else []

    def _parted(self, group: Group, other: Group) -> bool:
        """Whether two happenings are told each by itself: a semicolon stands between them, or one only dates the other
        or is what it answers."""
        if group.dated_by or other.dated_by:
            return True
        first, second = sorted((group.hits[0].start, other.hits[0].start))
        return ";" in self.sentence.text[first - self.whole.start : second - self.whole.start]

    def _setting(
        self, group: Group, figures: Sequence[Figure], evidence: list[Quote]
    ) -> tuple[Time | None, Place | None, bool]:
        """When and where, and whether any of it was taken over from another sentence."""
        time, place = self._time_of(group), self._place_of(group)
        time = time or next(filter(None, map(self._time_of, dated_by(group, self.groups))), None)
        place = place or next(filter(None, map(self._place_of, placed_by(group, self.groups))), None)
        if self.counted_from is not None and any(time == mention.time for mention in self.counted):
            evidence.append(self.counted_from)
        taken_over = False
        aside = timed_from(group.hits[0].token, self.distances)
        if aside is not None and not (time is not None and self._behind(time, aside[1])):
            return self._aside(aside, group, evidence), place, False
        running = any(figure.quantity.counts == "cumulative" for figure in figures)
        if time is None and not running:
            before = self.scene.time_for(self.at, self.sentence.text, group.family)
            if before is not None:
                time, taken_over = before[0], True
                evidence.append(before[1])
            elif figures and group.family == "violence":
                time = time_of_report(self.sentence, self.mentions.times, self.said)
        if place is None:
            narrow = (one.place for one in self.mentions.places if one.place.precision != "country")
            place = pointed_at(self.sentence.text, [(one.end - self.whole.start, one) for one in narrow])
        stated = group.family == "statement"  # made elsewhere than where what it is about happened
        if place is None and not stated and not all_over(self.sentence.text):
            there = self.scene.place_for(self.at, self.sentence.text)
            if there is not None:
                place, taken_over = there[0], True
                if there[1] not in evidence:
                    evidence.append(there[1])
        return time, place, taken_over

    def _time_of(self, group: Group) -> Time | None:
        return time_of(group, self.groups, self.sentence, self.mentions.times, self.said)

    def _place_of(self, group: Group) -> Place | None:
        return place_of(group, self.groups, self.sentence, self.mentions.places, self.lexicon, self.said)

    def _behind(self, time: Time, side: Token) -> bool:
        token = self.sentence.root_of(time.start, time.end)
        return token is not None and is_behind(token, side)

    def _aside(self, aside: tuple[Distance, Token], group: Group, evidence: list[Quote]) -> Time | None:
        """The time of a happening told of as so long before or after another one: counted from the time named with
        the other, or from that of the sentences before; None where it dates what was said of the happening."""
        distance, side = aside
        if clause_head(side).i in self.said and clause_head(group.head) != clause_head(side):
            return None
        others = [mention for mention in self.mentions.times if not self._behind(mention.time, side)]
        front = time_in_front(side, self.groups, self.sentence, others, self.said)
        if front is not None:
            return shifted(front, distance, self.sentence)
        before = self.scene.time_for(self.at, self.sentence.text, group.family)
        before = before or self.scene.time_of_happening(self.sentence.text)
        if before is None:
            return shifted(None, distance, self.sentence)
        evidence.append(before[1])
        return shifted(before[0], distance, self.sentence)

    def _event_type(self, group: Group, quantities: Sequence[Quantity], participants: Sequence[Participant]) -> str:
        """The group's type; what its words leave open is said by the weapon, by what the text called in full, or by
        the kind of happening told right before, unless the sentence names a time of its own."""
        kind = kind_of(group, self.groups, self.sentence, self.scene, participants, self.lexicon)
        if kind in OPEN and not self.mentions.times:
            doers = {p.actor_id for p in participants if p.role == "actor"}
            known = self.scene.attacker.actor_id if self.scene.attacker is not None else None
            told = any(one.form != "noun" for hit in group.hits if (one := hit.counting()))  # but not "bodies"
            goes_on = bool(quantities) and told and doers <= {known} and not self._elsewhere()
            kind = self.scene.type_for(self.at, self.sentence.text, goes_on=goes_on) or kind
        if kind not in OPEN and kind != group.event_type(self.codebook):
            self.kinds[group.hits[0].start] = frozenset({kind})
            self.scene.kinds.add(kind)
        return refined_type(kind, quantities, participants, self.lexicon)

    def _remember(self, claims: Sequence[Claim], background: Sequence[Claim]) -> None:
        """What the sentence leaves for those after it: only what it said itself, never what it took over; of an
        offensive beside another happening only whose it is."""
        scene, at, whole = self.scene, self.at, self.whole
        own = [mention.time for mention in self.mentions.times]
        timed = [claim for claim in claims if claim.time in own]
        if timed and not any(mention.since for mention in self.mentions.times if mention.time == timed[0].time):
            scene.time, scene.time_at, scene.time_passage = timed[0].time, at, whole
            scene.time_families = {self.codebook.event_types[claim.event_type].family for claim in timed}
        elif len(own) > len(self.counted):
            scene.time = None
        placed = next((claim for claim in claims if claim.place is not None and claim.place.start >= whole.start), None)
        if placed is not None:
            scene.place, scene.place_at, scene.place_passage = placed.place, at, whole
        specific = frozenset().union(*self.kinds.values())
        if len(specific) == 1:
            scene.event_type, scene.event_type_at = next(iter(specific)), at
        elif specific:
            scene.event_type = None
        acting = [
            (claim, p)
            for claim in dict.fromkeys((*claims, *background))
            for p in claim.participants
            if p.role == "actor"
        ]
        doers = [(claim, p) for claim, p in acting if p.actor_id]
        if acting:
            scene.subject, scene.subject_at, scene.subject_passage = (doers or acting)[0][1], at, whole
        violent = [
            p
            for claim, p in doers
            if self.codebook.event_types[claim.event_type].family == "violence"
            and claim.status in ("happened", "ongoing")
        ]
        if violent:
            scene.attacker, scene.attacker_at, scene.attacker_passage = violent[0], at, whole
            scene.attack_types = specific
            at_place = next((claim.place for claim, p in doers if p == violent[0] and claim.place), None)
            scene.attack_place_id = at_place.place_id if at_place is not None else None
        elif (specific and scene.attack_types and not specific & scene.attack_types) or any(
            self.codebook.event_types[claim.event_type].family == "violence" for claim in timed
        ):
            scene.attacker = None  # another attack, of another kind or on a day of its own, and nobody says whose it is
        reported = next((claim.attribution for claim in claims if claim.attribution.cue is not None), None)
        if reported is not None and reported.manner == "reported" and (reported.cue or whole).start >= whole.start:
            scene.attribution, scene.attribution_at, scene.attribution_passage = reported, at, whole
            scene.actor_ids = self.actor_ids


def _tells(hit: Hit, cues: Cues) -> bool:
    """Whether a word tells of a happening by itself; "hostages", "casualties" and "left" only do with a figure,
    "murder" and "death" also with whom it befell ("the murder of N")."""
    if hit.token.lower_ in cues.moving and not hit.event_types():
        return False
    if hit.event_types() or any(meaning.form not in ("noun", "toll", "care") for meaning in hit.meanings):
        return True
    counting = hit.counting()
    of_somebody = any(
        child.lower_ == "of" or (child.dep_ == "poss" and child.pos_ != "PRON") for child in hit.token.children
    )
    return counting is not None and counting.measure == "killed" and counting.form == "noun" and of_somebody


def _name_of(group: Group, figures: Sequence[Figure], sentence: Sentence) -> Quote:
    """The trigger a claim is known by: the word that counts its first figure, else the first word of the group, one of
    the codebook before one that only tells with what hangs on it."""
    of_codebook = (hit for hit in group.hits if any(meaning.form != GROUND for meaning in hit.meanings))
    hit = figures[0].hit if figures else next(of_codebook, group.hits[0])
    return sentence.quote(hit.start, hit.end)


def _status(group: Group, figures: Sequence[Figure], event_type: str, codebook: Codebook) -> Status:
    """The status of the happening; a threat that was made is of what is threatened, which has not happened.  Where
    nobody was killed but four were hurt, it is that of the four."""
    some = {figure.hit for figure in figures if figure.quantity.best != 0}
    nobody = {figure.hit for figure in figures} - some
    if some and nobody:
        group = replace(group, hits=[hit for hit in group.hits if hit not in nobody])
    status = status_of(group, codebook.cues)
    return "threatened" if event_type == "threat" and status in ("happened", "ongoing") else status


def _mode(group: Group, sentence: Sentence, codebook: Codebook) -> str | None:
    """How it was done, in PLOVER's modes: suicide attacks by their word, else what the type says."""
    words = " ".join(sentence.quote(hit.start, hit.end).quote.casefold() for hit in group.hits)
    event_type = group.event_type(codebook)
    if event_type == "bombing" and ("suicide" in words or "himself" in words or "herself" in words):
        return "suicide-attack"
    known = codebook.event_types.get(event_type)
    return known.plover[1] if known else None


def _score(figures: Sequence[Figure], sentence: Sentence, taken_over: bool) -> float:
    """How sure the reading is: the firmness of the figure's tie, less for headlines and for what was taken over."""
    score = min((figure.sure for figure in figures), default=0.8)
    if sentence.passage.kind == "headline":
        score -= 0.05
    if taken_over:
        score -= 0.1
    return round(max(score, 0.1), 3)
