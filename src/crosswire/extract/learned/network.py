"""The network that is shipped, run over a document.

In: what is named in a document. Out: a `Reading` of its sentences. The graph (ONNX, eight-bit weights) and the
tokenizer stand beside this file and are loaded once a process, when a document is first read. One window is run at a
time, at its own length and on one thread: so the answer for a document is the same bytes whatever stands beside it,
and a worker more is the way to be faster. Fails with `CrosswireError` where a file is not the one that ``model.json``
names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from crosswire.errors import CrosswireError
from crosswire.extract.learned.heads import Heads
from crosswire.extract.learned.layers import LAYERS, LINKS
from crosswire.extract.learned.reading import Reading
from crosswire.extract.learned.said import Words, said
from crosswire.extract.learned.windows import windows
from crosswire.extract.named import Named, starting_in
from crosswire.extract.neutral import stand_ins
from crosswire.lexicon import Lexicon
from crosswire.model import Span

FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Network:
    """The session of the encoder with its layers, the heads of the links, and the tokenizer."""

    session: Any
    heads: Heads
    tokenizer: Any

    def read(self, named: Named, lexicon: Lexicon, asked: Sequence[Span] | None = None) -> Reading:
        """What the network says of the document's sentences; its headlines are not read.  ``asked``: only the sentences
        in which one of these words begin are read, and only these words are anchors; None: all."""
        text = named.document.text
        sentences = [passage for passage in named.document.passages if passage.kind == "sentence"]
        numbers = None
        if asked is not None:
            begins = sorted(one.start for one in asked)
            numbers = [n for n, one in enumerate(sentences) if starting_in(begins, one.start, one.end, int)]
        words, found = Words(asked) if asked is not None else None, []
        for window in windows(text, sentences, self.tokenizer, lambda one: stand_ins(named, one, lexicon), numbers):
            given = {"ids": np.array([window.ids], np.int64), "cases": np.array([window.cases], np.int64)}
            states, told = self.session.run(["states", "told"], given)
            found.append((window, said(window, states, told, self.heads, words)))
        return Reading(found)


def read(named: Named, lexicon: Lexicon, asked: Sequence[Span] | None = None) -> Reading:
    """Read a document with the shipped network."""
    return network().read(named, lexicon, asked)


@cache
def network() -> Network:
    """The shipped network, loaded once a process."""
    return load(FOLDER)


def load(folder: Path) -> Network:
    """A network from a folder with ``reader.onnx``, ``links.npz``, ``tokenizer.json`` and ``model.json``."""
    import onnxruntime
    from tokenizers import Tokenizer

    card = told_of(folder)
    for name, expected in card["sha256"].items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
            raise CrosswireError(f"{folder / name}: not the file that model.json names; install crosswire anew")
    shape = ({name: list(classes) for name, classes in LAYERS.items()}, list(LINKS))
    if (card["layers"], card["links"]) != shape:
        raise CrosswireError(f"{folder / 'model.json'}: made for other layers than this version reads; train it anew")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Network(session, Heads.load(folder / "links.npz"), tokenizer)


def told_of(folder: Path = FOLDER) -> dict[str, Any]:
    """What ``model.json`` says of the network: version, layers, SHA-256 of its files."""
    file = folder / "model.json"
    if not file.is_file():
        raise CrosswireError(f"{file}: no such file; the learned reader was not installed with this copy of crosswire")
    card: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return card
