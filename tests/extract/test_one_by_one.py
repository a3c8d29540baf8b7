"""People told of one by one in a list that the parser loses."""

from __future__ import annotations

import pytest
from reading import claims_of


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Petr Novak, Ana Kovar and Ivo Hrast were killed in Velmora.", {"killed": 3}),
        ("Petr Novak, 24, Ana Kovar, 31, and Ivo Hrast, 44, died at the scene.", {"killed": 3}),
        ("The mayor, his deputy and a driver died.", {"killed": 3}),
        ("Shelling killed a man, a woman and a child in Velmora.", {"killed": 3}),
        ("A teacher, a nurse and a soldier were wounded, police said.", {"wounded": 3}),
        ("Ana Kovar, a teacher, Petr Novak and Ivo Hrast were shot dead.", {"killed": 3}),
        # The name says who the one before it is; the count says how many the list has.
        ("A gunman killed his daughter, Ana Novak, and his father, Petr Novak, 50, in Dolna.", {"killed": 2}),
        ("Three men, Petr Novak, Ivo Hrast and Jan Kovar, were killed in Dolna.", {"killed": 3}),
        # Subjects of other verbs are in no list.
        ("Gunmen killed a man, a woman and a child saw it.", {"killed": 1}),
        ("A man was killed; the mayor, a teacher and a nurse condemned it.", {"killed": 1}),
        # Neither towns nor armed groups are persons.
        ("Strikes on Velmora, Karsten and Dolna killed a woman.", {"killed": 1}),
        ("A man, the militia and a driver died in Dolna.", {"killed": 2}),
        ("The Ostravian army, the Free Marn Front and the police were hit in Dolna.", {}),
    ],
)
def test_each_person_of_a_list_is_counted_once(sentence: str, expected: dict[str, int]) -> None:
    told: dict[str, int] = {}
    for claim in claims_of(sentence):
        for quantity in claim.quantities:
            told[quantity.measure] = told.get(quantity.measure, 0) + (quantity.best or 0)
    assert told == expected
