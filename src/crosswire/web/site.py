"""What every page needs: the casebook, names for ids, and the templates.

In: the folder of a casebook.  Out: `Site`, made once for an application; it opens the casebook anew for each request,
so that a rebuild in another process shows without a restart.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, unquote, urlencode

import jinja2
import yaml
from starlette.requests import Request
from starlette.responses import HTMLResponse

from crosswire import __version__, lexicon
from crosswire.casebook import Casebook
from crosswire.lexicon import Lexicon
from crosswire.publish import wording
from crosswire.publish.voices import lexicon_names
from crosswire.web.rebuild import Rebuilder

PAGE = 50  # rows of a list
NAME_COOKIE = "crosswire_name"


@dataclass(frozen=True, slots=True)
class Site:
    """``voice_names`` and ``type_names`` are the lexicon's names for ids; ``secret`` is new for each start, and every
    page that changes something carries it."""

    folder: Path
    words: Lexicon
    voice_names: Mapping[str, str]
    type_names: Mapping[str, str]
    templates: jinja2.Environment
    rebuilder: Rebuilder
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @classmethod
    def of(cls, folder: Path) -> Site:
        """The site of the casebook in ``folder``; fails with `CasebookError` when there is none."""
        with Casebook.open(folder) as casebook:
            words = lexicon.load(casebook.lexicon_folder)
        return cls(
            folder=folder,
            words=words,
            voice_names=lexicon_names(words),
            type_names={kind.id: kind.label for kind in words.codebook.event_types.values()},
            templates=_environment(),
            rebuilder=Rebuilder(folder),
        )

    def warm(self) -> None:
        """Read the columns that lists ask and the templates, before anybody waits for them."""
        with self.reading() as casebook:
            casebook.count_events()
        for name in self.templates.list_templates(extensions=["html"]):
            self.templates.get_template(name)

    @contextmanager
    def reading(self) -> Iterator[Casebook]:
        """The casebook as one snapshot."""
        with Casebook.open(self.folder) as casebook, casebook.reading():
            yield casebook

    def page(self, request: Request, template: str, *, status: int = 200, **given: Any) -> HTMLResponse:
        """A page made of a template."""

        def turned(page: int) -> str:
            return address(request.url.path, **{**request.query_params, "page": page})

        text = self.templates.get_template(template).render(
            request=request,
            case_name=self.folder.resolve().name,
            version=__version__,
            turned=turned,
            secret=self.secret,
            reviewer=reviewer(request) or "",
            **given,
        )
        return HTMLResponse(text, status_code=status)

    def event_type(self, name: str) -> str:
        return self.type_names.get(name, name.replace("_", " "))


def site_of(request: Request) -> Site:
    """The site a request is for."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def reviewer(request: Request) -> str | None:
    """Who decides in this browser; None until somebody said."""
    return unquote(request.cookies.get(NAME_COOKIE, "")).strip()[:100] or None


def address(path: str, /, **query: object) -> str:
    """A path with a query; what is None, False or empty is left out."""
    kept = {name: value for name, value in query.items() if value not in (None, False, "")}
    return f"{path}?{urlencode(kept)}" if kept else path


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.PackageLoader("crosswire.web", "templates"),
                jinja2.PackageLoader("crosswire.publish", "templates"),
            ]
        ),
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    text = (resources.files("crosswire.web") / "strings.yaml").read_text(encoding="utf-8")
    environment.globals["s"] = _spaces(yaml.safe_load(text))
    environment.globals["address"] = address
    environment.globals["page_rows"] = PAGE
    environment.globals["wording"] = wording
    environment.filters["count"] = wording.count
    environment.filters["segment"] = lambda text: quote(str(text), safe="")
    return environment


def _spaces(value: Any) -> Any:
    """Nested mappings as objects, so that templates write ``s.nav.events`` and a missing string is an error; a mapping
    whose name ends in ``_by`` stays one, to be asked by id."""
    if isinstance(value, dict):
        return SimpleNamespace(**{k: part if k.endswith("_by") else _spaces(part) for k, part in value.items()})
    return value
