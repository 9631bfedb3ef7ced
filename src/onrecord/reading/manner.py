"""How something was said: its form, its polarity, its modality, and the attitude that the cue shows."""

import re
import tomllib
from bisect import bisect_right
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate
from typing import Any

from onrecord.reading.quoted import Quote, quotes
from onrecord.text.stretches import Stretches
from onrecord.types import Attitude, Draft, Form, Manner, Modality, Polarity, Span

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_MARK = re.compile(r"[\"“„«]|``")
_EDGE = re.compile(r"(?:that|and|but|as|saying|says?|said|is|was|how|whether|if|:)", re.IGNORECASE)
_ATTITUDES: tuple[Attitude, ...] = ("eventuality", "belief", "fact", "assertion")

_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|refut\w+|rebut\w*|dismiss\w*|reject\w*|disput(?:e"
    r"|es|ed|ing)|disavow\w*|disclaim\w*|repudiat\w+"
    r"|contradict\w*|disbeliev\w+|doubt(?:s|ed|ing)?|ruled? out|rules out|ruling out)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|never|neither|nor|cannot|no longer|stopp?(?:ed|s)? short of|refus\w+ to"
    r"|declin\w+ to|fail\w* to|avoid\w*|unable to)\b|n[’']t\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"(?:neither|none|nobody|no[ -]one|not (?:one|a single)|hardly (?:anyone|anybody|any)|nor|no(?= [a-z]))\b",
    re.IGNORECASE,
)
_NONE_BEFORE = re.compile(r"\b(?:neither|nor|not (?:one|a single)|hardly any|(?<!say )(?<!said )no)\s+$", re.IGNORECASE)
_NOT_ONLY = re.compile(
    r"\b(?:not only|not just|not merely|never tire[sd]?|not without|cannot but|not immediately clear)\b", re.IGNORECASE
)
_ANSWERLESS = re.compile(
    r"\b(?:refus\w+|declin\w+|fail\w*)\s+to\s+(?:say|tell|comment|disclose|confirm|reveal"
    r"|elaborate|give|specify|name|rule)",
    re.I,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|(?:is|are|am|was|were|be)\s+(?:\w+ly\s+)?(?:expected|due|set|scheduled"
    r"|likely|about|going|poised|slated|preparing|planning)\s+to"
    r"|(?:plans?|intends?|prepar\w+|hopes?)\s+to)\b|[’']ll\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:would(?! like)|could|might|may|were to|(?<!as )if|unless)\b|[’']d\b(?=\s+(?:say|tell|ask|want|call))",
    re.IGNORECASE,
)
_MODAL_PAST = re.compile(
    r"\b(?:would|could|might)\s+not\s+(?:say|comment|confirm|tell|disclose|reveal|elaborate|rule)\b", re.IGNORECASE
)
_ASKS = re.compile(r"\bask(?:s|ed|ing)?\b", re.IGNORECASE)
_QUERIES = re.compile(
    r"\b(?:question(?:s|ed|ing)?|quer(?:y|ied|ies)|[ie]nquir\w+|wonder(?:s|ed|ing)?)\b", re.IGNORECASE
)
_WH = re.compile(r"[\"“”‘’'`\s]*(?:whether|if|why|how|what|when|where|who|whom|whose|which|about)\b", re.IGNORECASE)
_WH_AT_END = re.compile(r"\b(?:whether|if|why|how|what|about)$", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:dubbed|named|code-?named|titled|entitled|called|nicknamed|headlined|known "
    r"as|slogan|under the (?:title|headline|name))[\s,:]*$",
    re.IGNORECASE,
)
_SMALL = frozenset(["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])


def manner(text: str, draft: Draft) -> Manner:
    """Form, polarity, modality and attitude of one draft.

    >>> from onrecord.types import Draft, Passage
    >>> said = 'Valk denied that "talks" had begun.'
    >>> source, cue, content = (Passage.of(said, [span]) for span in ((0, 4), (5, 11), (17, 34)))
    >>> found = manner(said, Draft(source, cue, content))
    >>> found.form, found.polarity, found.modality, found.attitude
    ('mixed', 'denied', 'asserted', 'assertion')
    """
    return Manner(
        form(text, draft),
        polarity(text, draft),
        modality(text, draft),
        attitude(draft.cue.text, _following(text, draft)),
    )


def form(text: str, draft: Draft) -> Form:
    """`direct` where quotation marks hold all words of the content, `indirect` where none, `mixed` between.

    Marks that hold the cue as well belong to an outer speaker and do not count. Leading words that the reader model
    takes in by mistake (`that`, `as saying`) do not make a quotation mixed.
    """
    marks = _own_marks(text, draft)
    words = _content_words(text, draft)
    held = _held(words, marks)
    loose = [text[s:e].lower() for (s, e), within in zip(words, held, strict=True) if not within]
    if not any(held):
        return "indirect"
    lead = held.index(True)
    outside = [w for w in loose[:lead] if not _EDGE.fullmatch(w)] + [w for w in loose[lead:] if w not in ("and", "or")]
    return "mixed" if outside else "direct"


def _held(words: list[Span], marks: list[Quote]) -> list[bool]:
    """Whether each word stands in one of the quoted stretches."""
    marks = sorted(marks, key=lambda q: q.start)
    starts = [q.start for q in marks]
    reach = list(accumulate((q.end for q in marks), max, initial=0))  # how far those reach that begin by then
    return [reach[bisect_right(starts, s)] >= e for s, e in words]


def _content_words(text: str, draft: Draft) -> list[Span]:
    """The words of the content, less what the spans share with source and cue.

    Where a span runs over source or cue, what follows up to the next quotation mark is narration too.
    """
    taken = [*draft.cue.spans, *(draft.source.spans if draft.source else ())]
    words: list[Span] = []
    for start, end in draft.content.spans:
        over = [a for a in taken if start < a[0] < end]
        stop = min((a[0] for a in over), default=end)
        mark = _MARK.search(text, max((a[1] for a in over), default=end), end)
        parts = [(start, stop), (mark.start(), end)] if mark and over else [(start, stop)]
        words += [m.span() for s, e in parts for m in _WORD.finditer(text, s, e)]
    return [(s, e) for s, e in words if not any(a < e and s < b for a, b in taken)] or words


def _own_marks(text: str, draft: Draft) -> list[Quote]:
    """The quoted stretches that are this speaker's: those that do not hold source and cue too."""
    anchors = [*draft.cue.spans, *(draft.source.spans if draft.source else ())]
    anchors = [a for a in anchors if _WORD.search(text, *a) and not _within(a, draft.content.spans)]
    return [
        q
        for start, end in draft.content.spans
        for q in _told(text).touching(start, end)
        if not any(q.start <= s and e <= q.end for s, e in anchors) or _lost_its_end(q, draft)
    ]


@lru_cache(maxsize=4)
def _told(text: str) -> Stretches[Quote]:
    """The quoted stretches of the text that can be somebody's words."""
    return Stretches([q for q in quotes(text) if not _is_a_title(text, q)])


def _is_a_title(text: str, quote: Quote) -> bool:
    """A name in quotation marks (an exercise dubbed "Desert Wind"): nobody's words."""
    words = _WORD.findall(text, quote.start, quote.end)
    named = _NAMED.search(text, max(0, quote.start - 30), quote.start)
    return bool(named) and len(words) <= 8 and all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w in words)


def _lost_its_end(quote: Quote, draft: Draft) -> bool:
    """An unclosed quotation that the content opens: it holds the cue only because its closing mark was lost."""
    return not quote.closed and abs(draft.content.start - quote.start) <= 1 and draft.cue.start > draft.content.start


def _within(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(s <= span[0] and span[1] <= e for s, e in spans)


def polarity(text: str, draft: Draft) -> Polarity:
    """`denied` where the source says that the content is not so, or where the saying itself is denied.

    >>> from onrecord.types import Draft, Passage
    >>> said = "Valk did not say that he would go"
    >>> polarity(said, Draft(None, Passage.of(said, [(13, 16)]), Passage.of(said, [(22, 33)])))
    'denied'
    >>> polarity(said, Draft(None, Passage.of(said, [(0, 4)]), Passage.of(said, [(22, 33)])))
    'affirmed'
    >>> said = "No minister said that he would go"
    >>> polarity(said, Draft(Passage.of(said, [(3, 11)]), Passage.of(said, [(12, 16)]), Passage.of(said, [(22, 33)])))
    'denied'
    """
    around = _NOT_ONLY.sub(" ", _around(text, draft))
    denies, negated = bool(_DENIES.search(draft.cue.text)), bool(_NEGATED.search(around)) or _said_by_none(text, draft)
    if negated and re.search(
        r"\b(?:deny|denied|denies|rul\w+ out|doubt|dispute|reject|dismiss)\b", draft.cue.text, re.IGNORECASE
    ):
        return "affirmed"
    return "denied" if denies or negated else "affirmed"


def _said_by_none(text: str, draft: Draft) -> bool:
    """Whether the source is nobody: "no minister", "neither Valk nor Orlic", "none of them"."""
    if draft.source is None:
        return False
    start = draft.source.start
    return bool(_NONE.match(text, start) or _NONE_BEFORE.search(text, max(0, start - 20), start))


def _around(text: str, draft: Draft) -> str:
    """The cue with the auxiliaries that the reader model may have left outside: up to five words before it."""
    start = draft.cue.start
    before = re.search(r"(?:[\w’']+\s+){0,5}$", text[max(0, start - 60) : start])
    head = before[0] if before else ""
    edge = max(
        [
            0,
            *(e for s, e in (draft.source.spans if draft.source else ()) if e <= start),
            *(e for s, e in draft.content.spans if e <= start),
        ]
    )
    head = text[max(edge, start - len(head)) : start]
    return f"{_tail(head)} {draft.cue.text}"


def _tail(head: str) -> str:
    """The auxiliary words at the end of `head`; anything else (another clause) is dropped."""
    found = re.search(
        r"(?:\b(?:has|have|had|did|does|do|is|are|was|were|be|been|not|never|will|would|could"
        r"|might|may|should|shall|must|can|cannot|also"
        r"|yet|ever|again|later|earlier|to|expected|due|likely|set|about|going|refused|declined"
        r"|failed|if|\w+ly|\w+n[’']t)\s+)+$",
        head,
        re.IGNORECASE,
    )
    return found[0] if found else ""


def modality(text: str, draft: Draft) -> Modality:
    """Whether it was said, will be, would be, or was asked.

    >>> from onrecord.types import Draft, Passage
    >>> said = "Valk is expected to announce a truce."
    >>> modality(said, Draft(None, Passage.of(said, [(5, 28)]), Passage.of(said, [(29, 36)])))
    'future'
    >>> modality(said, Draft(None, Passage.of(said, [(0, 4)]), Passage.of(said, [(29, 36)])))
    'asserted'
    """
    around, content = _around(text, draft), draft.content.text
    if _is_question(draft.cue.text, content):
        return "question"
    if _FUTURE.search(around):
        return "future"
    if _MODAL_PAST.search(around):
        return "asserted"
    if _HYPOTHETICAL.search(around) or _conditional(text, draft):
        return "hypothetical"
    return "asserted"


def _is_question(cue: str, content: str) -> bool:
    """Whether the words ask: by the cue with `whether`, `why` or a question mark after it, or by the mark alone."""
    mark = bool(re.search(r"\?[\"”'’\s]*$", content))
    if _ASKS.search(cue):
        return mark or bool(_WH.match(content)) or bool(_WH_AT_END.search(cue))
    if _QUERIES.search(cue):
        return True
    return mark and not re.search(r"[.!;]\s", content)


def _conditional(text: str, draft: Draft) -> bool:
    """Whether the source stands right after `if`, `unless`, `should`."""
    first = draft.source.start if draft.source else draft.cue.start
    return first < draft.content.start and bool(
        re.search(r"\b(?:if|unless|should|were)\s+$", text[max(0, first - 12) : first], re.IGNORECASE)
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files("onrecord.reading").joinpath("attitudes.toml").read_text(encoding="utf8"))


@cache
def _lexicon() -> dict[str, Attitude]:
    """The attitude of each word and phrase; a word in two lists keeps the reading that is more than saying."""
    words: dict[str, Attitude] = {}
    for kind in _ATTITUDES:
        for word in _table()[kind].split():
            words.setdefault(word, kind)
    for kind in _ATTITUDES:
        words |= dict.fromkeys(_table()["phrases"][kind], kind)
    return words


def attitude(cue: str, following: str = "") -> Attitude:
    """The attitude of PARC that a cue shows: the phrase that it starts with `following`, else its first known word.

    >>> attitude("has said"), attitude("fears"), attitude("did not know"), attitude("agreed", "to")
    ('assertion', 'belief', 'fact', 'eventuality')
    >>> attitude("agreed", "that")
    'assertion'
    """
    lexicon = _lexicon()
    words = [_lemma(w) for w in re.findall(r"[a-z]+", f"{cue} {following}".lower())]
    in_cue = len(re.findall(r"[a-z]+", cue.lower()))
    for size in (3, 2):
        for i in range(min(in_cue, len(words) - size + 1)):
            phrase = " ".join(words[i : i + size])
            if phrase in lexicon:
                return lexicon[phrase]
    known = [w for w in words[:in_cue] if w in lexicon]
    return lexicon[known[0]] if known else "assertion"


@cache
def _irregular() -> dict[str, str]:
    return {form: base for base, forms in _table()["irregular"].items() for form in forms.split()}


@cache
def _lemma(word: str) -> str:
    """The base form of a verb or noun, by the table and then by its ending, checked against the lexicon.

    >>> _lemma("planning"), _lemma("worries"), _lemma("threatened"), _lemma("hoping")
    ('plan', 'worry', 'threaten', 'hope')
    """
    if word in _irregular():
        return _irregular()[word]
    lexicon = _lexicon()
    if word in lexicon:
        return word
    for ending, back in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("es", "e"),
        ("s", ""),
        ("ed", "e"),
        ("ed", ""),
        ("ing", "e"),
        ("ing", ""),
    ):
        stem = word.removesuffix(ending) if word.endswith(ending) else ""
        for base in (stem + back, stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else ""):
            if stem and base in lexicon:
                return base
    return word


def _following(text: str, draft: Draft) -> str:
    """The word after the cue: with `agreed`, whether `to` or `that` comes."""
    found = re.match(r"\s*(\w+)(?:\s+(\w+))?", text[draft.cue.end : draft.cue.end + 40])
    return " ".join(w for w in found.groups() if w) if found else ""
