"""To whom it was said: the hearer of `told`, of a letter, of a call."""

import re

from onrecord.reading.voices import phrases
from onrecord.reading.voices.channels import told_phrase
from onrecord.reading.voices.frame import BLANK
from onrecord.reading.voices.scene import Scene
from onrecord.types import Span

_TO = re.compile(
    r"\b(?:letters?|messages?|telegrams?|notes?|cables?|memos?|e-?mails?|statements?"
    r"|reports?|address|speech|remarks?|comments?|testimony|appeals?|warnings?|pledges?"
    r"|submission|petition|briefing|presentation"
    r"|(?:tele)?phone calls?|phone conversations?|(?:telephone|phone) contacts?|calls?"
    r"|conversations?|interviews?|meetings?|talks|press conference|news conference|video "
    r"link)\b(?:\s(?!by\b|from\b)[^\s,;□]+){0,4}?\s(?P<to>to|with)\s"
)
_VERB_TO = re.compile(
    r"\b(?:said|saying|says|stressed|explained|stated|confirmed|speaking|spoke|talking"
    r"|talked|wrote|writing|suggested|announced|complained|promised|repeated|conveyed"
    r"|addressing|addressed|apologi[sz]ed|expressed to|gave assurances)(?P<to>\sto|\swith)\s"
    r"|\baddress(?:ing|ed)(?P<at>)\s"
)
_MET = re.compile(r"\bmet(?:\swith)?\s(?=[^□]*,\s(?:saying|telling|stressing|adding|where)\b)")


def addressee(scene: Scene) -> Span | None:
    """The phrase that names the hearer, or None.

    The hearer of a verb of telling comes first, then the receiver of a letter or a call, then `said to`.
    """
    heard = told_phrase(scene)
    if heard:
        return scene.frame.span(*_without_clause(scene, heard[0]))
    begin, end = scene.frame.clause
    for pattern in (_TO, _VERB_TO, _MET):
        for m in pattern.finditer(scene.words, begin, end):
            span = phrases.after(scene.words, m.end())
            if span and _is_hearer(scene, m, span):
                return scene.frame.span(*span)
    return None


def _is_hearer(scene: Scene, m: re.Match[str], span: Span) -> bool:
    phrase = scene.words[slice(*span)]
    if scene.taken(span, cue=False) or BLANK in phrase or m.start() >= scene.frame.tail + 120:
        return False
    return not re.match(
        r"(?:be|have|do|the (?:effect|point|end)|what|a (?:question|report|request)|questions?"
        r"|reports?|[a-z]+ing\b|date|\d)",
        phrase,
    )


def _without_clause(scene: Scene, span: Span) -> Span:
    """The hearer without a clause that follows with no `that`: ends before a second clause's subject."""
    words = scene.words[slice(*span)]
    tail = re.search(r"\s(?:of|in|with|for|into|and|or)\s*$", words)
    return (span[0], span[0] + tail.start()) if tail else span
