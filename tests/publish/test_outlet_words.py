"""The words of two outlets: for the same actor, for the same act, loaded, and apart by more than chance."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from karsten_record import claim, document, quote_of

from crosswire.errors import UsageError
from crosswire.lexicon import Lexicon
from crosswire.lexicon.lexicon import LoadedTerm, Tables
from crosswire.model import Claim, Document, Participant, Quote
from crosswire.publish.outlet_words import LEAST, PRIOR, named_things, outlet_named, outlet_words, words_apart

TERMS = (
    LoadedTerm(term="terrorists", neutral="fighters", kind="actor", stance="against", example_fire="", example_not=""),
    LoadedTerm(term="liberated", neutral="captured", kind="act", stance="for", example_fire="", example_not=""),
)
LEXICON = Lexicon(Tables(loaded_terms=TERMS), fingerprint="test", folders=())
POST = "The terrorists liberated Brisk. The terrorists shelled Dolna."
VOICE = "Fighters of the Front took Brisk. “The terrorists fled,” an officer said."
NAMES = ((POST, "The terrorists", 0), (POST, "The terrorists", 32), (VOICE, "Fighters of the Front", 0),
         (VOICE, "The terrorists", 35))  # fmt: skip


def record() -> tuple[list[Claim], list[Document]]:
    documents = [document("post", POST, outlet="Velmora Post"), document("voice", VOICE, outlet="Voice of Marn")]
    made = []
    for number, (text, words, after) in enumerate(NAMES):
        of = documents[0] if text == POST else documents[1]
        start = text.index(words, after)
        name = Participant(start=start, end=start + len(words), quote=words, role="actor", actor_id="front",
                           name="Free Marn Front", side_id=None)  # fmt: skip
        sentence = text[:start].rfind(". ") + 2 if ". " in text[:start] else 0
        end = text.index(".", sentence) + 1
        trigger = ("liberated", "shelled", "took", "fled")[number]
        one = claim(str(number), of, text[sentence:end], trigger, of.outlet or "", participants=(name,))
        one = replace(one, event_type=("territory_change", "shelling", "territory_change", "other")[number])
        made.append(replace(one, event_id=("event-1", "event-2", "event-1", None)[number]))
    return made, documents


def test_actors_acts_and_loaded_terms_with_counts_and_quotation_marks() -> None:
    claims, documents = record()
    found = outlet_words("Velmora Post", "Voice of Marn", claims, documents, LEXICON)
    assert found.shared_events == ("event-1",)
    told = {
        (s.kind, s.name, s.note): tuple([(u.word, u.count, u.quoted) for u in side] for side in (s.one, s.other))
        for s in found.said
    }
    assert told == {
        ("actor", "Free Marn Front", None): (
            [("terrorists", 2, 0)], [("fighters of the front", 1, 0), ("terrorists", 1, 1)],
        ),
        ("act", "territory change", None): ([("liberated", 1, 0)], [("took", 1, 0)]),
        ("loaded", "captured", "for"): ([("liberated", 1, 0)], []),
        ("loaded", "fighters", "against"): ([("terrorists", 2, 0)], [("terrorists", 1, 1)]),
    }  # fmt: skip
    texts = {d.document_id: d.text for d in documents}
    for used in (u for s in found.said for u in (*s.one, *s.other)):
        place = used.sentence
        assert texts[used.document_id][place.start : place.end] == place.quote
        assert used.word in place.quote.casefold()


def test_the_other_way_round_says_the_same() -> None:
    claims, documents = record()
    one = outlet_words("Velmora Post", "Voice of Marn", claims, documents, LEXICON)
    other = outlet_words("Voice of Marn", "Velmora Post", claims[::-1], documents[::-1], LEXICON)
    assert [(s.name, s.one, s.other) for s in one.said] == [(s.name, s.other, s.one) for s in other.said]
    assert sorted((a.word, a.z) for a in one.apart) == sorted((a.word, -a.z) for a in other.apart)


def test_what_all_outlets_call_things() -> None:
    claims, documents = record()
    named = {
        (one.kind, one.name): [outlet for outlet, _ in one.by_outlet]
        for one in named_things(claims, documents, LEXICON)
    }
    assert named == {
        ("actor", "Free Marn Front"): ["Velmora Post", "Voice of Marn"],
        ("loaded", "captured"): ["Velmora Post"],
        ("loaded", "fighters"): ["Velmora Post", "Voice of Marn"],
    }
    same = [c for c in claims if c.participants[0].quote == "The terrorists"]
    assert [one.kind for one in named_things(same, documents, LEXICON)] == ["loaded", "loaded"]


def test_the_same_kinds_of_happening_are_compared_too() -> None:
    text = "The regime forces hit Brisk. " * 60
    loud, calm = document("loud", text, outlet="Loud"), document("calm", text.replace("regime", "army"), outlet="Calm")
    claims = []
    for one in (loud, calm):
        for number in range(60):
            start = number * (len(one.text) // 60)
            made = claim(f"{one.file}-{number}", one, one.text[: len(one.text) // 60 - 1], "hit", one.outlet or "")
            place = Quote(start=start, end=start + len(made.evidence[0].quote), quote=made.evidence[0].quote)
            claims.append(replace(made, evidence=(place,), event_id=f"event-{one.file}"))
    found = outlet_words("Loud", "Calm", claims, [loud, calm], LEXICON)
    assert found.shared_events == found.apart == ()
    assert [(a.word, a.one, a.other) for a in found.apart_in_kinds] == [("regime", 60, 0), ("army", 0, 60)]
    other = [replace(c, event_type="shelling") if c.document_id == calm.document_id else c for c in claims]
    assert outlet_words("Loud", "Calm", other, [loud, calm], LEXICON).apart_in_kinds == ()


def sentences(words: dict[str, int]) -> list[tuple[str, Quote]]:
    told = " ".join(" ".join([word] * count) for word, count in words.items())
    return [("doc", Quote(start=0, end=len(told), quote=told))]


def test_the_log_odds_ratio_with_an_informative_prior_as_reckoned_by_hand() -> None:
    one, other = {"regime": 30, "village": 70}, {"regime": 2, "army": 28, "village": 70}
    both = {word: one.get(word, 0) + other.get(word, 0) for word in (*one, "army")}
    found = {a.word: a for a in words_apart(sentences(one), sentences(other), sentences(both))}
    weight = 32 / 200 * PRIOR
    odds = math.log((30 + weight) / (100 + PRIOR - 30 - weight)) - math.log((2 + weight) / (100 + PRIOR - 2 - weight))
    assert found["regime"].z == pytest.approx(odds / math.sqrt(1 / (30 + weight) + 1 / (2 + weight)), abs=0.001)
    assert (found["regime"].one, found["regime"].other) == (30, 2)
    assert found["army"].z < 0 and "village" not in found
    assert list(found) == ["regime", "army"]


def test_few_words_and_none_are_not_set_apart() -> None:
    rare = {"regime": LEAST - 1}
    same = {"village": 50}
    assert words_apart(sentences({**rare, **same}), sentences(same), sentences({**rare, **same})) == []
    assert words_apart([], sentences({"village": 50}), sentences({"village": 50})) == []


def test_an_outlet_is_found_by_its_name_or_a_part_of_it() -> None:
    _, documents = record()
    assert outlet_named("velmora post", documents) == outlet_named("post", documents) == "Velmora Post"
    with pytest.raises(UsageError, match="2 outlets are called 'v'"):
        outlet_named("v", documents)
    with pytest.raises(UsageError, match="0 outlets"):
        outlet_named("Times", documents)
    assert quote_of(POST, "Brisk").quote == "Brisk"
