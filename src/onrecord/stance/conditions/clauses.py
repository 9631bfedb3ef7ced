"""Where clauses begin and end, without a parser: punctuation, conjunctions and finite verbs."""

from __future__ import annotations

import re

from onrecord.stance.conditions.words import has_finite
from onrecord.types import Span

_HARD_END = re.compile(
    r"[;:!?]|(?<!\b[a-z])\.(?=[\s\"'”’)]|$)|\s[-–—]{1,2}\s|\s\((?![^()]*\)\s\w)|[,.][\"'”’]"
    r"|\s(?:because|although|though|whereas|but|so that|in order to|adding|and (?:that )?(?:said|says|added|warned"
    r"|called|told|vowed"
    r"|insisted|urged)|even (?:if|though)|despite|amid|according to|and (?:that|this) (?:is|was|includes|means))\b"
    r"|\s(?:until|unless|before|as long as|so long as|provided|only (?:if|when|after|once)|in (?:exchange"
    r"|return) for)\b"
)
_COMMA = re.compile(r",")
_JOINS = re.compile(r"\s*(?:and|or|as well as|including|along with)\b")
_SAYS = re.compile(
    r"\b(?:said|says|saying|added|adding|told|warned|noted|insisted|according|reported|stressed|announced)\b"
)
_NEW_SUBJECT = re.compile(r"\s*(?:and|or)\s+(?:that\s+)?(?:he|she|it|they|we|i|there)\b")
_OPENER = re.compile(
    r"[;:!?“”\"]|``|''|(?<!\b[a-z])\.(?=\s)|\s[-–—]{1,2}\s|\s\("
    r"|,\s|\b(?:that|but|because|although|though|while|whether|so|than|if|when|says?|said|saying|added|adding|warned"
    r"|thinks?|believes?|insist(?:s|ed)?|claim(?:s|ed|ing)?|declared|told|which|who|as|means?)\s"
    r"|\b(?:and|or)\s"
)
_TRIM_FRONT = re.compile(
    r"(?:[\s\"'“”‘’`,;:.()–—-]|(?:that|and|but|then|also|even|so|first|or|either|both|yet|however|only"
    r"|at least)\b(?!-))+"
)
_TRIM_BACK = re.compile(
    r"(?:[\s\"'“”‘’`,;:.!?()–—-]|(?<=[\s,])(?:and|but|or|at least|even|not|only|then|except|no longer|also|however"
    r"|first|again|,)(?![\w])"
    r"|,\s*(?:he|she|they|it)$)+$"
)


def clause_end(low: str, start: int) -> int:
    """Where the clause that begins at `start` of the lower-case sentence ends.

    >>> clause_end("until the troops leave, he said.", 6)
    22
    >>> clause_end("until they free the monks, the pilots and the guards.", 6)
    52
    """
    hard = _HARD_END.search(low, start + 1)
    end = hard.start() if hard else len(low)
    closing = -1  # the comma that ends an apposition
    for comma in _COMMA.finditer(low, start, end):
        if comma.start() == closing:
            continue
        if not _goes_on(low, start, comma.start(), end):
            return comma.start()
        if _apposition(low, start, comma.start(), end):
            closing = low.find(",", comma.start() + 1, end)
    return end


def _goes_on(low: str, start: int, comma: int, end: int) -> bool:
    """Whether the clause goes on behind this comma: in a list, or behind an apposition."""
    if low[comma - 1 : comma].isdigit() and low[comma + 1 : comma + 2].isdigit():
        return True
    following = low.find(",", comma + 1, end)
    chunk = low[comma + 1 : end if following < 0 else following]
    if _SAYS.search(chunk) or re.match(r"\s*(?:but|which|who|whose|where|while|with|then|not)\b", chunk):
        return False
    if _JOINS.match(chunk):
        return not _NEW_SUBJECT.match(chunk) and (has_finite(low[start:comma].strip()) or not has_finite(chunk.strip()))
    if (
        re.search(r"\b(?:an?|the)\s\w+$", low[start:comma])
        and not has_finite(low[max(start, comma - 1) : comma])
        and re.match(r"\s\w+-", chunk)
    ):
        return True
    if not has_finite(chunk.strip()) and re.search(r"\s(?:and|or)\s", chunk) and has_finite(low[start:comma].strip()):
        return True
    if following < 0 or has_finite(chunk.strip()):
        return False
    return bool(_JOINS.match(low[following + 1 : end])) or _apposition(low, start, comma, end)


def _apposition(low: str, start: int, comma: int, end: int) -> bool:
    """Whether the comma and the next one set something between a subject and its verb."""
    following = low.find(",", comma + 1, end)
    if following < 0 or has_finite(low[start:comma].strip()) or has_finite(low[comma + 1 : following].strip()):
        return False
    return has_finite("x" + low[following + 1 : end][:60])


def clause_start(low: str, at: int, floor: int = 0) -> int:
    """Where the clause that holds `at` begins, not before `floor`; *and* parts clauses only behind a finite verb.

    >>> low = "valk said that the sanctions and the embargo will stay"
    >>> low[clause_start(low, low.index("will")):]
    'the sanctions and the embargo will stay'
    """
    start = floor
    for found in _OPENER.finditer(low, floor, at):
        if found.end() > at:
            break
        word = found[0].strip()
        if word in ("and", "or") and not has_finite(low[start : found.start()].strip()):
            continue
        if word == "," and _is_parenthesis(low, start, found.start(), at):
            continue
        start = found.end()
    return start


def _is_parenthesis(low: str, start: int, comma: int, at: int) -> bool:
    """Whether the comma opens or closes something between a subject and its verb."""
    before, after = low[start:comma], low[comma + 1 : at]
    opens = "," in after and not has_finite(after.strip()) and not has_finite(before.strip())
    closes = "," in before and not has_finite(before.strip()) and not after.strip()
    return bool(before.strip()) and (opens or closes)


def trimmed(low: str, start: int, end: int) -> Span | None:
    """The span without marks and joining words at its edges; None where nothing is left.

    >>> trimmed("that the regime must fall,", 0, 26)
    (5, 25)
    """
    front = _TRIM_FRONT.match(low, start, end)
    begin = front.end() if front else start
    back = _TRIM_BACK.search(low[begin:end])
    stop = begin + back.start() if back else end
    return (begin, stop) if begin < stop else None
