"""Commands that make a record: ``demo``, ``run``, ``add``, ``build``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from crosswire.cli.output import as_json, case_argument, print_json, print_sheets, progress, say
from crosswire.model import Reader

if TYPE_CHECKING:
    from crosswire.casebook import AddReport, Casebook
    from crosswire.collect import ReadOptions
    from crosswire.model import Document
    from crosswire.run import BuildReport
    from crosswire.run.parts import Runner

PARTIAL = 1

_paths = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))


def _reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how tables and records are read."""
    for option in reversed(
        (
            click.option(
                "--mapping",
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                help="A file (YAML) that says which column holds what; the options below go before it.",
            ),
            click.option("--text-column", multiple=True, help="Column (or JSON field) with the text; repeat to join."),
            click.option("--title-column", help="Column with the title."),
            click.option("--outlet-column", help="Column with the name of the outlet."),
            click.option("--url-column", help="Column with the address."),
            click.option("--published-column", help="Column with the day of publication."),
            click.option("--byline-column", help="Column with the author."),
            click.option("--agency-column", help="Column with the news agency."),
            click.option("--id-column", help="Column that names a row, instead of its number."),
            click.option("--outlet", help="The outlet of every document that names none."),
            click.option(
                "--max-bytes",
                type=click.IntRange(1),
                default=20_000_000,
                show_default=True,
                help="The largest text or page.",
            ),
        )
    ):
        command = option(command)
    return command


def _working(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of the runner; no result depends on them."""
    for option in (
        click.option("--batch-size", type=click.IntRange(1), default=32, show_default=True, help="Documents a part."),
        click.option("--workers", type=click.IntRange(1), help="Processes to read with; 2 by default."),
        click.option("--address", help="With --engine ray: a running cluster (HOST:PORT, auto); else Ray starts here."),
        click.option(
            "--engine",
            type=click.Choice(["local", "ray"]),
            default="local",
            show_default=True,
            help="What reads: processes of this machine, or Ray (needs crosswire[ray]).",
        ),
    ):
        command = option(command)
    return command


_reader = click.option(
    "--reader",
    type=click.Choice(get_args(Reader)),
    help="Who reads the claims: rules, the learned reader, or both together. As the last build did; both at first.",
)


@click.command()
@click.argument("folder", default="demo-case", type=click.Path(file_okay=False, path_type=Path))
@as_json
def demo(folder: Path, as_json: bool) -> None:
    """Build the casebook of the shipped demo reports in FOLDER (./demo-case) and print its record."""
    import shutil

    from crosswire.casebook import Casebook
    from crosswire.demo import corpus_folder
    from crosswire.errors import CasebookError
    from crosswire.publish.dossier import write_dossier
    from crosswire.publish.tables import record_sheets

    if folder.exists():
        if any(folder.iterdir()) and not (folder / "casebook.db").exists():
            raise CasebookError(f"{folder}: holds something other than a casebook; name another folder")
        if (folder / "casebook.db").exists():
            _check_demo(folder, {file.name for file in corpus_folder().iterdir()})
        for file in folder.glob("casebook.db*"):
            file.unlink()
        shutil.rmtree(folder / "parts", ignore_errors=True)
    with Casebook.open(folder, create=True) as casebook:
        added = _add(casebook, [corpus_folder()], {})
        report = _build(casebook)
        page = write_dossier(casebook, folder / "dossier.html")
        if as_json:
            print_json({**_told(added, report), "dossier": str(page.resolve())})
            return
        print_sheets(record_sheets(casebook))
    _say_report(added, report)
    click.echo(f"Casebook: {folder}\nDossier:  {page.resolve()}")
    click.echo(f"Next: crosswire events {folder}; crosswire show {folder} EVENT; crosswire serve {folder} (a browser)")


def _check_demo(folder: Path, reports: set[str]) -> None:
    """Refuse to replace a casebook that holds more than the demo's reports: documents, decisions, a lexicon."""
    from crosswire.casebook import Casebook
    from crosswire.errors import CasebookError

    with Casebook.open(folder) as casebook:
        own = [document.file for document in casebook.documents() if document.file not in reports]
        own += [f"decision of {decision.by}" for decision in casebook.decisions()]
        own += [str(casebook.lexicon_folder)] if casebook.lexicon_folder else []
    if own:
        raise CasebookError(
            f"{folder}: a casebook with work of yours in it ({own[0]}); name another folder for the demo, or remove it"
        )


@click.command()
@_paths
@click.option("--case", required=True, type=click.Path(file_okay=False), help="The casebook's folder; made if missing.")
@_reading
@_reader
@_working
@as_json
@click.pass_context
def run(
    context: click.Context,
    /,
    paths: Sequence[Path],
    case: str,
    reader: Reader | None,
    workers: int | None,
    batch_size: int,
    engine: str,
    address: str | None,
    as_json: bool,
    **columns: Any,
) -> None:
    """Read PATHS (files or folders) into a casebook and derive its record: `add` and `build` in one."""
    from crosswire.casebook import Casebook
    from crosswire.run import getting_ready

    with Casebook.open(case, create=True) as casebook:
        all_new = engine == "local" and not casebook.counts().documents
        added = _add(casebook, paths, columns, partial(getting_ready, batch_size=batch_size) if all_new else iter)
        report = _build(casebook, workers, batch_size, _runner(engine, address, workers), reader)
    _end(context, as_json, added, report, f"crosswire events {case}")


@click.command()
@case_argument
@_paths
@_reading
@as_json
@click.pass_context
def add(context: click.Context, /, case: str, paths: Sequence[Path], as_json: bool, **columns: Any) -> None:
    """Add documents from PATHS (files or folders) to CASE, made if missing; derive nothing yet.

    For a table such as FA-KES:
    crosswire add CASE fakes_dev.csv --text-column article_content --title-column article_title
    --outlet-column source
    """
    from crosswire.casebook import Casebook

    with Casebook.open(case, create=True) as casebook:
        added = _add(casebook, paths, columns)
    _end(context, as_json, added, None, f"crosswire build {case}")


@click.command()
@case_argument
@_reader
@_working
@as_json
@click.pass_context
def build(
    context: click.Context,
    /,
    case: str,
    reader: Reader | None,
    workers: int | None,
    batch_size: int,
    engine: str,
    address: str | None,
    as_json: bool,
) -> None:
    """Derive the record of CASE anew from its documents, the lexicon and the decisions."""
    from crosswire.casebook import Casebook

    with Casebook.open(case) as casebook:
        report = _build(casebook, workers, batch_size, _runner(engine, address, workers), reader)
    _end(context, as_json, None, report, f"crosswire events {case}")


def _add(
    casebook: Casebook,
    paths: Sequence[Path],
    columns: dict[str, Any],
    passed_on: Callable[[Iterator[Document]], Iterator[Document]] = iter,
) -> AddReport:
    """Add what is at the paths; the documents go through ``passed_on`` as they come."""
    from crosswire.collect import passed_over, read_paths
    from crosswire.errors import IntakeError
    from crosswire.lexicon import load

    lexicon = load(casebook.lexicon_folder)
    options = _options(columns)
    with progress() as told:

        def counted() -> Iterator[Document]:
            for number, document in enumerate(passed_on(read_paths(paths, options, lexicon)), start=1):
                told("adding", number, 0)
                yield document

        added = casebook.add_documents(counted())
    if not added.added + added.known:
        raise IntakeError(f"{', '.join(map(str, paths))}: no file to read there; name files, or folders that hold some")
    if passed := sum(passed_over(path) for path in paths):
        say(f"{passed} files passed over that hold no report (pictures, style sheets, scripts)")
    return added


def _options(columns: dict[str, Any]) -> ReadOptions:
    """The options of `_reading`, laid over those of a mapping file."""
    from crosswire.collect import ReadOptions, read_mapping

    mapping = columns.get("mapping")
    named = {
        "text": tuple(columns.get("text_column") or ()),
        "title": columns.get("title_column"),
        "outlet": columns.get("outlet_column"),
        "url": columns.get("url_column"),
        "published": columns.get("published_column"),
        "byline": columns.get("byline_column"),
        "agency": columns.get("agency_column"),
        "id": columns.get("id_column"),
        "outlet_default": columns.get("outlet"),
        "max_bytes": columns.get("max_bytes"),
    }
    given = read_mapping(mapping) if mapping is not None else {}
    return ReadOptions(**{**given, **{name: value for name, value in named.items() if value}})


def _runner(engine: str, address: str | None, workers: int | None) -> Runner | None:
    """None: the processes of this machine."""
    if engine == "local":
        if address is not None:
            raise click.UsageError("--address goes with --engine ray")
        return None
    from crosswire.run import default_workers
    from crosswire.run.on_ray import pmap

    return partial(pmap, workers=workers or default_workers(), address=address)


def _build(
    casebook: Casebook,
    workers: int | None = None,
    batch_size: int = 32,
    runner: Runner | None = None,
    reader: Reader | None = None,
) -> BuildReport:
    from crosswire.run import build

    with progress() as told:
        return build(casebook, workers=workers, batch_size=batch_size, runner=runner, reader=reader, told=told)


def _told(added: AddReport | None, report: BuildReport | None) -> dict[str, object]:
    return {"added": added, "built": report}


def _say_report(added: AddReport | None, report: BuildReport | None) -> None:
    if added is not None:
        say(
            f"{added.added} documents added, {added.known} known already"
            + (f", {added.superseding} newer versions of a page" if added.superseding else "")
            + (f", {added.unread_language} kept unread (other language)" if added.unread_language else "")
            + (f", {added.empty} empty" if added.empty else "")
        )
        for document in added.problems:
            detail = document.error.detail if document.error else "unknown reason"
            say(f"not read: {detail if document.file in detail else f'{document.file}: {detail}'}")
    if report is not None:
        say(
            f"{report.documents} documents ({report.fresh} read now), {report.claims} claims, {report.events} events, "
            f"{report.relations} relations ({report.contradictions} contradictions), {report.estimates} estimates"
        )
        for told in report.not_read:
            say(f"warning: {told}")
        for document_id, error in report.errors.items():
            say(f"not read: {document_id}: {error.stage}: {error.code}: {error.detail}")
        for lost in report.lost:
            say(f"decision {lost.decision.decision_id} ({lost.decision.kind}) finds no claim at its quote any more")
        if report.disputed:
            say(f"{len(report.disputed)} decisions differ between reviewers; `crosswire decisions` lists them")


def _end(
    context: click.Context, as_json: bool, added: AddReport | None, report: BuildReport | None, following: str
) -> None:
    _say_report(added, report)
    if as_json:
        print_json(_told(added, report))
    else:
        say(f"next: {following}")
    if (added is not None and added.problems) or (report is not None and report.errors):
        context.exit(PARTIAL)
