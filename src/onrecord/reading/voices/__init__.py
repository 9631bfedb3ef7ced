"""Who speaks, on whose word, and to whom: from the words around a draft alone, nobody resolved yet."""

from collections.abc import Sequence

from onrecord.reading.voices.addressee import addressee
from onrecord.reading.voices.hidden import hidden_draft
from onrecord.reading.voices.model import Relay, Voices
from onrecord.reading.voices.outlets import Outlet, outlets
from onrecord.reading.voices.publisher import plain, publisher
from onrecord.reading.voices.quoting import quoted_after, quoting_verb
from onrecord.reading.voices.relays import found_relays
from onrecord.reading.voices.scene import scene
from onrecord.reading.voices.speaker import quoted_source
from onrecord.types import Draft, Entity, Span

__all__ = ["Outlet", "Relay", "Voices", "hidden_draft", "nested_chain", "outlets", "publisher", "voices"]


def voices(
    text: str, draft: Draft, *, outer: Draft | None = None, entities: Sequence[Entity] = (), outlet: str | None = None
) -> Voices:
    """The phrases that name speaker, relays and addressee of a draft.

    `outer` is the draft in whose content this one stands; its relays are not repeated here (`nested_chain` joins
    them). `outlet` is the publishing outlet where it is known: never a relay.

    >>> from onrecord.types import Draft, Passage
    >>> said = '"We agreed," Irena Valk said, quoted by the official KTA news agency.'
    >>> cut = lambda *spans: Passage.of(said, list(spans))
    >>> [(r.name, r.role) for r in voices(said, Draft(cut((13, 23)), cut((24, 28)), cut((0, 12)))).relays]
    [('KTA', 'relay')]
    >>> said = '"We agreed," Irena Valk said, quoted prices being lower.'
    >>> voices(said, Draft(cut((13, 23)), cut((24, 28)), cut((0, 12)))).relays
    ()
    """
    stage = scene(text, draft, outer.content.spans if outer else ())
    own = publisher(text, outlet)
    found = found_relays(stage)
    relays = [f.relay for f in found]
    speaker = (draft.source.start, draft.source.end) if draft.source else None
    quoted = quoted_source(stage)
    if quoted and stage.source and not any(_overlap(quoted, r.span) for r in relays if r.role == "relay"):
        relays.insert(0, stage.party(stage.source))
        speaker = quoted
    unnamed = quoting_verb(stage)
    if speaker is None and unnamed:
        speaker = stage.frame.span(*unnamed.span("who"))
    after = quoted_after(stage)
    if speaker is None and after:
        speaker = stage.frame.span(*after.span("who"))
        relays.append(stage.party(after.span("outlet")))
    kept = tuple(r for r in relays if not (r.role == "relay" and plain(r.name) in own))
    told = next((f.relay.span for f in found if f.told), None)
    link = stage.party((speaker[0] - stage.frame.base, speaker[1] - stage.frame.base)) if speaker else None
    return Voices(speaker, kept, addressee(stage) or told, link)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def nested_chain(inner: Voices, outers: Sequence[Voices]) -> tuple[Relay, ...]:
    """The whole chain of a nested attribution: its own relays, then each outer speaker with that one's relays.

    `outers` are the voices of the drafts around it, the innermost first.

    >>> valk, kta = Relay((0, 4), "speaker", "Valk"), Relay((9, 12), "relay", "KTA")
    >>> [r.name for r in nested_chain(Voices((20, 25)), [Voices((0, 4), (kta,), None, valk)])]
    ['Valk', 'KTA']
    >>> nested_chain(Voices((20, 25)), [])
    ()
    """
    chain = list(inner.relays)
    for outer in outers:
        chain += [r for r in ((outer.link,) if outer.link else ()) + outer.relays if r not in chain]
    return tuple(chain)
