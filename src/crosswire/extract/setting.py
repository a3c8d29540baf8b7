"""Where and when a happening of a sentence was.

In: a group of triggers among the groups of its sentence, the places and times named there.  Out: the one nearest
along the parse, or None.  A time that hangs on a verb of saying dates the statement; a place that says who speaks
("residents of N"), that another clause holds, or that names a road or a country comes after the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosswire.extract.clauses import Group
from crosswire.extract.parse import Sentence, ancestors, clause_head
from crosswire.extract.places.words import TYPE_WORDS
from crosswire.extract.since import brings_in, goes_on, since_before
from crosswire.extract.timed_from import clause_in_front
from crosswire.extract.tokens import Token
from crosswire.extract.triggers import Hit
from crosswire.lexicon import Lexicon
from crosswire.lexicon.event_types import Codebook
from crosswire.model import Place, PlaceMention, Time, TimeMention

_SHOOTING = {"fire", "launch", "shoot", "lob"}
_BORDERS = {"border", "borders", "frontier", "bordering"}
_ROADS = {"highway", "road", "motorway", "route", "railway", "border"}
_OWNS = re.compile(
    rf"(?:['’]s?)?\s(?:[a-z][\w-]*\s){{0,2}}(?:{'|'.join(TYPE_WORDS)})\sof\s(?:the\s)?|['’]s?\s(?:[a-z][\w-]*\s){{0,3}}"
)
_OVER = ("across", "throughout", "over")
_BEFALLEN = ("dobj", "nsubjpass", "nsubj", "amod")
# In steps of the parse: a place farther off is not taken, unless the sentence names no other; what a clause between, a
# country, a road or a place that it was near to adds.
_FARTHEST = 12
_CLAUSE = 4
_OTHER_CLAUSE = 3
_COUNTRY = _ROAD = 6
_BORNE_BY_A_NAME = 8
_NEAR = 3
_NARROWNESS = {"exact": 0, "near": 1, "district": 2, "area": 3, "governorate": 4, "country": 5}


def time_of(
    group: Group, groups: Sequence[Group], sentence: Sentence, times: Sequence[TimeMention], said: set[int]
) -> Time | None:
    """The time nearest to the group; ``said`` holds the indices of the sentence's verbs of saying."""
    ranked: list[tuple[int, int, Time]] = []
    for mention in times:
        token = sentence.root_of(mention.time.start, mention.time.end)
        if token is not None and mention.since is None and _told_by_when(mention, group, sentence):
            return mention.time
        if token is None or (clause_head(token).i in said and not any(head.i in said for head in group.heads)):
            continue
        time = mention.time if mention.since is None else _since(mention, token, group, groups, sentence)
        if time is None:
            continue
        distance = _nearest(sentence, token, group) + _outside(token, group, groups)
        if _belongs(sentence, token, group, groups) or all(
            _nearest(sentence, token, other) >= distance - 2 for other in groups
        ):
            ranked.append((distance, time.start, time))
    return min(ranked, key=lambda item: item[:2])[2] if ranked else None


def _told_by_when(mention: TimeMention, group: Group, sentence: Sentence) -> bool:
    """ "On Monday, when ten were killed": the relative clause says what happened on that day."""
    when = next((word for word in sentence.doc if sentence.start(word) >= mention.time.end and not word.is_punct), None)
    if when is None or when.lower_ != "when" or when.head.pos_ not in ("VERB", "AUX"):
        return False
    clause = when.head
    return any(head == clause or clause.is_ancestor(head) for head in group.heads)


def time_of_report(sentence: Sentence, times: Sequence[TimeMention], said: set[int]) -> Time | None:
    """The day that a sentence begins with and on which it was said, where it names no other time: "on Sunday the
    monitor said that ten had been killed".  News of a day is put in front; a day behind the verb ("said on Sunday") is
    not taken, for what it tells of is as often of the day before."""
    if len(times) != 1 or times[0].since is not None or times[0].time.precision != "day":
        return None
    token = sentence.root_of(times[0].time.start, times[0].time.end)
    verb = clause_head(token) if token is not None else None
    return times[0].time if token is not None and verb is not None and token.i < verb.i and verb.i in said else None


def time_in_front(
    side: Token, groups: Sequence[Group], sentence: Sentence, times: Sequence[TimeMention], said: set[int]
) -> Time | None:
    """The time of the clause in front of an "after" or "before", whether it tells of a happening or not."""
    clause = clause_in_front(side)
    front = next((group for group in groups if any(head == clause for head in group.heads)), None)
    if front is None:
        start = sentence.start(clause)
        front = Group("", clause, [Hit(start, sentence.end(clause), clause, (), clause.i)], [clause])
    return time_of(front, groups, sentence, times, said)


def _since(
    mention: TimeMention, token: Token, group: Group, groups: Sequence[Group], sentence: Sentence
) -> Time | None:
    """The time of a group by a "since": what "since" brings in happened then ("since 2018, when they took the town"),
    the clause it stands in goes on from there, and it dates nothing else ("where troops have been since 2018")."""
    since = since_before(token)
    if since is None:
        return mention.time
    words = [hit.token for hit in group.hits]
    if since.dep_ == "mark" and sentence.start(since.doc[since.i + 1]) == mention.time.start:
        # The parser took the date for the subject of what follows.
        return mention.time if since.i == 0 or since.doc[since.i - 1].is_punct else None
    if any(brings_in(word, since) for word in words):
        return mention.since
    told = [hit.token for one in groups for hit in one.hits]
    return mention.time if goes_on([*words, *group.heads], since, told) else None


def place_of(
    group: Group,
    groups: Sequence[Group],
    sentence: Sentence,
    places: Sequence[PlaceMention],
    lexicon: Lexicon,
    said: set[int],
) -> Place | None:
    """The place nearest to the group, and of several that lie in each other the narrowest; ``said`` as in `time_of`."""
    ranked: list[tuple[int, int, Place]] = []
    if any(
        word.lower_ == "country" and word.head.lower_ in _OVER and _counted_over(word.head, group)
        for word in sentence.doc
    ):
        return None  # "killed nine across the country: five in Velmora, four in Dolna"
    words = {hit.token.i for one in groups for hit in one.hits}
    alone = sum(mention.place.precision != "country" for mention in places) == 1
    for at, named in enumerate(places):
        token = sentence.root_of(named.place.start, named.place.end)
        owns = at + 1 < len(places) and names_holder(sentence, named, places[at + 1], lexicon)
        mention = places[at + 1] if owns else named
        if token is None or mention.relation == "adjective" or _acts(token, mention, group):
            continue  # "US jets", "by Washington": who acts
        if at and mention.relation == places[at - 1].relation == "between":
            continue  # of the two ends of a road the one named first stands for it
        if group.family == "violence" and _carried_to(token, lexicon.codebook):
            continue
        if _qualifies_speaker(token, lexicon.codebook, said, words) or (
            mention.place.precision == "country" and _bounds(token)
        ):
            continue
        if named.place.precision == "country" and token.head.lower_ in _OVER and _counted_over(token.head, group):
            return named.place  # "counted 87 dead across N: 32 in Velmora, 21 in Dolna"
        distance = (
            _nearest(sentence, token, group)
            + _remoteness(mention, token)
            + _CLAUSE * _verbs_between(sentence, token, group)
            + _outside(token, group, groups)
        )
        if distance <= 2 * _FARTHEST and (
            _belongs(sentence, token, group, groups)
            or all(_nearest(sentence, token, other) >= distance - 3 for other in groups)
        ):
            ranked.append((distance, mention.place.start, mention.place))
            alone = alone and _remoteness(mention, token) < _ROAD
    alone = alone and len(ranked) == 1
    if not ranked or (min(item[0] for item in ranked) > _FARTHEST and not alone):
        return None
    best = min(ranked, key=lambda item: item[:2])[2]
    narrower = (
        place
        for _, _, place in sorted(ranked, key=lambda item: (_NARROWNESS[item[2].precision], *item[:2]))
        if _NARROWNESS[place.precision] < _NARROWNESS[best.precision]
        and place.place_id is not None
        and best.place_id is not None
        and best.place_id in lexicon.gazetteer.ancestors(place.place_id)
    )
    return next(narrower, best)


def _acts(token: Token, mention: PlaceMention, group: Group) -> bool:
    """ "By Washington", "brokered by N and M", "the M-N deal": who does it, or between whom it is."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    if first.head.dep_ == "agent":
        return True
    pact = group.family == "agreement" and mention.place.precision == "country"
    return pact and token.dep_ in ("compound", "nmod", "amod") and any(hit.token == token.head for hit in group.hits)


def all_over(text: str, country: str = "country") -> bool:
    """Whether a sentence speaks of a whole country ("killed ten across the country"), or of all else of it."""
    found = re.search(rf"\b(?:{'|'.join(_OVER)}) (?:the )?{re.escape(country)}\b|\bnationwide\b", text, re.IGNORECASE)
    return found is not None


def _counted_over(preposition: Token, group: Group) -> bool:
    """Whether "across" and the like hang on the word of the group, or on whom it befell."""
    words = {hit.token.i for hit in group.hits}
    above = preposition.head
    return preposition.i > above.i and (above.i in words or (above.dep_ in _BEFALLEN and above.head.i in words))


def names_holder(sentence: Sentence, mention: PlaceMention, following: PlaceMention, lexicon: Lexicon) -> bool:
    """ "In eastern N's M region", "the N suburb of M": N is named to say where M is."""
    base = sentence.passage.start
    between = sentence.text[mention.place.end - base : following.place.start - base]
    wide = following.place.precision in ("area", "governorate", "country")
    wider = wide and _NARROWNESS[mention.place.precision] < _NARROWNESS[following.place.precision]
    if mention.place.place_id is not None and _OWNS.fullmatch(between) is not None:
        return not wider or following.place.place_id is None  # but not "the Old Mill district of Velmora"
    if mention.place.precision != "country" or mention.place.place_id is None or following.place.place_id is None:
        return False
    inside = mention.place.place_id in lexicon.gazetteer.ancestors(following.place.place_id)
    return inside and between.strip() in ("", "'", "'s", "’", "’s")


def _nearest(sentence: Sentence, token: Token, group: Group) -> int:
    return min(sentence.steps_between(token, hit.token) for hit in group.hits)


def _belongs(sentence: Sentence, token: Token, group: Group, groups: Sequence[Group]) -> bool:
    """Whether no other happening of the sentence is nearer to the token."""
    own = _nearest(sentence, token, group)
    return all(
        own <= _nearest(sentence, token, other) or _inside(other, group) for other in groups if other is not group
    )


def _inside(other: Group, group: Group) -> bool:
    """Whether the other happening is a noun that hangs on a noun of this one: "an attack on an aid convoy near N"."""
    nouns = {hit.token.i for hit in group.hits if hit.token.pos_ == "NOUN"}
    for hit in other.hits:
        above = hit.token
        while above.pos_ not in ("VERB", "AUX") and above.head != above:
            above = above.head
            if above.i in nouns:
                return True
    return False


def _qualifies_speaker(token: Token, codebook: Codebook, said: set[int], words: set[int]) -> bool:
    """ "A source close to N", "residents of N", "the ministry in N said": the place says who speaks, not where it
    happened; ``words``: the indices of the triggers, which say nothing."""
    noun = token.head.head if token.dep_ == "pobj" else token
    if noun.dep_ == "nsubj" and noun.head.i in said and noun.i not in words:
        return True
    for above in ancestors(token):
        if above.pos_ in ("VERB", "AUX"):
            return False
        if above.lower_ in codebook.cues.unnamed_heads:
            counted = above.dep_ == "pobj" and any(child.dep_ == "nummod" for child in above.children)
            return above.dep_ not in ("dobj", "nsubjpass") and not counted  # whom it befell
    return False


def _carried_to(token: Token, codebook: Codebook) -> bool:
    """ "The wounded were taken to a hospital in N": where they were brought is not where it happened."""
    for at in (token, *ancestors(token)):
        if at.pos_ in ("VERB", "AUX"):
            return False
        if at.dep_ == "pobj" and at.head.lower_ == "to":
            return at.head.head.lower_ in codebook.cues.cared | codebook.cues.carrying
    return False


def _bounds(token: Token) -> bool:
    """ "The border with N", "N's border", "areas bordering N": the country on the other side, or on either."""
    near = [token.head, token.head.head] if token.dep_ == "pobj" else [token.head]
    return any(word.lower_ in _BORDERS for word in near)


def _remoteness(mention: PlaceMention, token: Token) -> int:
    """Steps added for places that are less likely to be where it happened: a country, the ends of a road, where
    people or shells came from ("fighters from N", "fired from N"), a name that another name bears ("the Sword of N"),
    what it was near to or outside of."""
    phrase = token
    while phrase.dep_ in ("compound", "nmod", "amod") and phrase.head != phrase:
        phrase = phrase.head
    come_from = phrase.head.head
    origin = phrase.dep_ == "pobj" and phrase.head.lower_ == "from"
    origin = origin and (come_from.pos_ in ("NOUN", "PROPN") or come_from.lemma_ in _SHOOTING)
    if mention.place.precision == "country":
        return 2 * _COUNTRY if origin else _COUNTRY
    if mention.relation == "between" or _names_road(token):
        return _ROAD
    if origin:
        return _ROAD
    bearer = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    if bearer is not None and bearer.pos_ == "PROPN":
        return _BORNE_BY_A_NAME
    return _NEAR if mention.relation == "near" else 0


def _outside(token: Token, group: Group, groups: Sequence[Group]) -> int:
    """Steps added for what stands outside the clause of the happening, where the sentence tells of others as well."""
    inside = len(groups) == 1 or group.head == token or group.head.is_ancestor(token)
    return 0 if inside else _OTHER_CLAUSE


def _verbs_between(sentence: Sentence, token: Token, group: Group) -> int:
    """How many verbs that are no part of the happening stand between a word and the happening's triggers; an
    infinitive, which tells of what has not happened, counts twice."""
    ours = {hit.token.i for hit in group.hits} | {head.i for head in group.heads}
    nearest = min((hit.token for hit in group.hits), key=lambda word: sentence.steps_between(token, word))
    above = [token, *ancestors(token)]
    word_up = [nearest, *ancestors(nearest)]
    common = {at.i for at in above} & {at.i for at in word_up}
    path = [at for at in above if at.i not in common] + [at for at in word_up if at.i not in common]
    verbs = [at for at in path if at.pos_ == "VERB" and at.i not in ours and at != token]
    return sum(2 if any(child.tag_ == "TO" for child in verb.children) else 1 for verb in verbs)


def _names_road(token: Token) -> bool:
    """ "The N–M highway": names that say which road is meant."""
    at = token
    while at.dep_ in ("compound", "nmod", "amod") and at.head != at:
        at = at.head
        if at.lower_ in _ROADS:
            return True
    return False
