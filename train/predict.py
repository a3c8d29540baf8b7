"""What a trained network says of texts, in the form the learned reader reads it off.

In: windows with what the encoder makes of them (`train.links.see`) and the link heads.  Out: a `Said` for each window.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.learned.said import Said, said
from crosswire.extract.learned.windows import Window
from train.links import LinkHeads, Seen, arrays


def predict(seen: Sequence[tuple[str, Seen]], heads: LinkHeads) -> dict[str, list[tuple[Window, Said]]]:
    """By the key of each text its windows, with what the network says of each."""
    weights = arrays(heads)
    found: dict[str, list[tuple[Window, Said]]] = {}
    for key, one in seen:
        window = one.example.window
        found.setdefault(key, []).append((window, said(window, one.states, one.told, weights)))
    return found
