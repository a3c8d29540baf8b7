"""Every reader and every grammar ends well on what strangers may send: short form of the fuzzing in `fuzz`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
import targets

import seeds

TEXTS = st.lists(st.one_of(st.sampled_from(seeds.WORDS), st.text(max_size=12)), max_size=40).map(" ".join)
FILES = st.one_of(TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=400))
HEADS = {
    "html": b"<html><body><p>", "json": b'{"text": "', "jsonl": b'{"text": "', "csv": b"title,text\n",
    "xlsx": b"PK\x03\x04",
    "xml": b"<?xml version='1.0'?><rss><channel><item><title>", "warc": b"WARC/1.0\r\nWARC-Type: response\r\n",
    "wacz": b"PK\x03\x04", "pdf": b"%PDF-1.7\n", "eml": b"Subject: a\nContent-Type: text/html\n\n",
    "mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", "webarchive": b"bplist00",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(targets.TARGETS))
@settings(max_examples=settings().max_examples // 4, suppress_health_check=[HealthCheck.too_slow])
@given(data=FILES)
def test_whatever_comes_is_read_or_refused(name: str, data: bytes) -> None:
    targets.run(name, data)
    if name == "claims":
        targets.run(name, b"At least 18 people were killed in Karsten on Monday, residents said. " + data)
    if name in HEADS:
        targets.run(name, HEADS[name] + data)


# Characters of the longer input; the whole of it in long runs, where a square shows more.
SIZE = 200_000 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 40_000
NASTY = {
    "ten thousand numbers": "killed 18, 19 and 20 people; " * 3_500,
    "one word": "a" * 150_000,
    "digits": "9" * 100_000,
    "commas": "1," * 60_000,
    "dashes": "3-" * 60_000,
    "number words": "one hundred and " * 10_000,
    "between": "between 3 and " * 10_000,
    "dates": "25 July 2031 - " * 9_000,
    "nested brackets": "(" * 60_000 + ")" * 60_000,
    "nested quotes": '"' * 100_000,
    "nested tags": "<div>" * 30_000,
    "open tags": "<a href='" * 15_000,
    "nested lists": "[" * 100_000,
    "entities": "&amp;" * 30_000,
    "spaces": " " * 150_000 + "x",
    "line ends": "\n" * 150_000,
    "right to left": "\u202e" * 40_000,
    "joined marks": "e" + "\u0301" * 60_000,
    "homoglyphs": "\u0430l-\u0410ssad killed 18 in D\u0430raa. " * 4_000,
    "unknown places": "the village of Qorvath, " * 6_000,
    "places": "Aleppo, Damascus, Homs and Hama " * 4_500,
}


@pytest.mark.parametrize("shape", sorted(NASTY))
@pytest.mark.parametrize("name", ["numbers", "times", "places", "txt", "html"])
def test_long_input_of_one_shape_takes_no_more_than_its_length(name: str, shape: str) -> None:
    """Four times the length must not take much more than four times as long: nothing grows with the square."""
    grows_with_its_length(name, NASTY[shape][:SIZE])


@pytest.mark.parametrize("shape", ["killed 3 and wounded 4, ", "killing 3, wounding 4, ", "12 of them "])
def test_a_sentence_of_tolls_takes_no_more_than_its_length(shape: str) -> None:
    grows_with_its_length("rules", shape * 160)


def grows_with_its_length(name: str, text: str) -> None:
    short, long = (HEADS.get(name, b"") + text[: len(text) // part].encode() for part in (4, 1))
    for _ in range(3):  # the heap of a long test run is collected now and then, in the middle of a measurement
        before, after = seconds(name, short), seconds(name, long)
        if after < 8 * before + 0.3:
            return
    pytest.fail(f"{before:.2f} s, then {after:.2f} s for four times as much")


def seconds(name: str, data: bytes) -> float:
    began = time.process_time()
    targets.run(name, data)
    return time.process_time() - began
