"""Who did it, and to whom."""

from __future__ import annotations

import pytest
from reading import claims_of

from crosswire.model import Claim


def named(claims: list[Claim], role: str) -> list[str]:
    """Id, or words, of everybody in that role, each once, in order."""
    found = [p.actor_id or p.name for claim in claims for p in claim.participants if p.role == role]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("sentence", "actor", "target"),
    [
        # What was fired is the missile, whoever is the subject of "containing"; and whose attack it was.
        ("The FMF fired missiles containing toxic gas at Dolna on Monday.", ["fmf"], []),
        ("Velmora was calm after the army met FMF militants whose assault on Dolna has left nine farmers dead.",
         ["fmf"], ["nine farmers"]),
        # Subject and object.
        ("The FMF attacked the Ostravian army near Dolna.", ["fmf"], ["ostravian-army"]),
        ("The Ostravian army fought the FMF near Dolna.", ["ostravian-army"], ["fmf"]),
        ("The Ostravian army clashed with the FMF near Dolna.", ["ostravian-army"], ["fmf"]),
        ("The FMF killed nine farmers in Dolna.", ["fmf"], ["nine farmers"]),
        ("Gunmen kidnapped nine farmers in Dolna.", ["Gunmen"], ["nine farmers"]),
        # Who loses men did not kill them; who blows himself up does it.
        ("The FMF killed six soldiers and lost four men near Dolna.", ["fmf"], ["six soldiers", "four men"]),
        ("The village of Dolna buried nine farmers on Friday.", [], ["nine farmers"]),
        ("A bomber blew himself up in Dolna, killing nine farmers.", ["A bomber"], ["nine farmers"]),
        # Passive.
        ("Six soldiers were killed by the FMF near Dolna.", ["fmf"], ["Six soldiers"]),
        ("Six soldiers were taken prisoner by the FMF near Dolna.", ["fmf"], ["Six soldiers"]),
        ("Six soldiers were killed near Dolna.", [], ["Six soldiers"]),
        ("Six soldiers died near Dolna.", [], ["Six soldiers"]),
        # Nouns: by, on, against, possessor, of.
        ("An attack by the FMF on an Ostravian army post killed six soldiers.", ["fmf"], ["ostravian-army"]),
        ("The FMF's attack on Dolna killed nine civilians.", ["fmf"], ["nine civilians"]),
        ("The FMF attack on Dolna killed nine civilians.", ["fmf"], ["nine civilians"]),
        ("The Ostravian army's shelling of Dolna went on.", ["ostravian-army"], []),
        ("The Ostravian army launched an offensive against the FMF in Marn.", ["ostravian-army"], ["fmf"]),
        ("The FMF carried out an attack on Dolna on Monday.", ["fmf"], []),
        ("The FMF announced an offensive on Velmora.", ["fmf"], []),
        ("The FMF announced the start of an offensive on Velmora.", ["fmf"], []),
        ("The FMF announced the offensive on Velmora.", [], []),
        ("All parties condemned the murder of Jan Brod.", ["All parties"], ["jan-brod"]),
        ("The murders of two priests shook Dolna.", [], ["two priests"]),
        # A weapon does nothing by itself, its owner does.
        ("A shell killed nine farmers in Dolna.", [], ["nine farmers"]),
        ("Warplanes of the Ostravian army struck Dolna, killing nine farmers.", ["ostravian-army"], ["nine farmers"]),
        # Where "or" leaves open which of two it was, neither is named.
        ("Nine farmers were killed near Dolna by either the FMF or the Ostravian army.", [], ["Nine farmers"]),
        ("Units of the Ostravian army or its ally the FMF struck Dolna, killing nine farmers.", [], ["nine farmers"]),
        ("Gunmen or bandits kidnapped nine farmers in Dolna.", [], ["nine farmers"]),
        ("The Free Marn Front, or FMF, kidnapped nine farmers in Dolna.", ["fmf"], ["nine farmers"]),
        ("No one took responsibility for the attack on Dolna that killed nine farmers.", [], ["nine farmers"]),
        # What is held by somebody does nothing.
        ("Rebel-held areas surrendered to the Ostravian army on Monday.", [], []),
        # The clause above gives the subject.
        ("The FMF stormed Dolna on Monday and executed nine farmers.", ["fmf"], ["nine farmers"]),
        ("The FMF stormed Dolna, killing nine farmers.", ["fmf"], ["nine farmers"]),
        ("Six fighters were killed when the Ostravian army stormed Dolna.", ["ostravian-army"], ["Six fighters"]),
        ("Six men have died in Marn since the Ostravian army began its offensive.", ["ostravian-army"], ["Six men"]),
        # Relative clauses.
        ("The FMF, which attacked Dolna on Monday, killed nine farmers.", ["fmf"], ["nine farmers"]),
        ("Nine farmers whom the FMF had kidnapped were seen in Dolna.", ["fmf"], []),
        ("The FMF freed nine farmers it had abducted in Dolna.", ["fmf"], ["nine farmers"]),
        # No names in a stripped headline: who was killed is never the one who killed.
        ("Three farmers killed five others injured in rocket attack in Velmora", [], ["Three farmers", "five others"]),
        # Whose they are, and where they are from.
        ("Six fighters from the FMF killed nine farmers.", ["fmf"], ["nine farmers"]),
        ("North Velmoran rebels killed nine farmers.", ["North Velmoran rebels"], ["nine farmers"]),
        # Pronoun.
        ("The FMF said it attacked Dolna on Monday.", ["fmf"], []),
        # Right before the word for the act, whatever the parse.
        ("Four people were killed on Monday in FMF shelling of Dolna.", ["fmf"], ["Four people"]),
        ("Three farmers were injured in a militant rocket attack on Dolna.", ["militant"], ["Three farmers"]),
        ("The death toll from an FMF raid on Dolna has risen to 18.", ["fmf"], []),
        ("The number of martyrs of the raid has risen to 18.", [], ["martyrs of the raid"]),
        ("A civilian massacre in Dolna killed nine farmers.", [], ["nine farmers"]),
        # It befell the one side of a fight, so the other did it.
        ("Ten soldiers were killed in clashes with the FMF near Dolna.", ["fmf"], ["Ten soldiers"]),
        ("The army put the number of wounded soldiers at nine.", [], ["wounded soldiers"]),
        # Whoever is the same as the pronoun does not befall himself.
        ("The FMF said they had killed nine fighters near Dolna.", ["fmf"], ["nine fighters"]),
        ("The FMF responded with shelling that killed nine farmers.", ["fmf"], ["nine farmers"]),
        # Blamed, accused, responsible, behind.
        ("Marn Watch blamed the FMF for the attack that killed nine farmers.", ["fmf"], ["nine farmers"]),
        ("Marn Watch accused the Ostravian army of killing nine farmers.", ["ostravian-army"], ["nine farmers"]),
        ("Strikes blamed on the Ostravian army killed nine farmers.", ["ostravian-army"], ["nine farmers"]),
        ("A raid that OPA blamed on the Ostravian army killed nine farmers.", ["ostravian-army"], ["nine farmers"]),
        ("Nine farmers died in a raid, Marn Watch said, blaming the FMF.", ["fmf"], ["Nine farmers"]),
        ("Marn Watch said a raid killed nine farmers, blaming the FMF.", ["fmf"], ["nine farmers"]),
        ("A raid killed nine farmers, Marn Watch said, blaming the FMF for the fires.", [], ["nine farmers"]),
        ("The FMF was to blame for the attack that killed nine farmers.", ["fmf"], ["nine farmers"]),
        ("Nine farmers died in strikes thought to have been carried out by the FMF.", ["fmf"], ["Nine farmers"]),
        ("The strikes in Dolna are believed to have been carried out by the FMF.", ["fmf"], []),
        ("The FMF was responsible for a bombing that killed nine farmers.", ["fmf"], ["nine farmers"]),
        ("The FMF said it was behind a bombing that killed nine farmers.", ["fmf"], ["nine farmers"]),
        ("FMF behind bombing that killed nine farmers in Dolna", ["fmf"], ["nine farmers"]),
        ("FMF infighting kills nine fighters in Dolna", ["fmf"], ["nine fighters"]),
        ("An attack reported by the Ostravian army killed nine farmers.", [], ["nine farmers"]),
        # Another clause of the sentence tells who.
        ("The FMF fired shells that fell on Dolna, killing nine farmers.", ["fmf"], ["nine farmers"]),
        ("Nine farmers were killed after Ostravian army troops shot into Dolna.", ["ostravian-army"], ["Nine farmers"]),
        # Who tells of violence does none.
        ("Marn Watch put at nine the number of farmers killed in Dolna.", [], ["farmers"]),
        # Several.
        ("The FMF and the Army of the Hills attacked Velmora.", ["fmf", "hill-army"], []),
    ],
)  # fmt: skip
def test_roles(sentence: str, actor: list[str], target: list[str]) -> None:
    claims = claims_of(sentence)
    assert (named(claims, "actor"), named(claims, "target")) == (actor, target)


def test_both_sides_of_a_clash() -> None:
    claims = claims_of("Clashes between the Ostravian army and the FMF broke out in Dolna.")
    assert "ostravian-army" in named(claims, "actor")
    assert "fmf" in named(claims, "target")


@pytest.mark.parametrize(
    ("sentence", "name", "side"),
    [
        ("A commander of the FMF, Abu Rudan, was killed near Velmora.", "Abu Rudan", "opposition"),
        ("An FMF commander, Ivo Hrast, was killed near Velmora.", "Ivo Hrast", "opposition"),
        ("FMF commander Ivo Hrast was killed near Velmora.", "Ivo Hrast", "opposition"),
        ("The army killed a commander of the FMF, Ivo Hrast, in Velmora.", "Ivo Hrast", "opposition"),
        ("A commander identified as Ivo Hrast was killed near Velmora.", "Ivo Hrast", None),
        ("A teacher, Ivo Hrast, was killed near Velmora.", "Ivo Hrast", None),
        ("Ivo Hrast was killed near Velmora.", "Ivo Hrast", None),
        ("Gunmen killed Ivo Hrast near Velmora.", "Ivo Hrast", None),
        ("Gunmen kidnapped the mayor of Dolna, Ivo Hrast.", "Ivo Hrast", None),
    ],
)
def test_a_named_person(sentence: str, name: str, side: str | None) -> None:
    [person] = [p for claim in claims_of(sentence) for p in claim.participants if p.role == "target"]
    assert (person.name, person.actor_id, person.side_id) == (name, None, side)


@pytest.mark.parametrize(
    "sentence",
    [
        "A commander of the FMF, Abu Rudan, was killed near Velmora.",
        "An FMF commander, Ivo Hrast, was killed near Velmora.",
        "FMF commander Ivo Hrast was killed near Velmora.",
        "Ivo Hrast was killed near Velmora.",
        "A commander identified as Ivo Hrast was killed near Velmora.",
        "A teacher, Ivo Hrast, was killed near Velmora.",
        "Ivo Hrast, a commander of the FMF, was killed near Velmora.",
        "Ivo Hrast was killed near Velmora.",
        "A commander of the FMF was killed near Velmora.",
    ],
)
def test_one_person_counts_as_one(sentence: str) -> None:
    [quantity] = [q for claim in claims_of(sentence) for q in claim.quantities]
    assert (quantity.measure, quantity.best, quantity.counts) == ("killed", 1, "total")


def test_a_person_of_the_lexicon_is_known_by_id() -> None:
    [claim] = claims_of("Jan Brod was wounded in Dolna.")
    assert [(p.role, p.actor_id, p.side_id) for p in claim.participants] == [("target", "jan-brod", "government")]


@pytest.mark.parametrize(
    ("loaded", "plain"),
    [
        ("Regime forces killed nine farmers in Dolna.", "Government forces killed nine farmers in Dolna."),
        ("The FMF terrorists killed nine farmers in Dolna.", "The FMF fighters killed nine farmers in Dolna."),
    ],
)
def test_loaded_words_move_no_role(loaded: str, plain: str) -> None:
    def roles(sentence: str) -> list[tuple[str, str | None]]:
        return [(p.role, p.actor_id) for claim in claims_of(sentence) for p in claim.participants]

    assert roles(loaded) == roles(plain) != []


@pytest.mark.parametrize(
    "word", ["militants", "terrorists", "fighters", "freedom fighters", "resistance fighters", "thugs"]
)
def test_a_loaded_word_stands_for_the_same_group(word: str) -> None:
    claims = claims_of("The FMF attacked Dolna on Monday.", f"The {word} killed nine farmers there.")
    assert [p.actor_id for p in claims[-1].participants if p.role == "actor"] == ["fmf"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The FMF killed nine fighters in Dolna.",
        "The FMF attacked Dolna and killed nine militants.",
        "Nine fighters were killed in Dolna by the FMF.",
        "FMF shelling killed nine militants in Dolna.",
    ],
)
def test_whom_somebody_kills_is_others_than_he(sentence: str) -> None:
    [claim] = [claim for claim in claims_of(sentence) if claim.quantities]
    assert [(p.role, p.actor_id) for p in claim.participants] == [("actor", "fmf"), ("target", None)]
    assert [q.side_id for q in claim.quantities] == [None]


def test_a_loaded_word_does_not_move_the_word_for_the_attack() -> None:
    [claim] = claims_of("A terrorist attack on Dolna was reported.")
    assert claim.trigger.quote == "attack"


def test_a_place_is_no_person() -> None:
    [claim] = claims_of("Shells killed nine farmers near Tavi Pass.")
    assert [p.name for p in claim.participants] == ["nine farmers"]


def test_who_asks_for_strikes_did_not_do_what_others_did() -> None:
    claims = claims_of(
        "Jan Brod asked parliament to approve strikes over an attack the mayor says killed ten people in Dolna."
    )
    (told,) = [claim for claim in claims if claim.quantities]
    assert named([told], "actor") == []
    assert named(claims, "actor") == ["jan-brod"]


def test_another_attack_on_a_day_of_its_own_is_not_by_who_did_the_last_one() -> None:
    told = claims_of(
        "Ostravian troops killed 20 militants in Karsten on 16 October.",
        "A bomb hit a bus in Dolna on 13 October.",
        "At least 18 soldiers were killed and 27 others were wounded.",
    )
    assert named(told[:1], "actor") == ["ostravian-army"]
    assert named(told[1:], "actor") == []


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The Ostravian army foiled an FMF attack on Velmora, killing 80 fighters.", "happened"),
        ("The Ostravian army thwarted an attack by the FMF on Velmora and killed 80 militants.", "happened"),
        (
            "The Ostravian army foiled FMF's attack on positions in Velmora, leaving at least 80 militants dead.",
            "happened",
        ),
    ],
)
def test_whose_attack_was_foiled_is_whom_the_deaths_befell(sentence: str, status: str) -> None:
    [claim] = claims_of(sentence)
    assert claim.status == status
    assert {(p.role, p.actor_id) for p in claim.participants if p.actor_id} == {
        ("actor", "ostravian-army"), ("target", "fmf"),
    }  # fmt: skip


def test_who_is_counted_among_the_dead_did_not_do_it() -> None:
    [claim] = claims_of("# Six FMF bombers killed near Velmora")
    assert [(p.role, p.actor_id) for p in claim.participants] == [("target", "fmf")]


def test_it_is_who_says_so() -> None:
    told = claims_of("Gunmen ambushed an army post in Dolna; the FMF said it had carried out the assault.")
    assault = next(claim for claim in told if claim.trigger.quote == "assault")
    assert [one.actor_id for one in assault.participants if one.role == "actor"] == ["fmf"]


def test_who_did_what_stands_behind_a_semicolon_did_not_do_what_stands_before() -> None:
    first, second = claims_of(
        "The first blast killed 31 people in Dolna; two hours later FMF fighters attacked a bus, wounding 24."
    )
    assert [one.actor_id for one in first.participants if one.role == "actor"] == []
    assert [one.actor_id for one in second.participants if one.role == "actor"] == ["fmf"]


def test_who_hit_the_place_where_people_died_did_it() -> None:
    for sentence in (
        "Ostravian army artillery hit a market in Dolna, where four people died.",
        "Shells of the Ostravian army struck a market in Dolna in which four people were killed.",
    ):
        (claim,) = [one for one in claims_of(sentence) if one.quantities]
        assert [p.actor_id for p in claim.participants if p.role == "actor"] == ["ostravian-army"], sentence


def test_who_repels_an_attack_is_whom_it_befalls() -> None:
    (claim,) = claims_of("The Ostravian army foiled an FMF assault on Dolna on Monday.")
    assert [(p.role, p.actor_id) for p in claim.participants] == [("actor", "fmf"), ("target", "ostravian-army")]


def test_who_fired_dozens_of_rockets_fired_them() -> None:
    for what in ("dozens of rockets", "a barrage of rockets", "20 rockets"):
        (claim,) = claims_of(f"The FMF fired {what} at Dolna on Monday.")
        assert [p.actor_id for p in claim.participants if p.role == "actor"] == ["fmf"], what
