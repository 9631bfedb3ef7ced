"""On whose word: all relays of a scene in the order of the chain."""

from onrecord.reading.voices.channels import channel, told
from onrecord.reading.voices.model import Found, Relay
from onrecord.reading.voices.quoting import quoted_before, quoted_by, quoted_somewhere
from onrecord.reading.voices.reports import according_to, leading, trailing
from onrecord.reading.voices.scene import Scene


def found_relays(scene: Scene) -> list[Found]:
    """All relays of a scene, nearest to the speaker first, one per phrase and name."""
    rules = (told, channel, quoted_by, quoted_before, quoted_somewhere, according_to, leading, trailing)
    every = sorted((f for rule in rules for f in rule(scene)), key=lambda f: f.rank)
    kept: list[Found] = []
    for f in every:
        if not any(_alike(f.relay, k.relay) for k in kept):
            kept.append(f)
    return kept


def _alike(a: Relay, b: Relay) -> bool:
    return (a.span[0] < b.span[1] and b.span[0] < a.span[1]) or a.name.lower() == b.name.lower()
