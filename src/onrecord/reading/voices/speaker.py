"""Whose words they are: the source, or the one whom the source quotes."""

import re

from onrecord.reading.voices import phrases
from onrecord.reading.voices.cues import DOCUMENT, HUMAN, REASONS
from onrecord.reading.voices.frame import BLANK
from onrecord.reading.voices.scene import Scene
from onrecord.types import Span

_ACTIVE = re.compile(r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing)|show(?:ed|s)|air(?:ed|s)|broadcast|carried)\b")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|as)\s(?:\w+\s)?(?:quoted|cited)\b|\bquoted by\b")
_AS_SAYING = re.compile(
    r"\s+(?P<who>[^.;:\"“”]{2,160}?)(?:,?\s+(?:(?:on|late|early|last)\s)*\w+day)?,?\s+(?:as\s+)?(?:saying"
    r"|telling|having (?:said|told)|warning|insisting|describing|denying|claiming|announcing"
    r"|calling|declaring|confirming|stating|expressing|urging|vowing)\b"
)
_PLACE = re.compile(r"(?:,?\s+(?:in|at|from)\s+[A-Z][\w-]*(?:\s[A-Z][\w-]*)?|,?\s+(?:on\s)?\w+day)$")
_CITING_FIRST = re.compile(r"[\s\"“]*(?P<verb>[Qq]uoting|[Cc]iting)\s")
_CITING = re.compile(
    r"(?<!without)(?<!not)[,\s](?P<verb>quoting|citing|quoted|which quoted|which cited|cited)\s+(?!as\b|by\b)"
)


def quoted_source(scene: Scene) -> Span | None:
    """Where the source quotes somebody: the span of the article that names whom. None where it speaks itself."""
    if scene.source is None:
        return None
    spoken = " ".join(scene.words[s:e] for s, e in scene.cues)
    lead = scene.words[max(0, scene.cues[0][0] - 12) : scene.cues[0][0]]
    if _PASSIVE.search(f"{lead}{spoken}"):
        return None
    return _object_of_cue(scene) or _participle(scene)


def _object_of_cue(scene: Scene) -> Span | None:
    """`KTA quoted the minister as saying` with KTA as the source: the minister."""
    verb = next((m for s, e in scene.cues for m in _ACTIVE.finditer(scene.words, s, e)), None)
    if verb is None or not scene.source or scene.source[1] > verb.start():
        return None
    at = scene.frame.base + verb.end()
    m = _AS_SAYING.match(scene.text, at)
    shows = re.match(r"show|air|broad|carr", verb[0])
    if m and "\n" not in m["who"]:
        start, end = m.span("who")
        place = _PLACE.search(m["who"])
        return start, end - (len(place[0]) if place and place.start() > 0 else 0)
    if shows or not (verb[0] == "quoting" or scene.outlet_in(scene.source)):
        return None
    span = phrases.after(scene.words, verb.end())
    return scene.frame.span(*span) if span and HUMAN.search(scene.words[slice(*span)]) else None


def _participle(scene: Scene) -> Span | None:
    """`the agency said, quoting prosecutors`: the prosecutors. `citing health reasons` names nobody."""
    assert scene.source is not None
    first = _CITING_FIRST.match(scene.words)
    leading = phrases.after(scene.words, first.end(), scene.source[0]) if first else None
    if first and leading and not scene.words[leading[1] : scene.source[0]].strip(" ,"):
        return scene.frame.span(*leading) if _names_a_voice(scene, leading, first["verb"].lower()) else None
    end = _clause_of_participle(scene)
    for m in _CITING.finditer(scene.words, scene.frame.tail, end):
        span = phrases.after(scene.words, m.end(), end)
        if not span or BLANK in scene.words[scene.frame.tail : m.start()].strip(BLANK + ' ,"”.'):
            continue
        if _names_a_voice(scene, span, m["verb"]):
            return scene.frame.span(*span)
    return None


def _clause_of_participle(scene: Scene) -> int:
    other = re.search(r";|,\s(?:and|but|while|whereas|though|although)\s", scene.words[scene.frame.tail :])
    return scene.frame.tail + other.start() if other else len(scene.words)


def _names_a_voice(scene: Scene, span: Span, verb: str) -> bool:
    phrase = scene.words[slice(*span)]
    outlet = scene.source is not None and scene.outlet_in(scene.source) is not None
    voice = bool(HUMAN.search(phrase)) or scene.outlet_in(span) is not None
    if REASONS.search(phrase) and not voice:
        return False
    if outlet:
        return voice or bool(re.match(r"[A-Z]", phrase))
    return (
        voice and not REASONS.search(phrase) and (verb == "quoting" or not DOCUMENT.search(phrase.split(" found ")[0]))
    )
