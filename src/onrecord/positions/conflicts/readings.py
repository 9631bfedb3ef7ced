"""Opposite readings: two sides that affirm and deny one thing, or read one document so and so.

Five rules, each of pairs that one article prints near each other; the fourth also across articles:

dispute    Varenia said nobody was hurt. Ostmark disputed the Varenian account
ellipsis   Varenia said the pact gave the fleet a month, and Ostmark said it did not
no such    Varenia says the text orders a retreat; Ostmark says it holds no such order
negation   Varenia said the convoy was stopped; Ostmark said the convoy was not stopped
meaning    Varenia read the clause to mean the frigates, Ostmark said it meant the weather
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.positions.conflicts.denials import NEGATION, denied_thing, no_such, says_opposite, subject_of_ellipsis
from onrecord.positions.conflicts.referents import Referent, about
from onrecord.positions.conflicts.reports import Report, Voiced
from onrecord.resolve.wordings import STOP, Wording, stem

NEAR = 6  # sentences between two statements of one article that answer each other
SURE = 0.4  # confidence of an attribution: below, its spans or its speaker are often wrong
SHARED, FEW = 4, 3  # content words that an affirmation and its denial have in common; fewer if they are nearly all
COVER, NEARLY = 0.6, 0.75  # of the shorter one's content words
ACROSS = 0.7  # of them, where the two stand in different articles
DAYS = 7  # between two reports of one affair
PLAIN = 2  # of the shared words at least are no names
LEAST = 0.3  # of the longer one's content words
BRIEF = 10  # words: of a shorter statement the sentence is shown too
ACCUSED = 3  # sentences from an accusation to its denial; a denial of other words follows at once
REACH = 2  # words before a shared word among which a negation denies it
OPTIONS = 20  # statements of other articles that a denial is held against: those that share most of its rarer words
COMMON = 300  # statements that hold a word; a more frequent one brings nothing together
SURE_LABEL = 0.7  # confidence of a coding on which a reading may rest

_MEANS = re.compile(
    r"\b(?:mean(?:s|t|ing)?|interpret(?:s|ed|ing)?|constru(?:es|ed)|signal(?:s|led|ed)?|sent? (?:a |the )?(?:\w+ )?"
    r"(?:signal|message)|impl(?:y|ies|ied)|amount(?:s|ed) to|exclud(?:e|es|ed)|rul(?:es|ed) out"
    r"|call(?:s|ed)? on|call(?:s|ed)? for|"
    r"oblig(?:es|ed)|requir(?:es|ed)|permit(?:s|ted)|allow(?:s|ed)|forbid(?:s)?|forbade|bann?(?:s"
    r"|ed)|bars|barred|binds|bound|cover(?:s|ed)|"
    r"provid(?:es|ed) for|guarantee(?:s|d)|commit(?:s|ted)|stipulat(?:es|ed)|refer(?:s|red) to"
    r"|applie[sd] to|leaves|left|gives|gave|sets|speaks of|"
    r"can (?:only )?be read|could only mean|makes? (?:it )?clear|made (?:it )?clear)\b",
    re.IGNORECASE,
)
_MEANING = re.compile(r"\b(?:mean(?:s|t|ing)?|interpret\w*|constru\w+|read(?:s|ing)? .{0,20}\bas\b)\b", re.IGNORECASE)
_DIFFER = re.compile(
    r"\b(?:disagree\w*|differ\w*|disput\w+|at odds|two (?:ways|readings)|contradict\w*|interpret\w*|contest\w*)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"\b(?:while|whereas|but|although|though|however|yet)\b", re.IGNORECASE)
_DENIES = re.compile(
    r"(?:has |have |had |also |\w+ly )*(?:den(?:y|ie)|reject|dismiss|refut|disput|contradict)", re.IGNORECASE
)
_SPEECH = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|tell|told|accus|alleg|claim|charg|blam|report|assert|insist|contend"
    r"|declar|announc|suggest|warn|wrote|argu"
    r"|state|imply|implied|maintain|accord)",
    re.IGNORECASE,
)
TELLS = re.compile(
    rf"{_SPEECH.pattern}|\b(?:den(?:y|ied|ies)|reject|dismiss|refut|disput|contradict|believ|think"
    rf"|thought|tweet|confirm|add|not(?:e|ed|ing)"
    r"|know|knew|acknowledg|admit|explain|stress|reiterat|repeat|concede|conclud|estimat|consider|regard|accus|show|found"
    r"|find|reveal|describ)",
    re.IGNORECASE,
)
_ANY = re.compile(r"^any\s+(?:(?:perceived|alleged|direct|such|formal|secret)\s+)?(?P<what>\w+)", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"\b(?:account|version|readout|assessment|assertion|description|characteri[sz]ation|claims?|report|statement|figures?|suggestion"
    r"|accusations?|allegations?|charges?|interpretation|reading)\b",
    re.IGNORECASE,
)
_OUGHT = re.compile(
    r"\b(?:if|unless|should(?:n['’]t)?|ought|must(?:n['’]t)?|let us|let's)\b", re.IGNORECASE
)  # no account
_ACCUSES = re.compile(r"(?:has |have |had |also |\w+ly )*(?:accus|alleg|blam|claim|charg)", re.IGNORECASE)
_ASKS = re.compile(r"^(?:what|whether|how|why|who|when|where|if)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*")
_SELF = re.compile(r"^(?:that\s+)?[\"“'‘]*(?:we|i|it|they|he|she|our|my|its|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements that part, the first the one that affirms where one does."""

    one: Voiced
    other: Voiced
    about: str
    confidence: float
    why: str
    doubts: tuple[str, ...] = ()
    contexts: tuple[str | None, str | None] = (None, None)


@lru_cache(maxsize=1 << 12)
def _wording(text: str) -> Wording:
    """The words of a statement, which is compared with every other of its report."""
    return Wording(text, "indirect")


def stems(text: str) -> frozenset[str]:
    """The content words of a text, without their endings."""
    return _wording(text).stems


def opposed(one: Voiced, other: Voiced) -> bool:
    """Whether two statements have different principals, both known."""
    return bool(one.sides and other.sides) and not one.sides & other.sides


def nested(one: Voiced, other: Voiced) -> bool:
    """Whether one stands within the other."""
    return one.start < other.end and other.start < one.end


Rule = Callable[[Report, Voiced, Voiced, int], Pair | None]


@dataclass(frozen=True, slots=True)
class _Heard:
    """A voice with what every pair asks of it; `answers` are the rules by which its words can deny earlier ones.

    It `points` back where its words are a denial that only what was said before fills with matter.
    """

    voiced: Voiced
    place: int
    start: int
    end: int
    sides: frozenset[str]
    stems: frozenset[str]
    reads: bool
    points: bool
    answers: tuple[Rule, ...]


def _heard(report: Report, voiced: Voiced) -> _Heard:
    subject, opposite = subject_of_ellipsis(voiced.text) is not None, says_opposite(voiced.text)
    thing, denies = denied_thing(voiced.text), _DENIES.match(voiced.cue) is not None
    can_answer = (
        (_ellipsis, subject or opposite or (thing and denies)),
        (_no_such, bool(no_such(voiced.text)) or (denies and _any(voiced.text) is not None)),
        (_dispute, denies and _ACCOUNT.search(voiced.text) is not None),
    )
    return _Heard(
        voiced,
        report.sentence_of(voiced.start),
        voiced.start,
        voiced.end,
        voiced.sides,
        stems(voiced.text),
        reads(voiced),
        points=subject or thing or opposite,
        answers=tuple(rule for rule, can in can_answer if can),
    )


def in_report(report: Report) -> Iterator[Pair]:
    """The pairs of one article that part."""
    voices = [_heard(report, v) for v in report.voices if v.confidence >= SURE and v.modality != "question"]
    for n, later in enumerate(voices):
        answered: Voiced | None = None
        for m in range(n - 1, -1, -1):
            earlier = voices[m]
            if later.place - earlier.place > NEAR:
                break
            if earlier.start < later.end and later.start < earlier.end:
                continue
            if not later.sides or not earlier.sides or not later.sides.isdisjoint(earlier.sides):
                continue
            if later.points and answered is not None and not nested(earlier.voiced, answered):
                break  # what points back points to the nearest that fits
            if (found := _pair(report, earlier, later)) is not None:
                yield replace(found, contexts=(_sentence(report, found.one), _sentence(report, found.other)))
                answered = earlier.voiced


def _pair(report: Report, earlier: _Heard, later: _Heard) -> Pair | None:
    """The pair by the first rule that makes it one; those that cannot be right are not asked."""
    gap = later.place - earlier.place
    for rule in (*later.answers, *_likely(earlier, later)):
        found = rule(report, earlier.voiced, later.voiced, gap)
        if found is not None:
            return found
    return None


def _likely(earlier: _Heard, later: _Heard) -> Iterator[Rule]:
    if earlier.reads and (later.reads or later.voiced.label):
        yield _meaning
    if len(earlier.stems & later.stems) >= FEW:
        yield _negation


# --- the rules -------------------------------------------------------------------------------------------------


def _ellipsis(report: Report, earlier: Voiced, later: Voiced, gap: int) -> Pair | None:
    """*X said it gave the fleet a month, and Y that it did not*; *Y denied the charges*."""
    subject = subject_of_ellipsis(later.text)
    thing = (
        denied_thing(later.text) and _DENIES.match(later.cue) is not None and _SPEECH.search(earlier.cue) is not None
    )
    reach = ACCUSED if thing and _ACCUSES.match(earlier.cue) else 1
    if gap > reach or not (subject or says_opposite(later.text) or thing) or _is_denial(earlier):
        return None
    if (
        not TELLS.search(earlier.cue)
        or len(earlier.text.split()) < 3
        or _ASKS.match(earlier.text)
        or _DIFFER.search(earlier.cue)
    ):
        return None
    own = _SELF.match(earlier.text) is not None
    referent = about(report, earlier)
    between = report.text[_sentence_start(report, earlier) : later.start]
    contrast = bool(_CONTRAST.search(between) or _DIFFER.search(_around(report, earlier.start)))
    if subject in ("it", "he", "she", "they", "we", "i") and own and referent is None and not contrast:
        return None  # each may speak of itself: X said it would come, and Y said it would not
    told = referent.text if referent else brief(earlier.text)
    base = 0.85 if gap == 0 and (referent or contrast) else 0.65
    why = f"the second denies the first by “{brief(later.text)}”"
    return Pair(earlier, later, told, _sure(base, earlier, later), why, _doubts(earlier, later))


def _no_such(report: Report, earlier: Voiced, later: Voiced, gap: int) -> Pair | None:
    """*it holds no such order*, in contrast to the first; *no such promise was made*, after somebody was promised."""
    what = no_such(later.text) or (_any(later.text) if _DENIES.match(later.cue) else None)
    if what is None or _is_denial(earlier) or not TELLS.search(earlier.cue):
        return None
    words = stems(what)
    root = {w[:5] for w in words}
    named = bool(root & {s[:5] for s in stems(earlier.text) | stems(earlier.cue)})
    contrast = gap == 0 and _CONTRAST.search(report.text[_sentence_start(report, earlier) : later.start]) is not None
    if not named and not contrast:
        return None
    why = f"the second denies any {what}" + (", which the first tells" if named else ", in contrast to the first")
    referent = about(report, earlier)
    told = referent.text if referent else what
    return Pair(earlier, later, told, _sure(0.8 if named else 0.7, earlier, later), why, _doubts(earlier, later))


def _any(text: str) -> str | None:
    """What words deny by *any*: *any affiliation*."""
    found = _ANY.match(text)
    return None if found is None else found["what"].lower()


def _dispute(report: Report, earlier: Voiced, later: Voiced, gap: int) -> Pair | None:
    """*Ostmark disputed the Varenian account*, after Varenia told it."""
    if gap > 3 or not _DENIES.match(later.cue) or _is_denial(earlier) or not _SPEECH.search(earlier.cue):
        return None
    named = {w[:5] for name in (*earlier.names, earlier.who or "") for w in name.casefold().split() if len(w) > 3}
    named |= {w[:5] for s, e in earlier.source for w in report.text[s:e].casefold().split() if len(w) > 3}
    object_ = _ACCOUNT.search(later.text)
    if object_ is None or not named & {w[:5] for w in later.text[: object_.end()].casefold().split()}:
        return None
    why = f"the second disputes the first: “{brief(later.text)}”"
    return Pair(earlier, later, brief(earlier.text), _sure(0.65, earlier, later), why, _doubts(earlier, later))


def _meaning(report: Report, earlier: Voiced, later: Voiced, gap: int) -> Pair | None:
    """Both read one document: each tells what it means, and they part by a negation, an issue's ends, or the words."""
    labels = opposite_labels(earlier, later)
    if gap > (NEAR if labels else 3) or not reads(earlier) or not (reads(later) or labels):
        return None
    one, two = about(report, earlier, reads=True), about(report, later, reads=True)
    answers = labels and gap == 1 and _CONTRAST.match(_sentence(report, later)) is not None
    two = one if answers and (two is None or not two.is_document) else two
    if not (reads(later) or answers) or one is None or two is None or not (one.is_document and one.can_be(two)):
        return None
    differ = _DIFFER.search(_around(report, earlier.start)) is not None
    meaning = _MEANING.search(_told(earlier)) is not None and _MEANING.search(_told(later)) is not None
    shared = stems(earlier.text) & stems(later.text)
    if not (labels or (differ and meaning) or (meaning and len(shared) <= 4)):
        return None
    told = one.text if len(one.names) >= len(two.names) else two.text
    why = f"both tell what {told} means" + ("; they stand at opposite ends of the issue" if labels else "")
    why += "; the report says that they differ" if differ else ""
    base = 0.55 + 0.15 * labels + 0.15 * differ
    return Pair(earlier, later, told, _sure(base, earlier, later), why, _doubts(earlier, later))


def _negation(report: Report, earlier: Voiced, later: Voiced, gap: int) -> Pair | None:
    """One says and one denies in much the same words."""
    del report, gap
    return negation(earlier, later, COVER)


def negation(one: Voiced, two: Voiced, cover: float, rarity: Mapping[str, float] | None = None) -> Pair | None:
    """The pair where one affirms what the other denies, by the words that they share."""
    first, second = _wording(one.text), _wording(two.text)
    shared = first.stems & second.stems
    short, long = sorted((first, second), key=lambda w: len(w.stems))
    if len(shared) < FEW or len(shared) < LEAST * len(long.stems):  # most pairs, so before all that takes time
        return None
    if not (TELLS.search(one.cue) and TELLS.search(two.cue)) or "eventuality" in (one.attitude, two.attitude):
        return None
    names = {stem(w.casefold().removesuffix("'s")) for v in (one, two) for w in _CAPITAL.findall(v.text)}
    few = PLAIN - any(_DENIES.match(v.cue) for v in (one, two))
    if len(shared - names) < few or (short.numbers - long.numbers and long.numbers - short.numbers):
        return None
    weight = {s: (rarity or {}).get(s, 1.0) for s in short.stems}
    score = sum(weight[s] for s in shared) / max(sum(weight.values()), 1e-9)
    if score < (cover if len(shared) >= SHARED else NEARLY) or _negative(one, first, shared) == _negative(
        two, second, shared
    ):
        return None
    if (_own_conduct(one) and _own_conduct(two)) or _OUGHT.search(one.text) or _OUGHT.search(two.text):
        return None
    affirms, denies = (two, one) if _negative(one, first, shared) else (one, two)
    if affirms.modality != "asserted" or denies.modality != "asserted":
        return None
    words = ", ".join(_in_order(first, shared)[:6])
    why = f"one affirms and one denies; {len(shared)} of {len(short.stems)} content words in common: {words}"
    return Pair(affirms, denies, words, _sure(0.35 + 0.4 * score, one, two), why, _doubts(one, two))


def _negative(voiced: Voiced, wording: Wording, shared: frozenset[str]) -> bool:
    """Whether the words deny what they share: by how they are introduced, or by a negation just before a shared word.

    A negation before a name denies rather something else: *not to cede Varenia*.
    """
    names = {word.casefold() for word in _CAPITAL.findall(voiced.text)}
    plain = [word for word in wording.words if word not in names]
    near = any(
        NEGATION.fullmatch(word) or word.endswith("n't")
        for n, at in enumerate(plain)
        if stem(at) in shared
        for word in plain[max(0, n - REACH) : n]
    )
    return near != (voiced.polarity == "denied")


def _own_conduct(voiced: Voiced) -> bool:
    """Whether the speaker speaks of what it does itself: two that do so differ in conduct, not in their accounts."""
    subject = " ".join(voiced.text.split()[:4]).lower()
    names = {w for name in (*voiced.names, voiced.who or "") for w in name.lower().split() if len(w) > 3}
    return _SELF.match(voiced.text) is not None or any(name in subject for name in names)


def read_one_text(one: Voiced, other: Voiced, text: Referent, *, both: bool) -> Pair:
    """The pair of two statements on one document that stand at opposite ends of the issue; `both` tell its meaning."""
    why = f"both are about {text.text}; they stand at opposite ends of the issue"
    pro, contra = (one, other) if one.label == "for" else (other, one)
    doubts = (*_doubts(one, other), *(() if both else ("one of them may not speak of what the text means",)))
    return Pair(pro, contra, text.text, _sure(0.6 if both else 0.45, one, other), why, doubts)


# --- small things ----------------------------------------------------------------------------------------------


def _is_denial(voiced: Voiced) -> bool:
    return voiced.polarity == "denied" or subject_of_ellipsis(voiced.text) is not None


def _told(voiced: Voiced) -> str:
    return f"{voiced.cue} {voiced.text}"


@lru_cache(maxsize=1 << 10)
def _reads(told: str) -> bool:
    return _MEANS.search(told) is not None


def reads(voiced: Voiced) -> bool:
    """Whether a statement tells what a text means, allows or demands."""
    return _reads(_told(voiced))


def opposite_labels(one: Voiced, other: Voiced) -> bool:
    """Whether two statements are surely coded to opposite ends of the issue."""
    sure = min(x.sure if x.sure is not None else 1.0 for x in (one, other)) >= SURE_LABEL
    return sure and {one.label, other.label} == {"for", "against"}


def _sure(base: float, one: Voiced, other: Voiced) -> float:
    """The rule's own chance, lessened by the doubt about who said what."""
    return round(base * min(1.0, 0.4 + 0.75 * min(one.confidence, other.confidence)), 3)


def _doubts(one: Voiced, other: Voiced) -> tuple[str, ...]:
    found = []
    for voiced in (one, other):
        if voiced.depth:
            found.append(f"“{brief(voiced.text)}” is told on somebody else's word")
        if voiced.confidence < 0.6:
            found.append(f"who said “{brief(voiced.text)}” is uncertain")
    return tuple(dict.fromkeys(found))


def brief(text: str, most: int = 8) -> str:
    """The first words of a text."""
    words = text.split()
    return " ".join(words[:most]).strip(' "“”,;') + ("…" if len(words) > most else "")


def _in_order(wording: Wording, shared: frozenset[str]) -> list[str]:
    found: dict[str, str] = {}
    for word in wording.words:
        if word not in STOP and stem(word) in shared:
            found.setdefault(stem(word), word)
    return list(found.values())


def _sentence_start(report: Report, voiced: Voiced) -> int:
    return report.sentences[report.sentence_of(voiced.start)][0][0] if report.sentences else 0


def _sentence(report: Report, voiced: Voiced) -> str:
    if not report.sentences:
        return ""
    start, end = report.sentences[report.sentence_of(voiced.start)][0]
    return report.text[start:end]


def _around(report: Report, at: int) -> str:
    """The sentence that holds the place and the one before."""
    place = report.sentence_of(at)
    if not report.sentences:
        return ""
    return report.text[report.sentences[max(0, place - 1)][0][0] : report.sentences[place][0][1]]
