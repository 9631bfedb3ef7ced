"""The first text of an issue file: every key with what it is for."""

from __future__ import annotations

import json
import re

from onrecord.errors import UsageError

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_TEMPLATE = """\
# An issue: one question with two ends. `onrecord issue check {id}.toml` tells what is wrong or unwise in it.
# Whatever is changed here makes a new version of the codebook; codings of another version are kept apart.

id = {id_}

# A question that can be answered by yes or no, with the names in it.
question = {question}

# The two ends in whole sentences, as those who stand there would put them. `for` answers the question by yes.
for = ""
against = ""

# What is about the question and takes no side (may be left out).
neither = "Speaks of it without taking a side."

# Words and names that make a statement a candidate; other forms of a word count too ("withdraw": "withdrawal").
# Without this line the words of the question and of both ends do.
about = []

# Worked cases, for people and for the model; the label is for, against, neither, unrelated or unsure. Some that look
# alike and are not help most.
#
# [[example]]
# text = "…"
# label = "for"
# why = "…"
"""


def template(id_: str, question: str | None = None) -> str:
    """The text of a new issue file. Raises UsageError for an id that is no slug.

    >>> "safe-corridor" in template("safe-corridor"), template("x", 'Will "it" end?').count('\\\\"it\\\\"')
    (True, 1)
    """
    if not SLUG.fullmatch(id_):
        raise UsageError(f"the id {id_!r} must be small letters and digits, joined by hyphens: safe-corridor")
    return _TEMPLATE.format(id=id_, id_=json.dumps(id_), question=_quoted(question or ""))


def _quoted(text: str) -> str:
    """Text as a basic TOML string, whose escapes are those of JSON."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "\\u007f")
