"""The casebook of invented reports, and what each export makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from exported import make_case, write_reports

from crosswire.casebook import Casebook
from crosswire.publish.handover import hand_over


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="session")
def case(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_case(tmp_path_factory.mktemp("ostravia"), reports)


@pytest.fixture(scope="session")
def handed(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A function from a format (and options) to the folder it wrote; the same question is answered once."""
    known: dict[str, Path] = {}

    def hand(form: str, **options: Any) -> Path:
        key = f"{form} {sorted(options.items())}"
        if key not in known:
            folder = tmp_path_factory.mktemp(form)
            with Casebook.open(case) as casebook:
                hand_over(casebook, form, folder, **options)
            known[key] = folder
        return known[key]

    return hand
