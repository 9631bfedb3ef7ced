"""Which lines are headlines: at the top of an article, and between its paragraphs."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ENDS = re.compile(r"[.!?…:,;][\"”“’')\]]*$")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"”“’')\]]*$")
_SENTENCE_INSIDE = re.compile(r"[a-z]{2}[.!?][\"”]? [A-Z]")
_SPEAKER = re.compile(r"^(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):\s+\S")
_TURN = re.compile(r"^[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}:\s+\S")
_SMALL = frozenset(
    "a an and as at but by for from if in into is it nor of off on or over per so that the to up via vs with".split()  # noqa: SIM905
)

LONGEST = 190
MOST_WORDS = 30


def is_capitals(line: str) -> bool:
    """Whether nearly all letters of `line` are capitals, as in an old wire's headline.

    >>> is_capitals("VALK WON'T QUIT, KESTRIA SAYS"), is_capitals("TOLVAZ says no")
    (True, False)
    """
    letters = list(filter(str.isalpha, line))
    return len(letters) >= 4 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def is_title_case(line: str) -> bool:
    """Whether the words of `line` are capitalised as in a title, small words apart.

    >>> is_title_case("Valk Tells Ostmark To Leave"), is_title_case("Valk tells Ostmark to leave the strait")
    (True, False)
    """
    words = [w for w in _WORD.findall(line) if w.lower() not in _SMALL]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.95 * len(words)


def ends_sentence(line: str) -> bool:
    """Whether `line` closes as a sentence does, quotation marks after the full stop included.

    >>> ends_sentence('"It is over."'), ends_sentence("Talks end in Sarn")
    (True, False)
    """
    return _ENDS_SENTENCE.search(line) is not None


def is_turn(line: str) -> bool:
    """Whether `line` opens like a speaker's turn in a transcript.

    >>> is_turn("VALK: Not before the ships leave."), is_turn("Valk said: not before the ships leave.")
    (True, False)
    """
    return _SPEAKER.match(line) is not None


def is_headline(line: str, title: str | None = None) -> bool:
    """Whether `line`, with no body before it, is a headline or the line under one.

    >>> is_headline("Kestria won't sign before Ostmark leaves, minister says")
    True
    >>> is_headline("Kestria's minister said on Monday that he would not sign.")
    False
    """
    if title and _same(line, title):
        return True
    words = len(line.split())
    if len(line) > LONGEST or words > MOST_WORDS or not any(c.isalpha() for c in line):
        return False
    if is_capitals(line) or line.endswith(";"):
        return True
    if line.endswith("."):
        return words <= 24 and is_title_case(line)
    if line.endswith(("?", "!")):
        return words <= 16
    return not _ENDS.search(line)


def is_subheading(line: str, before: str, after: str) -> bool:
    """Whether a short `line` between two paragraphs heads the second one.

    >>> after = "Varenia and Ostmark read the same sentence in very different ways."
    >>> is_subheading("Two capitals, two readings", "He left at once.", after)
    True
    >>> is_subheading("grain and fuel", "Two things are missing:", after)
    False
    """
    if len(line) > 80 or len(line.split()) > 10 or not any(c.isalpha() for c in line) or line[0].islower():
        return False
    if _TURN.match(line) or _ENDS.search(line.rstrip("?")) or line.endswith(('?"', "?”", "?’")):
        return False
    return ends_sentence(before) and len(after) > max(60, len(line)) and (ends_sentence(after) or len(after) > LONGEST)


def is_title_like(line: str) -> bool:
    """Whether `line` could be the title of another page: short, and no closed sentence.

    >>> is_title_like("Ostmark recalls its envoy"), is_title_like("Ostmark recalled its envoy on Monday.")
    (True, False)
    """
    closed = (ends_sentence(line) and not line.endswith("?")) or _SENTENCE_INSIDE.search(line) is not None
    return len(line) <= 150 and 2 <= len(line.split()) <= 24 and not closed and not line.endswith((":", ","))


def _same(line: str, title: str) -> bool:
    """Whether two lines have the same words, punctuation and case apart; a site's name may follow the title."""
    a, b = _WORD.findall(line.casefold()), _WORD.findall(title.casefold())
    return len(a) >= 2 and (a == b or (len(a) >= 4 and a == b[: len(a)]))
