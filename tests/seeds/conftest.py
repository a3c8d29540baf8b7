"""The five seed texts, read through the whole flow once for each world of `seed_worlds`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from seed_record import Record, read_record, seeds_folder
from seed_worlds import VARIANTS


@pytest.fixture(scope="session", params=VARIANTS, ids=lambda variant: variant.name)
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The record of the seeds in one world; skips, saying so, where the shared folder is missing."""
    seeds = seeds_folder()
    if not seeds.is_dir():
        pytest.skip(f"{seeds}: the seed texts are not here; set CROSSWIRE_SHARED to run this test")
    work = tmp_path_factory.mktemp("seeds")
    yield read_record(request.param.write(seeds, work / "texts"), work, request.param)
