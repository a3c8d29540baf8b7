"""GVA long tail: the numbers of a report, and how the share of right ones is counted."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from crosswire.errors import UsageError
from crosswire.evaluate import alone
from crosswire.evaluate.alone import read_text
from crosswire.evaluate.gva.incidents import About, group
from crosswire.evaluate.gva.shootings import Labelled, by_regex, evaluate, numbers_of, side_of, whole_text
from crosswire.lexicon import load
from crosswire.lexicon.word_weights import word_weights
from crosswire.link.alike import Weighed, weigh
from crosswire.model import Document, StageError
from crosswire.run.layers import Read

DOCUMENTS = [
    # incident, title, text
    ("1", "Shooting in Velmora", "Three people were killed and two others were wounded in Velmora on Monday."),
    ("1", "Velmora mourns", "The town of Velmora mourned on Tuesday. Flowers lay at the gate of the school."),
    ("3", "Brisk driver dies", "A driver was killed in Brisk on Friday when a gun went off."),
    ("2", "Four wounded in Karsten", "Four men were wounded in Karsten on Sunday, police said."),
]  # fmt: skip
RECORDS = {"1": (3, 2), "3": (1, 1), "2": (0, 4)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = [
        {"incident_id": incident, "doc_id": f"d{number}", "title": title, "dct": "2015-06-09", "content": text}
        for number, (incident, title, text) in enumerate(DOCUMENTS)
    ] + [{"incident_id": "5", "doc_id": "no record", "title": "", "dct": None, "content": "Nothing."}]
    records = [
        {"incident_id": incident, "num_killed": killed, "num_injured": injured}
        for incident, (killed, injured) in RECORDS.items()
    ]
    for name, lines in (("docs", documents), ("incidents", records)):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)
    return tmp_path


def test_the_share_of_exact_numbers(folder: Path) -> None:
    report = evaluate(folder, "look", load(), lambda *_: None)
    # Incident 1: 3 and 2 right in the first report, both read as 0 in the second.  Incident 3: only killed is right.
    assert (report.scores["killed_exact"].value, report.scores["killed_exact"].n) == (pytest.approx(2 / 3), 3)
    assert report.scores["injured_exact"].value == pytest.approx(1 / 3)
    assert {(error.document, error.name, error.expected, error.got) for error in report.errors} == {
        ("d1", "killed_exact", "3", "0"), ("d1", "injured_exact", "2", "0"), ("d2", "injured_exact", "1", "0"),
    }  # fmt: skip
    assert all(error.quote for error in report.errors)


def test_the_scoring_side_shows_nothing(folder: Path) -> None:
    report = evaluate(folder, "score", load(), lambda *_: None)
    assert (report.scores["killed_exact"].value, report.scores["injured_exact"].value) == (1.0, 1.0)
    assert report.errors == ()
    assert report.baseline is not None and report.baseline["injured_exact"].n == 1


def test_documents_that_break_a_step_are_told_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(documents: Sequence[Document], *_: object) -> Read:
        error = StageError(stage="extract", code="broken", detail="it broke")
        return Read(claims={}, errors={documents[0].document_id: error}, fresh=len(documents))

    monkeypatch.setattr(alone, "extracted", breaks)
    report = evaluate(folder, "look", load(), lambda *_: None)
    assert report.notes[0] == "NOT READ: 1 documents (extract: it broke)"
    assert report.scores["killed_exact"].n == 3


def test_documents_are_grouped_into_incidents(folder: Path) -> None:
    report = evaluate(folder, "all", load(), lambda *_: None)
    assert report.scores["bcubed_f1"].n == 4
    # Alone: precision 1, recall (1/2 + 1/2 + 1 + 1) / 4.
    assert report.baseline is not None and report.baseline["bcubed_f1"].value == pytest.approx(2 * 0.75 / 1.75)


def told(text: str, published: int | None, *days: int) -> About:
    return About(words=weigh(text, word_weights()), published=published, days=frozenset(days))


def test_what_groups_two_reports() -> None:
    text = "Nine people were shot in the market of Velmora, said Mayor Dunya Aral."
    elsewhere = "A bus left the road near Karsten. The driver, Milo Tarn, was unhurt."
    assert group([told(text, 100), told(elsewhere, 100), told(text, 101)]) == [0, 1, 0]
    assert group([told(text, 100), told(text, None)]) == [0, 0]
    assert group([told(text, 100), told(text, 600)]) == [0, 1]  # more than a year later


def test_the_day_of_the_event_decides_between_reports_that_are_a_little_alike() -> None:
    # Each vector has length 1, and both share one word with the weights 0.4 and 0.4: likeness 0.16.
    one = Weighed(words={"velmora": 0.4, "market": 0.84**0.5}, names={"velmora": 0.4, "aral": 0.84**0.5})
    other = Weighed(words={"velmora": 0.4, "mill": 0.84**0.5}, names={"velmora": 0.4, "venn": 0.84**0.5})

    def grouped(day: int | None) -> list[int]:
        days = frozenset() if day is None else frozenset({day})
        first = About(words=one, published=100, days=frozenset({99}))
        return group([first, About(words=other, published=100, days=days)])

    assert grouped(99) == [0, 0]  # 0.16 + 0.1
    assert grouped(None) == grouped(98) == grouped(90) == [0, 1]


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Two men were killed in Dolna and a woman was wounded, police said.", 2, 1),
        ("Her brother was killed in Dolna on Monday.", 1, 0),
        ("The council of Dolna met on Monday.", 0, 0),
        ("Five people were shot, one fatally, in Dolna on Monday.", 1, 4),
        ("Three men were shot in Dolna. One of them died.", 1, 2),
        ("One man was killed and two others were shot in Dolna.", 1, 2),
        ("A woman and her brother were killed in Dolna.", 2, 0),
        ("A man, 20, and a man, 30, were wounded in Dolna.", 0, 2),
        ("A man was shot in Dolna. The man died at a hospital.", 1, 0),
        ("A man was wounded in Dolna. He was pronounced dead on Monday.", 1, 0),
        ("A man was killed in Dolna. Another man was wounded there.", 1, 1),
        ("Nobody was hurt in Dolna.", 0, 0),
        ("A man shot a guard and then himself in a murder-suicide on Monday.", 2, 0),
        ("A teen was taken to hospital in Dolna. The teen was shot in the leg. The boy died on Monday.", 1, 0),
        ("Police in Dolna spoke of a deadly shooting on Monday.", 1, 0),
        ("One man was killed in a quadruple shooting in Dolna.", 1, 3),
        ("A man killed his wife and shot their daughter in Dolna.", 1, 1),
        ("A boy was killed in Dolna on Monday. His father and a 15-year-old girl were also shot there.", 1, 2),
        ("Three people were wounded in Dolna, including a girl who died of her wounds.", 1, 2),
        ("A man was shot in Dolna on 3 May 2015. In 2011 a girl was killed in Karsten.", 0, 1),
        ("Someone shot him in the hand in Dolna on Monday.", 0, 1),
        ("Four people were found with gunshot wounds in Dolna. One of them died.", 1, 3),
    ],
)
def test_the_numbers_of_a_report(text: str, killed: int, injured: int) -> None:
    lexicon = load()
    assert numbers_of(read_text(text, lexicon), lexicon.codebook) == {"killed": killed, "injured": injured}


@pytest.mark.parametrize(
    ("title", "text", "killed", "injured"),
    [
        ("Two dead in Velmora", "A third man was hurt.", 2, 1),
        ("Fatal shooting in Brisk", "Police said nothing more.", 1, 0),
        ("4-year-old injured", "It happened in Dolna.", 0, 1),
    ],
)
def test_the_regex(title: str, text: str, killed: int, injured: int) -> None:
    assert (by_regex(title, text, "killed"), by_regex(title, text, "injured")) == (killed, injured)


def test_a_headline_is_not_read_twice() -> None:
    one = Labelled(
        doc_id="d", incident="1", title="Two dead", text="Two dead\nIn Brisk", published=None, killed=2, injured=0
    )
    assert whole_text(one) == "Two dead\nIn Brisk"


def test_the_sides() -> None:
    assert [side_of("100"), side_of("101")] == ["score", "look"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="incidents"):
        evaluate(tmp_path, "look", load(), lambda *_: None)


def test_a_list_of_headlines_below_the_own_is_of_other_reports() -> None:
    lexicon = load()
    reading = read_text("Student shot in Dolna\n\nThree killed in Karsten\n\nTwo wounded in Brisk", lexicon)
    assert {claim.passage_kind for event in reading.events for claim in event} == {"headline"}
    assert numbers_of(reading, lexicon.codebook) == {"killed": 0, "injured": 1}
