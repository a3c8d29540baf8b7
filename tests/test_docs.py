"""The documentation is held to the command: everything is documented, nothing else is, and the examples run."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from crosswire.cli import app
from crosswire.demo import corpus_folder

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
CLI = ROOT / "docs" / "reference" / "cli.md"


def commands(group: click.Group, path: str = "crosswire") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name; groups come before their commands."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


COMMANDS = dict(commands(app))


def sections() -> dict[str, str]:
    """The text under each heading of the reference page that names a command."""
    parts = re.split(r"^#{2,3} `(crosswire[^`]*)`\n", CLI.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def flags(command: click.Command) -> set[str]:
    return {name for option in command.params if isinstance(option, click.Option) for name in option.opts}


def examples(page: Path) -> list[str]:
    """The command lines of the page's console blocks, continued lines joined."""
    blocks = re.findall(r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [line for line in lines if line.startswith("crosswire ")]


def test_every_command_has_its_section_and_no_other_has() -> None:
    assert set(sections()) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_flag_of_a_command_is_documented_and_no_other(name: str) -> None:
    documented = set(re.findall(r"`(--?[a-z][a-z0-9-]*)", sections()[name]))
    assert documented == flags(COMMANDS[name])


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_argument_is_in_the_usage_line(name: str) -> None:
    usage = sections()[name]
    for argument in COMMANDS[name].params:
        if isinstance(argument, click.Argument):
            assert re.search(rf"\b{argument.make_metavar(click.Context(COMMANDS[name])).strip('[].').split('|')[0]}",
                             usage, re.IGNORECASE) or str(argument.name).upper() in usage  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_line_shown_is_one_the_command_takes(page: Path) -> None:
    for line in examples(page):
        words = shlex.split(line)
        name = " ".join(words[:2])
        rest = words[2:]
        while isinstance(COMMANDS.get(name), click.Group):
            name, rest = f"{name} {rest[0]}", rest[1:]
        assert name in COMMANDS, line
        command = COMMANDS[name]
        context = click.Context(command, info_name=name)
        values, left, _ = command.make_parser(context).parse_args(list(rest))
        assert not left, line
        for parameter in command.params:
            assert not parameter.required or values.get(str(parameter.name)) not in (None, ()), (
                f"{line}: {parameter.name}"
            )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_that_are_named_exist(page: Path) -> None:
    for named in re.findall(r"`([\w./-]+\.md)`", page.read_text(encoding="utf-8")):
        assert any((folder / named).exists() for folder in (ROOT, ROOT / "docs", page.parent)), named


def test_the_examples_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(corpus_folder(), tmp_path / "reports")
    runner = CliRunner()

    def run(*words: str) -> str:
        result = runner.invoke(app, list(words), catch_exceptions=False)
        assert result.exit_code == 0, f"{words}: {result.output}"
        return result.stdout

    for line in examples(ROOT / "README.md"):
        words = shlex.split(line)[1:]
        if {"EVENT", "DOCUMENT", "CLAIM"} & set(words):
            told = [event for event in json.loads(run("events", words[1], "--json")) if len(event["claim_ids"]) > 1]
            event = max(told, key=lambda e: len(e["claim_ids"]))
            claims = iter(event["claim_ids"])
            stand_for = {"EVENT": event["event_id"], "DOCUMENT": event["document_ids"][0]}
            words = [next(claims) if word == "CLAIM" else stand_for.get(word, word) for word in words]
        assert run(*words).strip() or words[0] in ("build", "run", "add"), line
    assert (tmp_path / "my-dossier.html").exists() and (tmp_path / "my-record" / "events.jsonl").exists()


def test_pages_name_no_machine_and_no_index_host() -> None:
    for page in [*PAGES, *ROOT.glob("*.md"), *(ROOT / "src").rglob("*.md")]:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"/tmp/|/root/|/home/|registry", text), page
