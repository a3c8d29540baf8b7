"""Putting the workbench together.

In: the folder of a casebook, the names it may be reached by, and a token where it can be reached from other machines.
Out: an ASGI application.  An id that is not there is a page that says so (404), a question that cannot be asked (400).
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from crosswire import __version__
from crosswire.errors import CasebookError, UsageError
from crosswire.web.guard import LOOPBACK, Guard
from crosswire.web.pages import api, coders, compare, decisions, outlets, people, record, review, texts
from crosswire.web.query import BadQueryError
from crosswire.web.site import Site

_STATIC = Path(__file__).parent / "static"
_SHARED = resources.files("crosswire.publish") / "templates"
"""The styles that dossier and workbench share."""


def create_app(folder: Path, *, hosts: frozenset[str] = LOOPBACK, token: str | None = None) -> FastAPI:
    """The workbench over the casebook in ``folder``; fails with `CasebookError` when there is none."""
    site = Site.of(folder)

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        """What stays for good is made before the first page is asked for, and no collection of garbage looks at it."""
        site.warm()
        gc.collect()
        gc.freeze()
        yield
        gc.unfreeze()

    app = FastAPI(
        title="crosswire", version=__version__, lifespan=running,
        docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
        description="What the pages of the workbench read. Offsets count code points of a document's text.",
    )  # fmt: skip
    app.state.site = site
    shared = "".join((_SHARED / name).read_text(encoding="utf-8") for name in ("fold.css", "map.css"))

    @app.get("/static/shared.css", include_in_schema=False)
    def style() -> Response:
        return Response(shared, media_type="text/css")

    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for module in (record, texts, compare, outlets, people, decisions, review, coders, api):
        app.include_router(module.router)

    @app.exception_handler(UsageError)
    def not_there(request: Request, error: Exception) -> Response:
        status = 400 if isinstance(error, BadQueryError) else 404
        if request.url.path.startswith("/api/") or request.method != "GET":
            return JSONResponse({"detail": str(error)}, status)
        return site.page(request, "message.html", status=status, message=str(error))

    @app.exception_handler(404)
    async def no_page(request: Request, error: Exception) -> Response:
        if request.url.path.startswith(("/api/", "/static/")) or request.method != "GET":
            return JSONResponse({"detail": "not here"}, 404)
        return site.page(request, "message.html", status=404, message=None)

    @app.exception_handler(CasebookError)
    def at_fault(request: Request, error: Exception) -> Response:
        return site.page(request, "message.html", status=503, message=str(error))

    app.add_middleware(Guard, hosts=hosts, token=token, secret=site.secret)
    return app
