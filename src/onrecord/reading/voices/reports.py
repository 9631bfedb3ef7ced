"""Who reports the saying: `according to KTA`, `KTA reported that`, `..., KTA reported`."""

import re
from collections.abc import Iterator

from onrecord.reading.voices import phrases
from onrecord.reading.voices.channels import BEFORE_OUTLET
from onrecord.reading.voices.cues import (
    DOCUMENT,
    HUMAN,
    NOT_A_VOICE,
    PRONOUN,
    RELATIVE,
    REPORTING,
    SAYS,
)
from onrecord.reading.voices.frame import BLANK
from onrecord.reading.voices.model import Found, Relay
from onrecord.reading.voices.scene import Scene
from onrecord.types import Span

_ACCORDING = re.compile(r"\b(?:[Aa]ccording\s+to|[Aa]s (?:reported|quoted|cited|told|related) by)\b")
_VERB = re.compile(rf"\b{SAYS}\b")
_WHEN = (
    r"(?:\s(?:on|in|at|late|early|earlier|last|this|to|from|for|here|today|yesterday"
    r"|again|also|exclusively|separately|by (?:tele)?phone|live|recently|\w+day|\d+|[A-Z]\w+"
    r"|week|month|year|morning|evening|night|afternoon|the|weekend"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*)){0,6}"
)
_LEADS_ON = re.compile(rf"{_WHEN}(?:,)?(?:\sthat)?{_WHEN},?\s*(?:\"|“|``)?$")
_TAIL = re.compile(
    rf"\s*(?:$|[.;)!?,{BLANK}]|(?:on|in|at|late|early|earlier|last|this|to|from|here|today"
    r"|yesterday|quoting|citing|without|\w+day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep"
    r"|Sept|Oct|Nov|Dec)[a-z]*\.? \d)\b)"
)


def according_to(scene: Scene) -> Iterator[Found]:
    """`..., according to KTA` where the draft has a source of its own."""
    for m in _ACCORDING.finditer(scene.words, 0, scene.frame.stop):
        if scene.taken(m.span()) or not _hangs_on(scene, m):
            continue
        place = next((p for p, _ in scene.places if m.end() <= p[0] <= m.end() + 2), None)
        span = place or phrases.after(scene.words, m.end())
        span = (span and _published_in(scene, span)) or span
        if span and not scene.taken(span) and _may_tell(scene, span, m):
            yield Found(3, scene.party(span))


def _may_tell(scene: Scene, span: Span, m: re.Match[str]) -> bool:
    """Whether the phrase can vouch for words, and stands in this clause; an outlet at the end vouches for all of it."""
    if NOT_A_VOICE.search(scene.words[slice(*span)]):
        return False
    relative = (
        scene.source is not None
        and PRONOUN.match(scene.words[slice(*scene.source)])
        and span[1] + 2 >= scene.source[0] > span[0]
    )
    inside = m.start() <= scene.frame.clause[1] or scene.words[m.start() - 2 : m.start()].startswith(BLANK)
    outlet = scene.outlet_in(span) is not None
    return not relative and (outlet or (inside and scene.source is not None))


def _published_in(scene: Scene, span: Span) -> Span | None:
    """The outlet that a work after `according to` came out in: "excerpts published by the weekly Lantern"."""
    following = (p for p, _ in scene.places if span[0] < p[0] <= span[1] + 50)
    return next((p for p in following if BEFORE_OUTLET.search(scene.words[span[0] : p[0]])), None)


def _hangs_on(scene: Scene, m: re.Match[str]) -> bool:
    """Whether the phrase stands at the edge of this draft's clause and not in another one's."""
    if m.end() <= scene.frame.head:
        return (
            not scene.words[: m.start()].strip(' ,"“')
            or scene.words[: m.start()].rstrip()[-1:] == ","
            or _only_time(scene.words[: m.start()])
        )
    between = scene.words[scene.frame.tail : m.start()]
    return not REPORTING.search(between) and not re.search(r"\b(?:while|whereas)\b", between)


def _only_time(words: str) -> bool:
    return len(words.split()) <= 4


def leading(scene: Scene) -> Iterator[Found]:
    """`KTA reported on Monday that Valk said`: the subject of the reporting verb before, and of the one before it."""
    first = min(scene.source[0], scene.frame.head) if scene.source else scene.frame.head
    if scene.source and scene.source[0] > scene.frame.tail:
        first = scene.frame.first
    if scene.source and RELATIVE.fullmatch(scene.words[slice(*scene.source)]):
        return
    for rank in range(4, 7):
        led = _led_by(scene, scene.words[:first])
        if led is None:
            return
        subject, heard = led
        outlet = heard and scene.outlet_in(heard)
        if outlet:
            yield Found(rank, Relay(scene.frame.span(*outlet[0]), "relay", outlet[1].name))
        yield Found(rank, scene.party(subject))
        first = subject[0]


def _led_by(scene: Scene, left: str) -> tuple[Span, Span | None] | None:
    """The subject of the reporting verb that `left` ends with, and the hearer of `told`."""
    for m in reversed(list(_VERB.finditer(left))):
        heard = phrases.after(left, m.end()) if m[0].endswith("told") else None
        if _LEADS_ON.fullmatch(left, heard[1] if heard else m.end()):
            span = phrases.before(left, m.start())
            return (span, heard) if span and not scene.taken(span) and _can_say(scene, span) else None
    return None


_CAPITAL = re.compile(r"(?!(?:The|A|An|This|That|These|Those|Its|His|Her|Their|One|Some|Many|Most) )[A-Z]|\s[A-Z]")


def _can_say(scene: Scene, span: Span) -> bool:
    """Whether the subject is somebody or some paper ("the trip suggests that" is neither)."""
    phrase = scene.words[slice(*span)]
    if re.search(r"(?:['’]s|s['’]|\bto)$", phrase):
        return False
    voice = HUMAN.search(phrase) or DOCUMENT.search(phrase) or PRONOUN.match(phrase) or _CAPITAL.search(phrase)
    return bool(voice) or scene.outlet_in(span) is not None


_INVERTED = re.compile(
    rf"(?:[{BLANK},\"”]\s*)(?:as\s)?\b(?:reported|said|wrote|announced|reports|says)\s"
    r"(?=(?:the|a|an|state|local|\w+ian|[A-Z]))"
)
_LONG_REST = re.compile(r"\bthat\b|:|[\"“]|``")


def trailing(scene: Scene) -> Iterator[Found]:
    """`Valk welcomed the deal, KTA reported`, `..., reported the KTA agency`, `..., officials said`."""
    yield from (list(_clause_after(scene)) or _inverted_after(scene))


def _clause_after(scene: Scene) -> Iterator[Found]:
    at = scene.frame.tail
    for m in _VERB.finditer(scene.words, at, scene.frame.stop):
        span = phrases.before(scene.words, m.start(), at)
        if not span or scene.taken((span[0], m.end())) or not _ends_there(scene, m.end()):
            continue
        edge, phrase = scene.words[at : span[0]], scene.words[slice(*span)]
        attached = edge.rstrip()[-1:] in (",", BLANK) or re.search(rf"[,{BLANK}]\s*as $", edge)
        outlet = scene.outlet_in(span)
        if attached and not PRONOUN.match(phrase) and (outlet or not REPORTING.search(edge)):
            yield Found(4, scene.party(span))
            return


def _ends_there(scene: Scene, at: int) -> bool:
    """Whether the sentence ends with the reporting verb and a word of when and where."""
    stop = re.compile(r"[.;!?](?=\s|$)|,\s(?:quoting|citing|adding|that\b|□)|$").search(scene.words, at)
    rest = scene.words[at : stop.start() if stop else None]
    return bool(_TAIL.match(scene.words, at)) and len(rest.split()) <= 10 and not _LONG_REST.search(rest)


def _inverted_after(scene: Scene) -> Iterator[Found]:
    for m in _INVERTED.finditer(scene.words, 0, scene.frame.stop):
        place = next((p for p, _ in scene.places if m.end() <= p[0] <= m.end() + 2), None)
        span = place or (phrases.after(scene.words, m.end()) if m.start() >= scene.frame.tail else None)
        if span and not scene.taken((m.start(), span[1])) and (place or _is_a_name(scene.words[slice(*span)])):
            yield Found(4, scene.party(span))
            return


def _is_a_name(phrase: str) -> bool:
    """Whether a phrase after an inverted verb names somebody: capitals, or a noun of office; no clause of its own."""
    return bool(HUMAN.search(phrase)) or all(w[:1].isupper() or w in ("the", "of", "a", "al") for w in phrase.split())
