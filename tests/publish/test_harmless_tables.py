"""What a terminal would obey in a text of others is shown as a mark."""

from __future__ import annotations

import pytest

from crosswire.publish.tables import Sheet, harmless, plain


@pytest.mark.parametrize("mark", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\u200f"])
def test_marks_that_a_terminal_obeys_are_shown(mark: str) -> None:
    sheet = Sheet(title="Documents", columns=("file",), rows=((f"report{mark}txt.exe",),))
    assert harmless(sheet).rows == (("report\N{REPLACEMENT CHARACTER}txt.exe",),)
    assert mark not in plain(sheet)


def test_letters_of_every_script_stay() -> None:
    sheet = Sheet(title="Places", columns=("name",), rows=(("\u062f\u0631\u0639\u0627, Dar\u2018\u0101",),))
    assert harmless(sheet) == sheet
