"""Reading one article: pure stages, from text to attributions.

segments -> the reader model's spans (drafts, nested drafts) -> manner -> voices (whose phrase, which relays) ->
who (actors, principals) -> dates; `reader` runs them in this order, `assemble` puts the results together.
"""

from onrecord.reading.reader import Reader

__all__ = ["Reader"]
