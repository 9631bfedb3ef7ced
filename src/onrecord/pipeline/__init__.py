"""Articles through the reader into a sink: in order, in batches, whole articles only.

`run` has the one way of an article, `batches` cuts the input, `workers` reads batches in processes of their own,
`sinks` are where readings go, `interrupts` keeps Ctrl-C away from half an article.
"""

from onrecord.pipeline.batches import BATCH_ARTICLES, BATCH_CHARACTERS, Item, batches
from onrecord.pipeline.interrupts import held_interrupts
from onrecord.pipeline.reads import Deferred, ReadsBatches
from onrecord.pipeline.run import LONG_CHARACTERS, Done, Known, Tally, nothing_known, read_all
from onrecord.pipeline.sinks import Sink, jsonl_sink
from onrecord.pipeline.workers import Crew, default_jobs

__all__ = [
    "BATCH_ARTICLES",
    "BATCH_CHARACTERS",
    "LONG_CHARACTERS",
    "Crew",
    "Deferred",
    "Done",
    "Item",
    "Known",
    "ReadsBatches",
    "Sink",
    "Tally",
    "batches",
    "default_jobs",
    "held_interrupts",
    "jsonl_sink",
    "nothing_known",
    "read_all",
]
