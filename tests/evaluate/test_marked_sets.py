"""ECB+, GVC and MEANTIME: small folders in their layouts are read, compared and scored."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from crosswire.errors import UsageError
from crosswire.evaluate.mentions import ecbplus, gvc, meantime
from crosswire.evaluate.mentions.kinds import kinds
from crosswire.evaluate.mentions.marked import Marked, MarkedText
from crosswire.evaluate.mentions.pairs import NAMES, pairs, shipped_weights, values
from crosswire.evaluate.mentions.read import Mention, classes, read_side, stem
from crosswire.lexicon import load

SENTENCES = {
    "1_1": "Rebels shelled Velmora market on Monday",
    "1_2": "The shelling of Velmora market killed nine",
    "2_1": "The mayor of Dolna opened a library",
}
MARKS = {"1_1": [(1, "A")], "1_2": [(1, "A"), (5, "B")], "2_1": [(4, "C")]}


def quiet(step: str, done: int, total: int) -> None:
    pass


@pytest.fixture
def ecb(tmp_path: Path) -> Path:
    rows = [
        f"{name}\t0\t{i}\t{word}\t-" for name, sentence in SENTENCES.items() for i, word in enumerate(sentence.split())
    ]
    (tmp_path / "ECB_Dev_corpus.txt").write_text("\n".join(["", *rows]))
    marks = [
        {"doc_id": name, "sent_id": 0, "tokens_number": [token], "coref_chain": chain}
        for name, own in MARKS.items()
        for token, chain in own
    ]
    (tmp_path / "ECB_Dev_Event_gold_mentions.json").write_text(json.dumps(marks))
    return tmp_path


def test_ecbplus(ecb: Path) -> None:
    texts = ecbplus.read(ecb, "Dev")
    assert [text.name for text in texts] == ["1_1", "1_2", "2_1"]
    assert [mark.chain for text in texts for mark in text.mentions] == ["A", "A", "B", "C"]
    report = ecbplus.evaluate(ecb, "score", load(), quiet)
    assert report.scores["conll_f1"].n == 4
    assert report.baseline is not None
    assert {"conll_f1", "muc_f1", "bcubed_f1", "ceaf_e_f1", "pair_f1"} == report.scores.keys() == report.baseline.keys()


def test_the_test_part_is_read_like_the_dev_part(ecb: Path) -> None:
    for file in list(ecb.iterdir()):
        file.rename(file.with_name(file.name.replace("Dev", "Test")))
    assert ecbplus.evaluate(ecb, "score", load(), quiet).scores["conll_f1"].n == 4


def test_a_mention_outside_the_corpus_is_named(ecb: Path) -> None:
    file = ecb / "ECB_Dev_Event_gold_mentions.json"
    file.write_text(json.dumps([{"doc_id": "9_9", "sent_id": 0, "tokens_number": [0], "coref_chain": "A"}]))
    with pytest.raises(UsageError, match=r"ECB_Dev_Event_gold_mentions.json: mention 0 .* 9_9"):
        ecbplus.read(ecb, "Dev")


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--data"):
        ecbplus.evaluate(tmp_path, "score", load(), quiet)
    with pytest.raises(UsageError, match="--data"):
        gvc.evaluate(tmp_path, "score", load(), quiet)
    with pytest.raises(UsageError, match="--data"):
        meantime.evaluate(tmp_path, "score", load(), quiet)


def test_gvc(tmp_path: Path) -> None:
    lines = [
        {
            "doc_id": f"1_{name}", "incident": "1", "sentences": [["2019-05-04"], sentence.split()],
            "event_mentions": [
                {"mention_id": f"{name}/{token}", "sent": 1, "start": token, "end": token, "chain": chain}
                for token, chain in MARKS[name]
            ],
        }
        for name, sentence in SENTENCES.items()
    ]  # fmt: skip
    file = tmp_path / "gvc_dev.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    report = gvc.evaluate(tmp_path, "score", load(), quiet)
    assert report.scores["conll_f1"].n == 4
    with pytest.raises(UsageError, match="for scoring"):
        gvc.evaluate(tmp_path, "look", load(), quiet)
    file.write_text('{"doc_id": "x"}')
    with pytest.raises(UsageError, match=r"gvc_dev.jsonl: line 1"):
        gvc.evaluate(tmp_path, "score", load(), quiet)


def test_meantime(tmp_path: Path) -> None:
    with (tmp_path / "conll.csv").open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("", "topic/subtopic_name", "sent_id", "token_id", "token", "reference"))
        for name, sentence in SENTENCES.items():
            for i, word in enumerate(sentence.split()):
                writer.writerow((0, f"t/{name}", 0, i, word, "-"))
    marks = [
        {"topic/subtopic_name": f"t/{name}", "sent_id": 0, "tokens_number": [token], "coref_chain": chain}
        for name, own in MARKS.items()
        for token, chain in own
    ]
    with gzip.open(tmp_path / "event_mentions.json.gz", "wt") as out:
        json.dump(marks, out)
    assert [text.name for text in meantime.read(tmp_path, "look")] == ["t/1_1", "t/1_2"]
    assert [text.name for text in meantime.read(tmp_path, "score")] == ["t/2_1"]
    assert meantime.evaluate(tmp_path, "all", load(), quiet).scores["conll_f1"].n == 4


def compared(*sentences: str) -> dict[tuple[str, str], dict[str, float]]:
    """The features of each pair of texts whose marked word stands between stars."""
    texts = []
    for number, sentence in enumerate(sentences):
        words = sentence.split()
        marks = [
            Marked(mention_id=f"{number}/{i}", sentence=0, tokens=(i,), chain="?")
            for i, word in enumerate(words)
            if word.startswith("*")
        ]
        cleaned = tuple(word.strip("*") for word in words)
        texts.append(MarkedText(name=str(number), sentences=(cleaned,), mentions=tuple(marks)))
    return {
        (pair.a.words, pair.b.words): dict(zip(NAMES, values(pair), strict=True))
        for _, pair in pairs(read_side(texts, load()))
    }


def test_features_of_a_pair() -> None:
    found = compared("Rebels *shelled* Velmora market on Monday", "The *shelling* of Velmora market *killed* nine")
    shelled = found["shelled", "shelling"]
    assert shelled["same lemma"] or shelled["same stem"]
    assert shelled["one word"] and shelled["one word, texts alike"] == shelled["texts alike"] > 0
    assert shelled["same text"] == 0
    assert shelled["arguments alike"] > 0 and not shelled["no argument in common"]
    killed = found["shelling", "killed"]
    assert killed["same text"] == killed["same sentence"] == killed["other kind"] == 1
    assert killed["one word"] == killed["one word, same text"] == killed["same stem"] == killed["same class"] == 0


def test_words_of_one_kind_share_no_stem() -> None:
    sold = compared("Dolna Bank *bought* Karsten Mills", "The *takeover* of Karsten Mills by Dolna Bank")
    assert sold["bought", "takeover"]["same kind"] == sold["bought", "takeover"]["one word"] == 1
    shot = compared("A man was *shot* in Brisk on Monday", "The *shooting* of a man in Brisk on Monday")
    assert shot["shot", "shooting"]["other kind"] == 1  # one is hit, the other is all that happened
    assert shot["shot", "shooting"]["one word"] == 0


def test_kinds() -> None:
    assert kinds(["pass", "away"], "pass", True) == {"death"}
    assert "hit" in kinds(["shoot"], "shoot", True) and "hit" not in kinds(["shot"], "shot", False)
    assert kinds(["velmora"], "velmora", False) == frozenset()


def arguments(sentence: str) -> set[str]:
    words = sentence.split()
    at = next(i for i, word in enumerate(words) if word.startswith("*"))
    text = MarkedText(
        name="t",
        sentences=(tuple(word.strip("*") for word in words),),
        mentions=(Marked(mention_id="m", sentence=0, tokens=(at,), chain="?"),),
    )
    mention: Mention = read_side([text], load()).mentions[0]
    return set(mention.arguments)


def test_what_a_mention_governs() -> None:
    assert arguments("The rebels *shelled* the market of Velmora and left .") == {"rebel", "market", "velmora"}
    assert {"soldier", "village"} <= arguments("The soldiers carried out an *attack* on the village .")
    assert {"soldier", "school"} <= arguments("The soldiers entered the town and *burned* a school .")
    assert "mill" in arguments("The mill *burned* by rebels stood in Brisk .")


def test_the_shipped_weights_are_those_of_the_features() -> None:
    weights = shipped_weights()
    assert tuple(weights) == NAMES
    assert weights["one word, texts alike"] > 0 > weights["always"]


def test_stems_and_classes() -> None:
    assert stem("shooting") == stem("shoot")
    assert stem("ring") == "ring"
    assert "killed" in classes("slain", load())
    assert not classes("library", load())
