"""Where an outlet speaks to its readers about money: the appeal, and how far it runs."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPENING = re.compile(
    r"^[^\w\"“‘'«`]*(?:an? (?:\w+ )?(?:message|note|letter|word|appeal|request) (?:from|to)\b.{0,60}(?:$|:)|"
    r"dear (?:readers?|friends?|supporters?|subscribers?)\b"
    r"|(?:hello|hi),? (?:readers?|friends?)\b|to our readers\b|before you (?:go|leave|"
    r"close)\b|(?:we|i) have an? (?:small )?(?:favou?r|request)"
    r"|(?:please )?support (?:us|our|independent|free|quality|the work|\w+(?: \w+)? journalism)\b|"
    r"(?:we|i) need your (?:help|support)"
    r"|help (?:us|keep|support|fund|protect|save)\b|we[’']?(?: a|')?re asking\b|will you (?:help|"
    r"support|join)\b|become an? (?:member|supporter|patron)\b"
    r"|why (?:we|your support)\b|(?:if|since) you[’']?(?:re| are) (?:here|reading)|this (?:article|"
    r"story|report) is free\b|thanks? (?:you )?for reading\b)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:donat\w*|contribut\w*|subscri\w*|support(?:ing|ers?)? (?:us|our|the|independent|"
    r"monthly)|your (?:support|help|gift)|members?(?:hip)?|"
    r"monthly|a month|crowdfund\w*|pledge|fund(?:ed|ing)? (?:by|our|us)|paywall|readers like you)\b|[$£€]\s?\d",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:we|us|our|ours|you|your|yours)\b|\b(?:donat\w+|subscri\w+|journalis[mt]\w*|"
    r"newsroom|paywall|readers?|remind me)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«][^\"”»]*(?:[\"”»]|$)|``.*?(?:''|$)")
_REPORTED = re.compile(
    r"\b(?:said|says|told|added|according to|stated|announced|insisted|denied|accused)\b", re.IGNORECASE
)


def is_appeal(line: str) -> bool:
    """Whether `line` speaks to the reader outside quotation marks, as an appeal does and a dispatch does not.

    >>> is_appeal("Our reporters work under threat, and we need your help.")
    True
    >>> is_appeal('"We need your help," Valk told the assembly.')
    False
    """
    spoken = _QUOTED.sub(" ", line)
    return bool(_ADDRESS.search(spoken)) and not (_REPORTED.search(spoken) and spoken != line)


def appeals(lines: Sequence[str]) -> list[tuple[int, int]]:
    """The runs of lines (first, end) that are an appeal: an opening, then lines that speak to the reader about money.

    >>> appeals(["Talks failed.", "Dear readers,", "We are under attack.", "Please donate.", "Talks resume on Monday."])
    [(1, 4)]
    >>> appeals(["Dear readers,", "The talks failed.", "Nobody knows why."])
    []
    """
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        end = _run(lines, at) if len(lines[at]) < 400 and _OPENING.search(lines[at]) else at
        if end > at and _MONEY.search(" ".join(lines[at:end])):
            found.append((at, end))
        at = max(end, at + 1)
    return found


def _run(lines: Sequence[str], first: int) -> int:
    """The end of the run that starts at `first`: one line that addresses nobody is bridged, if no news is in it."""
    end = at = first + 1
    while at < len(lines) and at - end < 2:
        line = lines[at]
        if is_appeal(line) or (at == end and len(line) < 40 and line.endswith((",", ":"))):
            end = at + 1
        elif _REPORTED.search(line) or _QUOTED.search(line):
            break
        at += 1
    return end
