"""What people wrote in YAML: whatever is wrong with it is told in one way."""

from pathlib import Path

import pytest

from crosswire.collect.options import read_mapping
from crosswire.errors import LexiconError, UsageError
from crosswire.lexicon import load
from crosswire.yaml_file import read_yaml

BROKEN = {"deep": b"text: " + b"[" * 3000 + b"]" * 3000, "no YAML": b"text: [", "no UTF-8": b"text: \xff"}


@pytest.mark.parametrize("what", BROKEN)
def test_what_cannot_be_read_is_one_kind_of_error(what: str, tmp_path: Path) -> None:
    file = tmp_path / "counting.yaml"
    file.write_bytes(BROKEN[what])
    with pytest.raises(ValueError) as told:
        read_yaml(file)
    assert "\n" not in str(told.value)
    with pytest.raises(UsageError, match="cannot be read as a mapping file"):
        read_mapping(file)
    with pytest.raises(LexiconError, match=r"counting\.yaml: not readable"):
        load(tmp_path).counting  # noqa: B018


def test_what_can_be_read_is_given(tmp_path: Path) -> None:
    file = tmp_path / "some.yaml"
    file.write_text("text: [body, lead]\n")
    assert read_yaml(file) == {"text": ["body", "lead"]}
