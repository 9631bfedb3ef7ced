"""On whose word: the rules that find relays in the sentence around a draft, each with its rank in the chain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.reading.voices import phrases
from onrecord.reading.voices.cues import (
    ABOUT,
    DOCUMENT,
    HUMAN,
    NOT_A_VOICE,
    PRESS,
    PRONOUN,
    PUBLISHED,
    QUOTES,
    SAYS,
    SHOWS,
    SURE_TELLS,
    TELLS,
    WORK,
)
from onrecord.reading.voices.frame import BLANK, EDGE
from onrecord.reading.voices.model import Relay
from onrecord.reading.voices.outlets import outlets
from onrecord.reading.voices.scene import Scene
from onrecord.types import Span

_WHEN = (
    r"(?:\s(?:on|in|at|late|early|earlier|last|this|to|from|for|here|today|yesterday"
    r"|again|also|exclusively|separately|by (?:tele)?phone|live|recently|\w+day|\d+|[A-Z]\w+"
    r"|week|month|year|morning|evening|night|afternoon|the|weekend"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*)){0,6}"
)
_VERB = re.compile(rf"\b{SAYS}\b")
_REPORTING = re.compile(r"\b(?:said|says|told|reported|announced|claimed|insisted|denied|quoted|wrote)\b")
_QUOTED_BY = re.compile(
    r"\b(?:quoted|cited|quotes)(?:\s(?:as (?:saying|telling|having said|reporting|warning"
    r"|insisting)|to the effect|extensively|directly|\w+day|on \w+day|late \w+day|in "
    r"[A-Z]\w+|earlier|yesterday|today|later|again))*(?:\s[^,;]{0,60}?)?\sby\b"
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being)\s(?:\w+ly\s|also\s|later\s|earlier\s)?(?:quoted|cited)\b")
_ACCORDING = re.compile(r"\b(?:[Aa]ccording\s+to|[Aa]s (?:reported|quoted|cited|told|related) by)\b")
_TAIL = re.compile(
    rf"\s*(?:$|[.;)!?,{BLANK}]|(?:on|in|at|late|early|earlier|last|this|to|from|here|today"
    r"|yesterday|quoting|citing|without|\w+day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep"
    r"|Sept|Oct|Nov|Dec)[a-z]*\.? \d)\b)"
)
_LEADS_ON = re.compile(rf"{_WHEN}(?:,)?(?:\sthat)?{_WHEN},?\s*(?:\"|“|``)?$")
_SHOWN = re.compile(
    r"(?:\s(?:live|footage|video|pictures?|images?|a|an|the|of|from|with|by|recording"
    r"|tape|interview|message|statement|\w+day|on|yesterday|today|earlier|late|also))*\s*$"
)
_IN_WHICH = re.compile(
    rf"\b{SHOWS}\s[^;{BLANK}]{{0,120}}?\b(?:in which|where|with|during which)(?:\s(?:the|a|an))?\s*$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A relay with its rank (small is near to the speaker) and, where the words go to it, the addressee."""

    rank: int
    relay: Relay
    told: bool = False


def found_relays(scene: Scene) -> list[Found]:
    """All relays of a scene, nearest to the speaker first, one per phrase and name."""
    rules = (_told, _channel, _quoted_by, _quoted_before, _quoted_somewhere, _according_to, _leading, _trailing)
    every = sorted((f for rule in rules for f in rule(scene)), key=lambda f: f.rank)
    kept: list[Found] = []
    for f in every:
        if not any(_alike(f.relay, k.relay) for k in kept):
            kept.append(f)
    return kept


def _alike(a: Relay, b: Relay) -> bool:
    return (a.span[0] < b.span[1] and b.span[0] < a.span[1]) or a.name.lower() == b.name.lower()


def told_phrase(scene: Scene) -> tuple[Span, bool] | None:
    """The phrase after a verb of telling in the cue, and whether the verb always takes a hearer."""
    for start, end in scene.cues:
        for m in TELLS.finditer(scene.words, start, end):
            span = (
                _place_at(scene, m.end()) or phrases.after(scene.words, m.end()) or _hearer_in_content(scene, m.end())
            )
            if span and not scene.taken(span, cue=False):
                return span, bool(SURE_TELLS.fullmatch(m[0]))
    return None


def _place_at(scene: Scene, at: int) -> Span | None:
    """The outlet whose phrase begins at `at`, after an article at most."""
    return next((p for p, _ in scene.places if p[0] >= at and _ARTICLE.fullmatch(scene.words, at, p[0])), None)


_ARTICLE = re.compile(r"\s*(?:(?:the|an?)\s*)?")
_HEARER = re.compile(
    r"\s?(?P<who>(?:the|an?|his|her|their|local)\s[\w ]{3,40}?|reporters|journalists|newsm[ae]n|him|her|them|us) that\b"
)


def _hearer_in_content(scene: Scene, at: int) -> Span | None:
    """The hearer that the reader model has put into the content: `told {KTA that ...}`."""
    if scene.words[at : at + 2].strip(f" {BLANK}"):
        return None
    begin = scene.frame.base + at
    outlet = next((o for o in outlets(scene.text) if begin <= o.span[0] <= begin + 1), None)
    plain = _HEARER.match(scene.text, begin)
    span = outlet.span if outlet else plain.span("who") if plain else None
    return (span[0] - scene.frame.base, span[1] - scene.frame.base) if span else None


def _told(scene: Scene) -> Iterator[Found]:
    """`told KTA`, `told a KTA reporter`; `told reporters` is no relay."""
    heard = told_phrase(scene)
    if not heard or not heard[1] or PRESS.match(scene.words[slice(*heard[0])]):
        return
    span = scene.frame.span(*heard[0])
    hidden = next((o for o in outlets(scene.text) if o.span == span), None)
    outlet = (heard[0], hidden) if hidden else scene.outlet_in(heard[0])
    if outlet and (outlet[0][0] <= heard[0][0] or scene.party(heard[0]).role == "relay"):
        yield Found(0, Relay(scene.frame.span(*outlet[0]), "relay", outlet[1].name), True)


_BEFORE_OUTLET = re.compile(
    rf"(?:\b{WORK}\b(?:,?\s[^\s,;{BLANK}]+){{0,6}}?\s(?P<a>with|to|for|in|on|by|from|at|via)"
    r"|\b(?:interviewed|contacted|reached|questioned|asked|canvassed|surveyed|consulted"
    rf"|phoned|approached|monitored)\s(?:\S+\s){{0,3}}?(?P<b>by|on)"
    rf"|\b{PUBLISHED}(?:\s(?:live|late|early|on|in|as|full|saying|telling|also|exclusively"
    rf"|earlier|yesterday|today|last|this|week|month|\w+day|[A-Z]\w+|\d+|out|over|from)){{0,5}}?\s(?P<c>by"
    r"|in|on|to|with|from)"
    r"|\b(?:speaking|talking|spoke|speaks|talked|appearing|appeared|wrote|writes|writing"
    rf"|written|interviewed|argued|argues)(?:\s[^\s,;{BLANK}]+){{0,5}}?\s(?P<d>to|with"
    r"|on|in|for|from))"
    r"\s(?:the\s)?$",
    re.IGNORECASE,
)
_AFTER_WORDS = re.compile(rf"[{BLANK}\s,]*(?:[^\s,;{BLANK}]+\s){{0,5}}?(?P<e>to|on|via|over|through)\s(?:the\s)?$")
_ITS_WORK = re.compile(rf"(?:['’]s)?\s(?:[\w’'-]+\s){{0,3}}?{WORK}\b", re.IGNORECASE)
_INTERVIEW = re.compile(r"(?:interview|report|reports|programme|program|news|website|site)$", re.IGNORECASE)


def _channel(scene: Scene) -> Iterator[Found]:
    """`in an interview with KTA`, `in remarks carried by`, `on state radio`, `wrote in the Herald`."""
    begin, end = scene.frame.clause
    for (start, stop), outlet in scene.places:
        if (
            not begin <= start < end
            or _is_antecedent(scene, stop)
            or scene.taken((start, stop), cue=False)
            or PRESS.match(scene.words[start:stop])
        ):
            continue
        left = scene.words[begin:start]
        link = _link(scene, left, begin, start, stop)
        if link and not _another_speaks(scene, start, stop):
            yield Found(0, Relay(scene.frame.span(start, stop), "relay", outlet.name), link in ("to", "with"))


def _is_antecedent(scene: Scene, stop: int) -> bool:
    """Whether the draft's source is a relative pronoun that stands for the outlet: "news reports that question"."""
    return (
        scene.source is not None
        and scene.source[0] - stop in (1, 2)
        and bool(_RELATIVE.fullmatch(scene.words[slice(*scene.source)]))
    )


def _link(scene: Scene, left: str, begin: int, start: int, stop: int) -> str | None:
    """The preposition by which an outlet is tied to the saying; None where it is not."""
    m = _BEFORE_OUTLET.search(left)
    if m:
        return next(g for g in m.groupdict().values() if g).lower()
    if re.search(r"\b(?:in|during|on|at|through|via)\s$", left, re.IGNORECASE) and (
        _ITS_WORK.match(scene.words, stop) or _INTERVIEW.search(scene.words[start:stop])
    ):
        return "in"
    after = max(
        (e - begin for s, e in [*scene.cues, *([scene.source] if scene.source else [])] if e <= start), default=None
    )
    blank = left.rfind(BLANK)
    if after is None and blank < 0:
        return None
    near = left[max(after or 0, blank, 0) :]
    m = _AFTER_WORDS.fullmatch(near) if near else None
    return (
        m["e"].lower()
        if m and not re.search(r"\b(?:responded|reacted|related|according|referring|threat|sue|given|access)\b", near)
        else None
    )


def _another_speaks(scene: Scene, start: int, stop: int) -> bool:
    """Whether what stands between the outlet and this draft's source and cue belongs to another saying."""
    if stop <= scene.frame.head:
        between = scene.words[stop : scene.frame.head]
    else:
        between = scene.words[scene.frame.tail : start] if start >= scene.frame.tail else ""
        if ABOUT.search(between):
            return True
    return bool(_REPORTING.search(_PASSING.sub("", between)))


_PASSING = re.compile(
    r"\b(?:was|were|is|as) (?:quoted|reported)\b|\b(?:quoted|reported) (?:by|in)\b|\b(?:in|during) which .*?said"
)


def _quoted_by(scene: Scene) -> Iterator[Found]:
    """`quoted by KTA`, `was cited by his lawyer as saying`, `as quoted in the report by`."""
    begin, end = scene.frame.clause
    for m in _QUOTED_BY.finditer(scene.words, begin, end):
        if BLANK in m[0]:
            continue
        place = next((p for p, _ in scene.places if m.end() <= p[0] <= m.end() + 5), None)
        span = place or phrases.after(scene.words, m.end())
        if span and not scene.taken(span, cue=False):
            yield Found(1, scene.party(span))


def _quoted_before(scene: Scene) -> Iterator[Found]:
    """`KTA quoted him as saying`, `television showed him saying`, `the paper said, citing X as saying`."""
    first = scene.source[0] if scene.source else scene.frame.head
    if first > scene.frame.tail:
        return
    left = scene.words[:first]
    citing = re.search(r"\b(?:quoting|citing)\s(?:the\s)?$", left)
    if citing:
        span = _subject_of_last(left[: citing.start()])
        if span:
            yield Found(2, scene.party(span))
        return
    active = [m for m in re.finditer(rf"\b(?:{QUOTES}|{SHOWS})\b", left) if _SHOWN.fullmatch(left, m.end())]
    active = active or [m for m in [_IN_WHICH.search(left), quoting_verb(scene)] if m]
    if active and not re.search(r"\b(?:was|were|been|is|are)\s$", left[: active[0].start()]):
        span = phrases.before(left, active[0].start())
        if span and (scene.outlet_in(span) or re.search(r"quote|cite", active[0][0])):
            yield Found(2, scene.party(span))


def quoting_verb(scene: Scene) -> re.Match[str] | None:
    """`KTA quoted the envoy on Friday as {saying}` where the reader model found no source: the match, `who` in it."""
    return None if scene.draft.source else _QUOTED_AS.search(scene.words, 0, scene.frame.head)


_QUOTED_AS = re.compile(rf"\b{QUOTES}\s(?P<who>[^;:{BLANK}{EDGE}\"“”]{{2,160}}?)(?:,?\s(?:on\s)?\w+day)?,?\s(?:as\s)?$")


def _subject_of_last(left: str) -> Span | None:
    """The subject of the last reporting verb of `left`, before the verb or (`said the official,`) after it."""
    verbs = list(_VERB.finditer(left))
    if not verbs:
        return None
    after = phrases.after(left, verbs[-1].end())
    if after and not left[after[1] :].strip(" ,"):
        return after
    return phrases.before(left, verbs[-1].start())


def _quoted_somewhere(scene: Scene) -> Iterator[Found]:
    """`was quoted as saying`, by whom is not said: the outlet that the text named last."""
    spot = " ".join(scene.words[s:e] for s, e in scene.cues)
    lead = scene.words[max(0, scene.cues[0][0] - 12) : scene.cues[0][0]]
    if not _PASSIVE.search(f"{lead}{spot}") or _QUOTED_BY.search(scene.words, *scene.frame.clause):
        return
    if any(True for _ in _channel(scene)):
        return
    start = scene.frame.base + scene.frame.head
    earlier = [o for o in outlets(scene.text) if o.span[1] <= start and o.span[0] >= start - 2500]
    named = [o for o in earlier if _in_relay_place(scene.text, o.span)] or earlier
    if named:
        yield Found(1, Relay(named[-1].span, "relay", named[-1].name))


def _in_relay_place(text: str, span: Span) -> bool:
    """Whether the outlet reports, quotes, or is told there, rather than being spoken of."""
    after, left = text[span[1] : span[1] + 40], text[max(0, span[0] - 40) : span[0]]
    verb = re.match(rf"(?:\s*\([^)]*\))?,?\s{SAYS}\b|\s{QUOTES}\b", after)
    return bool(
        verb
        or re.search(
            r"\b(?:told|quoted by|cited by|according to|interview with|carried by|reported|to"
            r"|by|saying by)\s(?:the\s)?$",
            left,
        )
    )


def _according_to(scene: Scene) -> Iterator[Found]:
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
    return next((p for p in following if _BEFORE_OUTLET.search(scene.words[span[0] : p[0]])), None)


def _hangs_on(scene: Scene, m: re.Match[str]) -> bool:
    """Whether the phrase stands at the edge of this draft's clause and not in another one's."""
    if m.end() <= scene.frame.head:
        return (
            not scene.words[: m.start()].strip(' ,"“')
            or scene.words[: m.start()].rstrip()[-1:] == ","
            or _only_time(scene.words[: m.start()])
        )
    between = scene.words[scene.frame.tail : m.start()]
    return not _REPORTING.search(between) and not re.search(r"\b(?:while|whereas)\b", between)


def _only_time(words: str) -> bool:
    return len(words.split()) <= 4


def _leading(scene: Scene) -> Iterator[Found]:
    """`KTA reported on Monday that Valk said`: the subject of the reporting verb before, and of the one before it."""
    first = min(scene.source[0], scene.frame.head) if scene.source else scene.frame.head
    if scene.source and scene.source[0] > scene.frame.tail:
        first = scene.frame.first
    if scene.source and _RELATIVE.fullmatch(scene.words[slice(*scene.source)]):
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


_RELATIVE = re.compile(r"that|which|who|whom|whose")
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


def _trailing(scene: Scene) -> Iterator[Found]:
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
        if attached and not PRONOUN.match(phrase) and (outlet or not _REPORTING.search(edge)):
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
