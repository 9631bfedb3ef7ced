"""`onrecord serve`: the pages of a ledger in a browser, on this machine."""

from __future__ import annotations

import contextlib
import secrets
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import click

from onrecord.cli.messages import say
from onrecord.cli.options import DEFAULT_LEDGER
from onrecord.errors import OnrecordError, UsageError

SHORTEST_TOKEN = 12
GRACE_SECONDS = 2  # for answers on their way when the server is stopped; a watched job would hold it for ever


@click.command()
@click.argument(
    "ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="ONRECORD_DB",
    default=DEFAULT_LEDGER,
    metavar="[LEDGER]",
)
@click.option("--ledger", "named", type=click.Path(path_type=Path, dir_okay=False), help="The same, as elsewhere.")
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Another address lets others in, by a token.")
@click.option("--token", envvar="ONRECORD_TOKEN", help="What a browser must show; made where --host needs one.")
@click.option("--open/--no-open", "open_", default=None, help="Open a browser.  [default: where there is a terminal]")
def serve(  # one parameter for each word of the command
    ledger: Path, named: Path | None, port: int, host: str, token: str | None, open_: bool | None
) -> None:
    """Open the pages of LEDGER in a browser.

    Only this machine can reach them, unless --host says otherwise; then every visitor needs the token in the address
    that is printed. Ctrl-C ends the server.
    """
    from onrecord.web.app import application
    from onrecord.web.settings import Settings

    ledger = named or ledger
    settings = Settings(ledger, host=host.strip("[]"), token=_token(host, token))
    app = application(settings)
    with contextlib.closing(_listening(settings.host, port)) as listener:
        address = _address(settings.host, listener.getsockname()[1], settings.token)
        say(f"{ledger} is at {address}  (Ctrl-C ends it)")
        if not settings.is_local:
            say("Others on the network can reach it with that address; nothing on the way is encrypted.")
        if sys.stdout.isatty() if open_ is None else open_:
            threading.Timer(0.5, webbrowser.open, [address]).start()
        _run(app, listener)


def _token(host: str, token: str | None) -> str | None:
    """The token that visitors must show; None on this machine where none was asked for."""
    from onrecord.web.settings import is_loopback

    if token is not None and len(token) < SHORTEST_TOKEN:
        raise UsageError(f"--token is shorter than {SHORTEST_TOKEN} characters; leave it out, and one is made")
    return token or (None if is_loopback(host) else secrets.token_urlsafe(24))


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens; OnrecordError where the address or port cannot be had."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=128)
    except OSError as error:
        reason = f"{host} port {port} cannot be listened on: {error.strerror}; --port 0 takes a free one"
        raise OnrecordError(reason) from error


def _address(host: str, port: int, token: str | None) -> str:
    """The address to open.

    >>> _address("127.0.0.1", 8321, None), _address("::1", 80, "t")
    ('http://127.0.0.1:8321/', 'http://[::1]:80/?token=t')
    """
    shown = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(host, host)
    name = f"[{shown}]" if ":" in shown else shown
    return f"http://{name}:{port}/" + (f"?token={token}" if token else "")


def _run(app: object, listener: socket.socket) -> None:
    """Answer until Ctrl-C."""
    import uvicorn

    config = uvicorn.Config(
        app,  # type: ignore[arg-type]
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        proxy_headers=False,
    )
    with _quiet():
        uvicorn.Server(config).run(sockets=[listener])


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Ctrl-C is how the server ends, not a failure."""
    with contextlib.suppress(KeyboardInterrupt):
        yield
