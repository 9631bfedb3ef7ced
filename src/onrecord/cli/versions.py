"""Versions of an issue's codebook, told where they could be mistaken for each other."""

from __future__ import annotations

from onrecord.cli.messages import say
from onrecord.ledger import Ledger
from onrecord.text.phrases import counted
from onrecord.types import Issue


def tell_versions(ledger: Ledger, issue: Issue) -> None:
    """A line on standard error for each other version of the codebook that led to codings: they are not mixed."""
    others = [line for line in ledger.issues(issue.id) if line.digest != issue.digest and line.total]
    for line in others:
        made = counted(line.total, "coding")
        say(f"{issue.id}: another version of the codebook, {line.digest[:8]}, has {made}; they stay apart")
