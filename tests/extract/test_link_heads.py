"""The heads of the links score what `train.links.LinkHeads` says, a role at a time."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from crosswire.extract.learned.heads import DISTANCES, SENTENCES, Heads

ROLES, SIZE, WIDTH, TAGS, PIECES = 3, 4, 6, 2, 5


def test_each_role_is_scored_by_its_own_part_of_the_weights(tmp_path: Path) -> None:
    chance = np.random.default_rng(5)

    def made(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return chance.normal(size=shape).astype(np.float32)

    told = {
        "weight": made(ROLES, SIZE),
        "anchor.weight": made(ROLES * SIZE, WIDTH),
        "anchor.bias": made(ROLES * SIZE),
        "piece.weight": made(ROLES * SIZE, WIDTH + TAGS),
        "distance.weight": made(DISTANCES, ROLES * SIZE),
        "sentence.weight": made(SENTENCES, ROLES * SIZE),
        "none.weight": made(ROLES, WIDTH),
        "none.bias": made(ROLES),
    }
    np.savez(tmp_path / "heads.npz", **told)
    heads = Heads.load(tmp_path / "heads.npz")
    states, pieces, anchors = made(PIECES, WIDTH), made(PIECES, WIDTH + TAGS), [1, 3]
    away, steps = (chance.integers(0, most, (2, PIECES)) for most in (DISTANCES, SENTENCES))
    for role in range(ROLES):
        found = heads.scores(role, states, pieces, anchors, away * SENTENCES + steps)
        own = slice(role * SIZE, (role + 1) * SIZE)
        for row, anchor in enumerate(anchors):
            here = told["anchor.weight"][own] @ states[anchor] + told["anchor.bias"][own]
            none = told["none.weight"][role] @ states[anchor] + told["none.bias"][role]
            assert np.isclose(found[row, 0], none, atol=1e-4)
            for at in range(1, PIECES):
                there = told["piece.weight"][own] @ pieces[at]
                near = told["distance.weight"][away[row, at]][own] + told["sentence.weight"][steps[row, at]][own]
                expected = told["weight"][role] @ np.maximum(here + there + near, 0)
                assert np.isclose(found[row, at], expected, atol=1e-4)
