"""What stands on a page beside the article: one rule a kind of furniture, each a pattern for a whole line.

A line that is wrongly taken for furniture loses what was said in it; one wrongly kept costs little. So a rule asks for
the whole shape of the line, and a line with quoted speech in it passes only the rules that are sure (`even_quoting`).
"""

from __future__ import annotations

import re

from onrecord.reading.segments.furniture_rules import PRINTED_DATE, RULES, Rule
from onrecord.reading.segments.printed_dates import is_printed_date

__all__ = ["Rule", "furniture"]

_BULLET = re.compile(r"^[\s•·*>»|▶►→–—-]+")
_QUOTING = re.compile(
    r"[\"“”„«»]|``|''|\b(?:said|says|saying|told|tells|adds|added|according to|insist\w*|accus\w*|den(?:y|ies|ied)|"
    r"warn\w*|announc\w*|stat(?:es|ed|ing)|argu(?:es?|ed|ing)|claim\w*|demand\w*|vow\w*|urg(?:es?|ed|ing)|"
    r"call(?:s|ed)? (?:for|on)|jok(?:es|ed)|quipp?(?:s|ed)|repl(?:ies|ied)|answer(?:s|ed)|asks|asked|wrote|writes|"
    r"not(?:es|ed) that|explain(?:s|ed)|report(?:s|ed) that|quot(?:es|ed|ing)|remark(?:s|ed)|recall(?:s|ed)|"
    r"admit(?:s|ted)|conced\w*|confirm(?:s|ed)|stress(?:es|ed)|reiterat\w*|hint(?:s|ed))\b"
)


def furniture(line: str, *, at_top: bool = False, inside: bool = False) -> Rule | None:
    """The rule that makes `line` furniture, or None: then it belongs to the article.

    `at_top`: nothing of the article stands before it, so that what looks like a link may be the headline.
    `inside`: the line is one sentence of a paragraph, so only rules sure of themselves are asked.

    >>> furniture("Also Read").name
    'read more'
    >>> furniture("Valk also read a letter from the widow of the pilot.")
    >>> furniture("Reporting by Tomas Orlic; editing by Jana Reuss").name
    'credit'
    >>> furniture("Reporting the incident was a mistake, he said.")
    """
    line = _BULLET.sub("", line)
    bare = line.rstrip(" .")
    if not bare or len(bare) > 900:
        return None
    if is_printed_date(bare):
        return PRINTED_DATE
    quoting = _QUOTING.search(bare) is not None
    closed = line.endswith(".")
    for rule in RULES:
        if (
            len(bare) > rule.longest
            or (closed and rule.unclosed)
            or (quoting and not rule.even_quoting)
            or ((at_top or inside) and not rule.anywhere)
        ):
            continue
        if rule.pattern.search(bare):
            return rule
    return None
