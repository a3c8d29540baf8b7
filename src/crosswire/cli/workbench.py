"""The command that opens the workbench: ``serve``."""

from __future__ import annotations

from pathlib import Path

import click

from crosswire.cli.output import case_argument, say


@click.command()
@case_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8350, show_default=True, help="0 takes a free one.")
@click.option(
    "--host", default="127.0.0.1", show_default=True,
    help="The address to listen on. Any but this machine's own needs the token that is printed.",
)  # fmt: skip
@click.option("--name", "names", multiple=True, help="A further name that browsers may call this server by.")
def serve(case: str, port: int, host: str, names: tuple[str, ...]) -> None:
    """Open CASE in the browser: a local page that reads it, with no network."""
    import secrets
    import socket

    import uvicorn

    from crosswire.errors import UsageError
    from crosswire.web import create_app
    from crosswire.web.guard import LOOPBACK

    own = host in LOOPBACK
    token = None if own else secrets.token_urlsafe(24)
    app = create_app(Path(case), hosts=LOOPBACK | {host, *names}, token=token)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host.strip("[]"), port))
        except OSError as error:
            raise UsageError(f"{host}:{port}: cannot listen there ({error.strerror}); name another --port") from error
        shown = f"[{host.strip('[]')}]" if ":" in host else host
        place = f"http://{names[0] if names else shown}:{listening.getsockname()[1]}/"
        say(f"{case} is open at {place}{f'?token={token}' if token else ''}")
        if token:
            say("who has this address can read everything in the casebook; it is not encrypted on the way")
        say("stop it with Ctrl-C")
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])
