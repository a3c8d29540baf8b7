"""What the learned reader says of a word piece, and of two: the names and classes of its layers.

``TAGS`` say what a word is part of; ``MARKS`` say, at the first piece of a figure's number or of an event's trigger,
what kind of thing it stands for; ``LINKS`` point from that piece to the words that fill a role, or to the window's
first mark where none does. The order of names and of classes is that of the model's outputs.
"""

from __future__ import annotations

from typing import get_args

from crosswire.model import Counts, Manner, Measure, Of, Status

EVENT_TYPES = (
    "armed_clash", "air_strike", "shelling", "bombing", "chemical_attack", "attack_on_civilians", "execution",
    "abduction", "arrest", "territory_change", "displacement", "evacuation", "agreement", "aid", "threat", "protest",
    "statement", "other",
)  # fmt: skip
BIO = ("O", "B", "I")

TAGS: dict[str, tuple[str, ...]] = {
    "figure": ("O", *get_args(Measure)),
    "victims": BIO, "trigger": BIO, "actor": BIO, "target": BIO, "place": BIO, "time": BIO, "source": BIO, "cue": BIO,
}  # fmt: skip
MARKS: dict[str, tuple[str, ...]] = {
    "of": get_args(Of),
    "counts": get_args(Counts),
    "manner": get_args(Manner),
    "status": get_args(Status),
    "event_type": EVENT_TYPES,
}
SENTENCE: dict[str, tuple[str, ...]] = {"holds": ("nothing", "claim")}
LAYERS: dict[str, tuple[str, ...]] = {**TAGS, **MARKS, **SENTENCE}
LINKS = ("trigger", "happening", "victims", "actor", "target", "place", "time", "source", "cue")
