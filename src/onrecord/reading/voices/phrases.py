"""Where a noun phrase ends to the right of a verb, and where it begins to the left of one. No parser: stop words."""

import re

from onrecord.reading.voices.cues import NO_PARTY
from onrecord.reading.voices.frame import BLANK, EDGE
from onrecord.types import Span

_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TIME = (
    rf"(?:{_DAYS}|yesterday|today|tomorrow|earlier|late|early|later|last|this|next|shortly"
    r"|again|separately|recently|meanwhile|overnight|afterwards?|(?:Jan|Feb|Mar|Apr|May"
    r"|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.? \d)"
)
_STOP = re.compile(
    rf"[,;:.!?{BLANK}{EDGE}\"“”]|``|''|\s(?:--|–|—)\s|\s(?:{_TIME}|that|who|whom|which|whose"
    r"|whether|how|why|what|if|where|when|while|as|saying|telling|adding|to|on|at|during"
    r"|after|before"
    r"|by|from|because|but|so|than|there|here|via|through|under|over|amid|about|against"
    r"|he|she|they|we|you|it|is|are|was|were|has|have|had|will|would|could|can|should"
    r"|might|may"
    r"|said|says|told|reported|reports|quoted|quoting|citing|cited|published|found|aired"
    r"|released|seen|obtained|posted|carried|broadcast|issued|familiar|not|be|been|also"
    r"|without|only)\b"
)
_SOFT = re.compile(r"\s(?:in|with|for|into|of|and|or)\b")
_HOLDS = re.compile(
    r"\b(?:officials?|sources?|spokes\w+|members?|heads?|leaders?|leadership|chiefs?"
    r"|ministers?|ministry|directors?|presidents?|chair\w*|experts?|analysts?|diplomats?"
    r"|witnesses|residents|people|statements?|letters?|reports?|stud(?:y|ies)|documents?"
    r"|gathering|crowd|group|audience|rall(?:y|ies)|summit|forum|panel|professor|secretary"
    r"|commander|convention|assembly|workers?|supporters|students|soldiers|troops|aides?"
    r"|advis[eo]rs?|lawyers?|executives?|envoy|ambassador|governor|deputy|researchers?"
    r"|scientists?|interviews?|news|press)\s*$",
    re.IGNORECASE,
)
_NO_START = re.compile(
    r"(?:in|with|for|into|of|and|or|up|out|off|(?!(?:[A-Z]|family|ally|assembly|daily|weekly|monthly))\w+ly)\b"
)
_PRONOUN = re.compile(r"(?:him|her|them|us|me|it|you|himself|herself|themselves)\b")
_LEAD = re.compile(
    rf"^(?:(?:[Oo]n |[Ii]n |[Ll]ate |[Ee]arly |[Ee]arlier |[Ll]ater )*(?:{_DAYS}|{_TIME})(?: "
    r"(?:morning|evening|afternoon|night|week|month|year))?(?: \d+)?,? |(?:[Bb]ut|[Aa]nd"
    r"|[Mm]eanwhile|[Hh]owever|[Ss]eparately|[Ee]arlier|[Tt]hen|[Yy]et|[Aa]lso|[Ss]till"
    r"|[Ii]ndeed|[Aa]s|[Ss]o|[Ww]hile|[Aa]lthough|[Ww]hen|[Aa]fter|[Bb]efore|[Bb]ecause"
    r"|[Tt]hat|[Ww]here|[Ii]f|[Ss]ince)\b,? )+"
)
_LATE = re.compile(
    rf"(?:\s(?:on|late|early|earlier|in|the|this|last))*\s(?:{_TIME}|week|month|year)(?:\s(?:morning"
    r"|evening|afternoon|night|week|month|year))?\s*$"
)
_LEFT_STOP = re.compile(
    rf"[;:!?{BLANK}{EDGE}\"“”]|[.](?=\s+[A-Z]\S*\s\S*$)|\s(?:--|–|—)\s|,|\b(?:while|although"
    r"|though|because|when|after|before|whereas|but|which|who|that|if|as|and then|where"
    r"|said|says|reported|told)\s"
)
_VERBISH = re.compile(
    r"\b(?:said|says|told|reported|was|were|is|are|has|have|had|will|would|did|does|denied"
    r"|announced|added|claimed|accused|called|killed|died|met|went|came|left|took|made"
    r"|gave)\b"
)


def after(words: str, at: int, end: int | None = None) -> Span | None:
    """The noun phrase that begins at or after `at`.

    >>> w = "quoted by two officials in the ministry on Friday as saying"
    >>> w[slice(*after(w, 9))]
    'two officials in the ministry'
    >>> after("said on Friday", 4) is None
    True
    """
    start = at + len(words[at:]) - len(words[at:].lstrip())
    limit = len(words) if end is None else end
    pronoun = _PRONOUN.match(words, start, limit)
    if pronoun:
        return pronoun.span()
    if _STOP.match(" " + words[start : start + 20]) or _NO_START.match(words, start):
        return None
    stop = _next_stop(words, start, limit)
    while stop > start and words[stop - 1] in " ,":
        stop -= 1
    phrase = words[start:stop]
    return (start, stop) if re.search(r"\w", phrase) and len(phrase.split()) <= 24 else None


def _next_stop(words: str, start: int, limit: int) -> int:
    """Up to a stop word; `in`, `with`, `for`, `of` and `and` are passed where the phrase so far asks for them."""
    hard = _STOP.search(words, start, limit)
    while hard and _is_initial(words, hard.start(), hard.end()):
        hard = _STOP.search(words, hard.end(), limit)
    stop = hard.start() if hard else limit
    for soft in _SOFT.finditer(words, start, stop):
        word, tail = soft[0].strip(), words[soft.end() : stop]
        if word in ("of", "and", "or"):
            if tail.strip():
                continue
            return soft.start()
        if not (_HOLDS.search(words, start, soft.start()) and re.match(r"\s+(?:the|his|her|its|their|[A-Z])", tail)):
            return soft.start()
    return stop


def _is_initial(words: str, start: int, end: int) -> bool:
    """A full stop that belongs to an abbreviation or an initial: "U.S.", "J. Orlic", "Gen. Valk"."""
    return (
        words[start:end] == "."
        and bool(
            re.search(
                r"(?:\b[A-Za-z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Rep|Gov|St|Prof|Maj|Capt|Adm|Sgt|No)$",
                words[max(0, start - 5) : start],
            )
        )
        and words[end : end + 1] != ""
    )


def before(words: str, at: int, begin: int = 0) -> Span | None:
    """The noun phrase that ends before `at`: the subject of a verb there, over an insertion between commas.

    >>> w = "On Monday, the KTA agency, in a report from Sarn, quoted"
    >>> w[slice(*before(w, w.index("quoted")))]
    'the KTA agency'
    """
    end = at
    while end > begin and words[end - 1] == " ":
        end -= 1
    if end > begin and words[end - 1] == ",":
        opening = words.rfind(",", begin, end - 1)
        if opening < 0:
            return None
        end = opening
    start = max([m.end() for m in _LEFT_STOP.finditer(words, begin, end)], default=begin)
    lead = _LEAD.match(words[start:end].lstrip())
    start += len(words[start:end]) - len(words[start:end].lstrip()) + (lead.end() if lead else 0)
    start += len(words[start:end]) - len(words[start:end].lstrip(" ('’"))
    late = _LATE.search(words, start, end)
    end = late.start() if late else end
    phrase = words[start:end]
    fine = (
        re.search(r"\w", phrase)
        and len(phrase.split()) <= 14
        and not _VERBISH.search(phrase)
        and not NO_PARTY.match(phrase)
    )
    return (start, end) if fine else None


def names_somebody(phrase: str) -> bool:
    """Whether a phrase can be a subject that speaks: no preposition at its head, a capital or an article in it.

    >>> names_somebody("Prime Minister Tomas Orlic"), names_somebody("in the meantime")
    (True, False)
    """
    start = phrase.lstrip()
    return not NO_PARTY.match(start) and bool(
        re.match(
            r"(?:[Tt]he|[Aa]n?|his|her|its|their)\b|.*[A-Z]|he\b|she\b|they\b|officials|witnesses"
            r"|police",
            start,
        )
    )
