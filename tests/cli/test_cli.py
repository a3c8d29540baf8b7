"""The command line, with the invented reports and stand-ins for the steps; exit codes, JSON, messages."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crosswire import cli

Run = Callable[..., Any]


def test_events_as_tables_and_as_json(run: Run, case: Path) -> None:
    said = run("events", case)
    assert "killing in Velmora" in said.out
    assert "people killed: 12–15" in said.out
    assert "\x1b" not in said.out
    (event,) = run("events", case, "--place", "brisk", "--json").json
    assert event["label"] == "killing in Brisk"
    assert [e["label"] for e in run("events", case, "--contradiction", "--json").json] == ["killing in Velmora"]
    assert run("events", case, "--from", "2031-01-01").out == "Events: none\n\n"
    assert run("events", case, "--from", "yesterday").code == 2


def test_show_an_event_with_figures_voices_quotes_and_relations(run: Run, case: Path) -> None:
    event = run("events", case, "--disputed", "--json").json[0]["event_id"]
    said = run("show", case, event[:13])
    for words in ("15 killed, people", "Marn Watch", "contradiction", "two exact figures differ", "the spread of"):
        assert words in said.out
    told = run("show", case, event, "--json").json
    assert {"event", "claims", "relations", "estimates", "decisions", "toll"} == set(told)


def test_show_a_document_with_its_claims_marked(run: Run, case: Path) -> None:
    (document,) = (d for d in run("documents", case, "--json").json if d["document"]["file"] == "daily.txt")
    said = run("show", case, document["document"]["document_id"])
    assert "⟦12 people were killed in Velmora, said Marn Watch.⟧[1] ⟦3 people" in said.out
    claim = run("show", case, document["document"]["document_id"], "--json").json["claims"][0]["claim_id"]
    assert "killing in" in run("show", case, claim).out


def test_documents_copies_and_search(run: Run, case: Path) -> None:
    assert "daily.txt" in run("documents", case).out
    assert run("copies", case).out == "Copied runs: none\n\n"
    assert len(run("search", case, "velmora", "--json").json["claims"]) == 2


def test_decisions_are_taken_honoured_listed_and_undone(run: Run, case: Path) -> None:
    (brisk,) = run("events", case, "--place", "brisk", "--json").json
    said = run("decide", case, "reject", brisk["claim_ids"][0], "--by", "Ada", "--note", "misread")
    assert said.code == 0
    assert run("build", case).code == 0
    assert run("events", case, "--place", "brisk", "--json").json == []
    (row,) = run("decisions", case, "--json").json
    assert (row["state"], row["decision"]["by"], row["claims_a"]) == ("holds", "Ada", brisk["claim_ids"])
    assert run("decide", case, "undo", said.out.strip(), "--by", "Ada").code == 0
    assert [row["state"] for row in run("decisions", case, "--json").json] == ["undone", "undo"]
    run("build", case)
    assert run("events", case, "--place", "brisk", "--json").json != []


def test_merge_takes_events_and_split_takes_claims(run: Run, case: Path) -> None:
    events = run("events", case, "--json").json
    assert run("decide", case, "merge", events[0]["event_id"], events[1]["event_id"], "--by", "Ada").code == 0
    several = next(e for e in events if len(e["claim_ids"]) > 1)
    refused = run("decide", case, "split", several["event_id"], events[0]["event_id"], "--by", "Ada")
    assert (refused.code, "name a claim" in refused.err) == (2, True)
    assert run("decide", case, "split", *several["claim_ids"], "--by", "Ada").code == 0
    assert run("decide", case, "merge", events[0]["event_id"], "--by", "Ada").code == 2
    assert run("decide", case, "undo", "decision-zz", "--by", "Ada").code == 2


def test_add_then_build_reads_only_what_is_new(run: Run, case: Path, texts: Path) -> None:
    (texts / "new.txt").write_text("1 people were killed in Dolna, said OPA.")
    assert "1 documents added, 2 known" in run("add", case, texts, "--outlet", "Velmora Daily").err
    assert run("build", case, "--json").json["built"]["fresh"] == 1


def test_a_broken_file_is_a_line_and_exit_code_1(run: Run, case: Path, texts: Path) -> None:
    (texts / "bad.bin").write_bytes(b"\0")
    said = run("run", texts / "daily.txt", texts / "bad.bin", "--case", case)
    assert said.code == 1
    assert "bad.bin is no text; save it as text" in said.err


def test_export(run: Run, case: Path, tmp_path: Path) -> None:
    said = run("export", case, "--as", "jsonl", "--out", tmp_path / "out")
    assert said.code == 0
    assert len(list((tmp_path / "out").iterdir())) == 5
    assert len(run("export", case, "--out", tmp_path / "out", "--json").json["files"]) == 5


def test_exit_codes_and_messages(run: Run, case: Path, tmp_path: Path) -> None:
    missing = run("events", tmp_path / "none")
    assert (missing.code, "crosswire run PATH --case" in missing.err) == (3, True)
    assert run("show", case, "event-zz").code == 2
    assert run("nonsense").code == 2
    assert run("events").code == 2
    assert run("run", tmp_path / "nothing", "--case", case).code == 2


def test_what_the_machine_refuses_is_told_with_the_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "places-XO.db")

    monkeypatch.setattr(cli.app, "main", refuse)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 3
    assert "places-XO.db: no room is left" in capsys.readouterr().err


def test_demo_refuses_a_folder_that_is_no_casebook(run: Run, texts: Path) -> None:
    said = run("demo", texts)
    assert (said.code, "name another folder" in said.err) == (3, True)
    assert (texts / "daily.txt").exists()


@pytest.mark.parametrize(
    "command", [(), *((name,) for name in cli.COMMANDS), ("lexicon", "check"), ("gazetteer", "import")]
)
def test_every_command_has_help_and_json(run: Run, command: tuple[str, ...]) -> None:
    said = run(*command, "--help")
    assert said.code == 0
    if command not in ((), ("lexicon",), ("gazetteer",), ("serve",)):
        assert "--json" in said.out


def test_help_imports_nothing_heavy() -> None:
    heavy = ("spacy", "pyarrow", "pebble", "rich", "msgspec", "sqlite3", "jinja2")
    code = (
        "import sys\nfrom crosswire.cli import app\n"
        "try:\n    app.main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {heavy} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=True)
    assert done.stderr.strip() == "[]"
    assert "Keep the record" in done.stdout


def test_an_event_type_is_taken_with_a_blank_and_an_unknown_one_refused(run: Run, case: Path) -> None:
    assert len(run("events", case, "--type", "Killing", "--json").json) == 2
    said = run("events", case, "--type", "air strike")
    assert (said.code, "has killing" in said.err) == (2, True)
    assert run("events", case, "--from", "2031-02-01", "--to", "2031-01-01").code == 2


def test_a_folder_without_a_file_is_the_inputs_fault(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = run("run", tmp_path / "empty", "--case", tmp_path / "case")
    assert (said.code, "no file to read" in said.err) == (4, True)


def test_two_different_things_are_merged(run: Run, case: Path) -> None:
    event = run("events", case, "--json").json[0]["event_id"]
    said = run("decide", case, "merge", event, event[:14], "--by", "Ada")
    assert (said.code, "are the same" in said.err) == (2, True)


def test_demo_leaves_a_casebook_with_work_in_it_alone(run: Run, case: Path) -> None:
    said = run("demo", case)
    assert (said.code, "name another folder" in said.err) == (3, True)
    assert len(run("documents", case, "--json").json) == 2


def test_names_are_kept_with_a_warning(run: Run, case: Path, tmp_path: Path) -> None:
    assert "warning" not in run("export", case, "--out", tmp_path / "out").err
    assert "warning: the export names private persons" in run("export", case, "--out", tmp_path / "out", "--names").err


def test_lexicon_check_names_files_that_are_no_tables(run: Run, tmp_path: Path) -> None:
    (tmp_path / "actor.csv").write_text("id,name\n")
    said = run("lexicon", "check", tmp_path)
    assert (said.code, "holds no table" in said.err) == (2, True)
    (tmp_path / "outlets.csv").write_text("id,name,kind,country,spellings\n")
    said = run("lexicon", "check", tmp_path)
    assert (said.code, "actor.csv: not a table" in said.out) == (3, True)


def test_a_build_warns_of_files_beside_the_tables_that_are_none(run: Run, case: Path) -> None:
    folder = case / "lexicon"
    folder.mkdir()
    for name in ("actor.csv", "notes.txt"):
        (folder / name).touch()
    said = run("build", case)
    assert said.err.count("warning") == 1
    assert f"warning: {folder / 'actor.csv'}: not a table of the lexicon, and not read; rename it" in said.err


def test_control_characters_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(
        "\x1b[31m12 people were killed in Velmora, said \x07OPA.\x1b[0m\r\nIt rained.", newline=""
    )
    assert run("run", tmp_path / "odd.txt", "--case", tmp_path / "case").code == 0
    (row,) = run("documents", tmp_path / "case", "--json").json
    said = run("show", tmp_path / "case", row["document"]["document_id"])
    assert not {"\x1b", "\x07", "\r"} & set(said.out)
    assert "\x1b" in row["document"]["text"]


def test_a_table_too_wide_for_the_terminal_is_shown_in_blocks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from crosswire.cli import output
    from crosswire.publish.tables import Sheet

    columns = ("event", "when", "what", "voices", "documents", "figures")
    row = ("event-0123456789abcdef", "4 May 2031", "killing in Velmora " * 4, "2", "2", "12 killed")
    sheet = Sheet(title="Events", columns=columns, rows=(row,))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    output.print_sheets([sheet])
    wide = capsys.readouterr().out
    monkeypatch.setenv("COLUMNS", "60")
    output.print_sheets([sheet])
    narrow = capsys.readouterr().out
    assert "event-0123456789" in wide and "abcdef" not in wide
    assert "event-0123456789abcdef" in narrow
