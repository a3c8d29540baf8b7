"""A trained network as what is shipped: an ONNX graph in whole numbers of eight bits, the tokenizer, a card.

In: a `Reader`, its `LinkHeads` and a folder. Out: ``reader.onnx`` (encoder and layers, weights per channel, one window
of any length a run), ``links.npz``, ``tokenizer.json`` and ``model.json`` with the version, the layers and the SHA-256
of the others. Weights keep seven bits, because processors without VNNI would overflow with eight.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from train.links import LinkHeads
from train.model import Reader, encoder_folder

FILES = ("reader.onnx", "links.npz", "tokenizer.json")


class _OneWindow(nn.Module):
    """One window at its own length: nothing is padded, so no mask is computed (a seventh of the time)."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, cases: Tensor) -> tuple[Tensor, Tensor]:
        encoder = self.reader.encoder
        words = encoder.embeddings.word_embeddings(ids) + self.reader.cases(cases)
        states = encoder.encoder(encoder.embeddings(inputs_embeds=words), attention_mask=None).last_hidden_state
        return states[0], self.reader.layers(states)[0]


def to_onnx(reader: Reader, file: Path) -> None:
    """The graph in 32-bit numbers."""
    reader.eval()
    reader.encoder.config._attn_implementation = "eager"  # plain products, which are faster here than a fused form
    ids = torch.randint(1000, 2000, (1, 24))
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _OneWindow(reader),
            (ids, torch.zeros_like(ids)),
            str(file),
            input_names=["ids", "cases"],
            output_names=["states", "told"],
            dynamic_axes={"ids": {1: "n"}, "cases": {1: "n"}, "states": {0: "n"}, "told": {0: "n"}},
            opset_version=17,
            dynamo=False,
        )


def links_to_arrays(heads: LinkHeads, file: Path) -> None:
    """The heads of the links, in 32-bit numbers."""
    np.savez(file, **{name: value.numpy() for name, value in heads.state_dict().items()})


def export(reader: Reader, links: LinkHeads, folder: Path, *, version: str) -> None:
    """Write all three files."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as passing:
        whole = Path(passing) / "whole.onnx"
        to_onnx(reader, whole)
        quantize_dynamic(
            whole, folder / "reader.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
    links_to_arrays(links, folder / "links.npz")
    shutil.copyfile(encoder_folder() / "tokenizer.json", folder / "tokenizer.json")
    onnx.checker.check_model(str(folder / "reader.onnx"))
    card = {
        "version": version,
        "layers": {name: list(classes) for name, classes in reader.shape.layers.items()},
        "links": list(reader.shape.links),
        "sha256": {name: _sha256(folder / name) for name in FILES},
    }
    (folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
