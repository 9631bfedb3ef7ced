"""Failures as the user sees them: one line on standard error and an exit status, never a traceback.

0 all done · 1 something could not be read or written · 2 the command itself was wrong · 130 Ctrl-C · 141 nobody
reads the output any more (as the shell numbers it: 128 and the signal).
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from onrecord.cli.messages import say
from onrecord.errors import OnrecordError, UsageError

FAILED, WRONG, INTERRUPTED, UNHEARD = 1, 2, 130, 141


@contextmanager
def reported(ctx: click.Context) -> Iterator[None]:
    """What goes wrong in the block ends the command with one line and its exit status."""
    try:
        yield
    except UsageError as error:
        say(f"onrecord: {error}")
        ctx.exit(WRONG)
    except OnrecordError as error:
        say(f"onrecord: {error}")
        ctx.exit(FAILED)
    except KeyboardInterrupt:
        say("onrecord: interrupted")
        ctx.exit(INTERRUPTED)
    except BrokenPipeError:
        abandon_output()
        ctx.exit(UNHEARD)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            abandon_output()
        say(f"onrecord: {_where(error)}: {error.strerror or error}")
        ctx.exit(FAILED)


def abandon_output() -> None:
    """Send what is still buffered for standard output nowhere, so that Python's own last flush cannot fail."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):  # no real file behind it, as in a test: nothing to rescue
        return


def _where(error: OSError) -> str:
    """The file as the user named it; a file that is written aside first is called .NAME.part until it is whole."""
    if error.filename is None:
        return "standard output"
    path = Path(os.fsdecode(error.filename))
    aside = path.name.startswith(".") and path.name.endswith(".part")
    return str(path.with_name(path.name[1 : -len(".part")])) if aside and len(path.name) > 6 else str(path)
