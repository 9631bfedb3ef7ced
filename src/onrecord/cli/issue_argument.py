"""The issue that a command is about: a file, or what the ledger has under an id."""

from __future__ import annotations

from pathlib import Path

from onrecord.cli.messages import counted, say
from onrecord.ledger import Ledger
from onrecord.stance.issues import read_issue
from onrecord.types import Issue


def find_issue(ledger: Ledger | None, name: str) -> Issue:
    """The issue in the file `name`, else the ledger's with this id or beginning of a digest.

    Raises InputError for a bad file, UsageError where there is neither.
    """
    if ledger is None or Path(name).is_file() or name.endswith(".toml") or "/" in name:
        return read_issue(name)
    return ledger.issue(name)


def tell_versions(ledger: Ledger, issue: Issue) -> None:
    """A line on standard error where other versions of the issue's codebook led to codings: they are not mixed."""
    others = [line for line in ledger.issues(issue.id) if line.digest != issue.digest and line.total]
    for line in others:
        made = counted(line.total, "coding")
        say(f"{issue.id}: another version of the codebook, {line.digest[:8]}, has {made}; they stay apart")
