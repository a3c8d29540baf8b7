"""According to whom."""

from __future__ import annotations

import pytest
from reading import claims_of

from crosswire.model import Attribution

NINE = "nine people were killed in Velmora"
FIGHTERS = "nine fighters were killed near Dolna"


def told(*sentences: str) -> Attribution:
    """The attribution of the last claim."""
    return claims_of(*sentences)[-1].attribution


def who(attribution: Attribution) -> str | None:
    return attribution.source_id or (attribution.source.name if attribution.source else None)


@pytest.mark.parametrize(
    ("sentence", "manner", "source", "cue"),
    [
        (f"N{NINE[1:]}, Marn Watch said.", "reported", "marn-watch", "said"),
        (f"Marn Watch said {NINE}.", "reported", "marn-watch", "said"),
        (f"Marn Watch reported that {NINE}.", "reported", "marn-watch", "reported"),
        (f"According to Marn Watch, {NINE}.", "reported", "marn-watch", "According to"),
        (f"N{NINE[1:]}, according to Marn Watch.", "reported", "marn-watch", "according to"),
        ("Marn Watch reported nine deaths in Velmora.", "reported", "marn-watch", "reported"),
        ("Marn Watch documented the killing of nine people in Velmora.", "reported", "marn-watch", "documented"),
        (f"The Ostravian army said in a statement that {FIGHTERS}.", "reported", "ostravian-army", "said"),
        (f"Ivo Hrast, a doctor in Dolna, said {NINE}.", "reported", "Ivo Hrast", "said"),
        # Quotation marks.
        (f"“N{FIGHTERS[1:]},” Jan Brod said.", "quoted", "jan-brod", "said"),
        (f'"N{FIGHTERS[1:]}," Jan Brod said.', "quoted", "jan-brod", "said"),
        # Sources that are described and not named.
        (f"Residents said {NINE}.", "reported", "Residents", "said"),
        (f"A military source said {FIGHTERS}.", "reported", "A military source", "said"),
        (f"Activists in Dolna said {NINE}.", "reported", "Activists in Dolna", "said"),
        (f"“N{FIGHTERS[1:]},” a military source said.", "quoted", "a military source", "said"),
        # Nobody in particular.
        (f"Reports say {NINE}.", "unnamed", None, "say"),
        (f"N{NINE[1:]}, reports say.", "unnamed", None, "say"),
        ("Nine people were reportedly killed in Velmora.", "unnamed", None, "reportedly"),
        ("Nine people were supposedly killed in Velmora.", "unnamed", None, "supposedly"),
        ("Nine people were apparently killed in Velmora.", "own_voice", None, None),
        # What closes a sentence, with and without the comma that the parse leans on.
        (f"N{NINE[1:]} Marn Watch said.", "reported", "marn-watch", "said"),
        ("Air strikes that killed nine people hit Velmora a doctor said on Friday.", "reported", "a doctor", "said"),
        (f"N{NINE[1:]} an official in Karsten told OPA on Friday.", "reported", "an official in Karsten", "told"),
        (f"N{NINE[1:]} said Marn Watch.", "reported", "marn-watch", "said"),
        (f"N{NINE[1:]}, Marn Watch reported, and fighting went on.", "reported", "marn-watch", "reported"),
        # A subject that the parse loses, and one that is told of by another.
        (
            f"On Sunday Ivo Hrast a doctor in Karsten reported that {NINE}.",
            "reported",
            "a doctor in Karsten",
            "reported",
        ),
        (f"North Wire quoted Marn Watch as saying that {NINE}.", "reported", "marn-watch", "saying"),
        ("The army left after an attack the FMF says killed nine people.", "reported", "fmf", "says"),
        # A happening says nothing.
        ("The blast in Dolna added nine people to those killed in Velmora.", "own_voice", None, None),
        # Passive.
        (f"It was reported by Marn Watch that {NINE}.", "reported", "marn-watch", "reported"),
        (f"N{NINE[1:].replace('were', 'were reported')}, Marn Watch said.", "reported", "marn-watch", "said"),
        (
            "Marn Watch said the FMF were behind the attack in which nine people are reported to have died in Dolna.",
            "unnamed",
            None,
            "reported",
        ),
        (f"Marn Watch went on to say that {NINE}.", "reported", "marn-watch", "say"),
        # The outlet itself.
        (f"N{NINE[1:]}.", "own_voice", None, None),
        ("The FMF attacked Dolna.", "own_voice", None, None),
    ],
)
def test_manner_source_and_cue(sentence: str, manner: str, source: str | None, cue: str | None) -> None:
    attribution = told(sentence)
    found = (attribution.manner, who(attribution), attribution.cue.quote if attribution.cue else None)
    assert found == (manner, source, cue)


@pytest.mark.parametrize(
    ("sentence", "manner", "source", "via"),
    [
        (f"A military source told OPA that {FIGHTERS}.", "reported", "A military source", ["opa"]),
        (f"Jan Brod told North Wire that {FIGHTERS}.", "reported", "jan-brod", ["north-wire"]),
        (f"Jan Brod told reporters that {FIGHTERS}.", "reported", "jan-brod", []),
    ],
)
def test_who_was_told_is_a_link_of_the_chain(sentence: str, manner: str, source: str, via: list[str]) -> None:
    attribution = told(sentence)
    assert (attribution.manner, who(attribution), [link.id for link in attribution.via]) == (manner, source, via)


@pytest.mark.parametrize(
    "headline",
    [
        "# Nine killed in Velmora air strike: Marn Watch",
        "# Nine killed in Velmora air strike - Marn Watch",
        "# Nine killed in Velmora air strike – Marn Watch",
        "# Marn Watch: nine killed in Velmora air strike",
    ],
)
def test_a_headline_names_its_source_at_either_end(headline: str) -> None:
    attribution = told(headline)
    assert (attribution.manner, attribution.source_id) == ("reported", "marn-watch")


def test_a_pronoun_is_the_speaker_before() -> None:
    attribution = told("Jan Brod said the FMF attacked Dolna.", "He added that nine fighters were killed.")
    assert (attribution.source_id, attribution.cue.quote if attribution.cue else None) == ("jan-brod", "added")


def test_a_pronoun_without_a_speaker_is_nobody() -> None:
    assert told("He added that nine fighters were killed in Dolna.").source_id is None


def test_a_source_covers_only_what_it_said() -> None:
    claims = claims_of("The FMF attacked Dolna on Monday, and Marn Watch said nine people were killed in Velmora.")
    assert [(c.trigger.quote, c.attribution.source_id) for c in claims] == [
        ("attacked", None),
        ("killed", "marn-watch"),
    ]


def test_the_place_of_a_speaker_is_not_the_place_of_the_happening() -> None:
    [claim] = claims_of("Activists in Dolna said nine people were killed in an air strike.")
    assert claim.place is None


def test_the_words_of_a_source_stand_in_the_text() -> None:
    sentence = "According to Marn Watch, nine people were killed in Velmora."
    attribution = told(sentence)
    assert attribution.source is not None
    assert sentence[attribution.source.start : attribution.source.end] == "Marn Watch" == attribution.source.quote


@pytest.mark.parametrize(
    ("sentence", "described"),
    [
        (f"Activists said {NINE}.", True),
        (f"Ivo Hrast, a doctor in Dolna, said {NINE}.", False),
        (f"Marn Watch said {NINE}.", False),
        (f"N{NINE[1:]}.", False),
    ],
)
def test_a_source_is_described_or_named(sentence: str, described: bool) -> None:
    assert told(sentence).described is described


@pytest.mark.parametrize(
    ("second", "source"),
    [
        ("The group said nine fighters were killed.", "marn-watch"),
        ("Nine fighters were killed, the statement added.", "marn-watch"),
        ("Another monitoring group said nine fighters were killed.", None),
        # It counts on.
        ("Another nine fighters were wounded.", "marn-watch"),
        ("Nine of them were wounded.", "marn-watch"),
        ("Nine fighters were also wounded.", "marn-watch"),
        # A place of its own begins another story.
        ("Another nine fighters were wounded in Karsten.", None),
        ("Nine fighters were wounded.", None),
    ],
)
def test_who_spoke_before_speaks_on(second: str, source: str | None) -> None:
    assert told("Marn Watch said shelling killed ten people in Dolna.", second).source_id == source


def test_a_person_named_in_full_is_the_one_of_the_last_name() -> None:
    first = "Ivo Hrast, a doctor in Dolna, said a hospital was hit and three patients were killed."
    assert who(told(first, f"Hrast said {NINE}.")) == "Ivo Hrast"
    assert who(told(first, f"Crast said {NINE}.")) == "Crast"


def test_adding_goes_on_with_the_one_who_said() -> None:
    claims = claims_of("Local sources said on Monday that air strikes hit Dolna, adding that nine people were killed.")
    assert {claim.attribution.source.name for claim in claims if claim.attribution.source} == {"Local sources"}


def test_when_it_was_said_is_not_when_it_happened() -> None:
    [claim] = claims_of("Nine people were killed in Velmora, Marn Watch said on Friday.", published="2021-03-08")
    assert claim.time is None


def test_the_name_of_a_source_does_not_say_whose_it_is() -> None:
    [claim] = claims_of("Its Relief Bureau said that nine people were killed in Dolna.")
    assert claim.attribution.source is not None
    assert claim.attribution.source.name == "Relief Bureau"


def test_a_province_that_is_called_a_state_says_nothing() -> None:
    (claim,) = claims_of("Gunmen killed 65 people at a funeral in Marn state on Saturday.")
    assert claim.attribution.source is None


def test_who_sits_in_a_town_speaks_and_not_the_town() -> None:
    (claim,) = claims_of("Nine soldiers were killed on Thursday, the general staff in Velmora said.")
    assert claim.attribution.source is not None
    assert claim.attribution.source.name == "the general staff in Velmora"
