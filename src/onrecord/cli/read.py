"""`onrecord read`: reports in; a ledger, or JSON lines, out."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from onrecord.cli.failures import FAILED
from onrecord.cli.messages import say
from onrecord.cli.options import ledger_option
from onrecord.cli.progress import progress
from onrecord.cli.skipped import Skipped
from onrecord.errors import InputError, UsageError
from onrecord.ingest import ingest, total_bytes
from onrecord.pipeline import (
    LONG_CHARACTERS,
    Crew,
    Deferred,
    Known,
    ReadsBatches,
    Sink,
    Tally,
    default_jobs,
    jsonl_sink,
    nothing_known,
    read_all,
)
from onrecord.text.phrases import counted


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@ledger_option
@click.option("--to", "form", type=click.Choice(["jsonl"]), help="Print the readings instead of storing them.")
@click.option("--allow-local", is_flag=True, help="Let URLs lead to private and loopback addresses.")
@click.option("--jobs", type=click.IntRange(1, 256), help="Processes for long input; default: one a core, up to 4.")
@click.pass_context
def read(
    ctx: click.Context, inputs: tuple[str, ...], ledger: Path, form: str | None, allow_local: bool, jobs: int | None
) -> None:
    """Read reports, and keep who said what in the ledger.

    INPUT is a file, a folder (every readable file below it), a URL, or - for standard input. Files may be .txt, .md,
    .html, .htm and .jsonl (one {"id", "text", "title"?, "outlet"?, "url"?, "published"?} a line), each also .gz.

    Exit status: 0 all read; 1 some could not be read, each named on standard error; 2 the command was wrong.
    """
    tally, begun = Tally(), time.monotonic()
    target = None if form else ledger
    try:
        with (
            _crew(jobs, inputs, target) as crew,
            _destination(target) as (reader, sink, known),
            progress(lambda: total_bytes(inputs), prints=form is not None) as bar,
            Skipped(bar.say) as skipped,
        ):
            items = ingest(inputs, allow_local=allow_local, on_bytes=bar.on_bytes)
            with closing(read_all(items, reader, sink, known, crew)) as outcomes:
                for outcome in outcomes:
                    tally.count(outcome)
                    bar.on_article()
                    if isinstance(outcome, InputError):
                        skipped(outcome)
    except BaseException:
        if tally.handled:
            say(summary(tally, target, time.monotonic() - begun))
        raise
    say(summary(tally, target, time.monotonic() - begun))
    if tally.skipped:
        ctx.exit(FAILED)


def summary(tally: Tally, ledger: Path | None, seconds: float) -> str:
    """One line that says what was done.

    >>> summary(Tally(read=12, known=3, attributions=148), Path("a.db"), 4.21)
    '12 articles read into a.db, 148 attributions found, 3 already known, in 4.2 s'
    >>> summary(Tally(read=1, skipped=1, attributions=7), None, 0.5)
    '1 article read, 7 attributions found, 1 skipped (named above), in 0.5 s'
    """
    parts = [
        f"{counted(tally.read, 'article')} read" + (f" into {ledger}" if ledger else ""),
        f"{counted(tally.attributions, 'attribution')} found",
    ]
    parts += [f"{tally.known:,} already known"] if tally.known else []
    parts += [f"{tally.skipped:,} skipped (named above)"] if tally.skipped else []
    return ", ".join(parts) + f", in {seconds:.1f} s"


@contextmanager
def _destination(ledger: Path | None) -> Iterator[tuple[ReadsBatches, Sink, Known]]:
    """The reader, where its readings go, and which articles are there already.

    A ledger is opened before the model is loaded, to fail early.
    """
    if ledger is None:
        if sys.stdout is None:  # the shell's `>&-`
            raise UsageError("standard output is closed, so --to has nowhere to print")
        yield Deferred(load_reader), jsonl_sink(sys.stdout.buffer), nothing_known
        return
    from onrecord.ledger import Ledger

    with Ledger.open(ledger) as opened:
        reader = Deferred(load_reader)
        yield reader, opened.add, lambda article: opened.knows(article, reader.run)


@contextmanager
def _crew(jobs: int | None, inputs: tuple[str, ...], ledger: Path | None) -> Iterator[Crew | None]:
    """The processes that read long input; None where one is as good as several.

    They start at once where the files are large and no ledger can know them already.
    """
    number = jobs or default_jobs()
    if number == 1:
        yield None
        return
    with closing(Crew(load_worker, number)) as crew:
        if (ledger is None or not ledger.exists()) and (total_bytes(inputs) or 0) > LONG_CHARACTERS:
            crew.start()
        yield crew


def load_reader() -> ReadsBatches:
    """The reader with the model that the package ships."""
    from onrecord.reading import Reader  # imported here: it brings numpy and onnxruntime

    return Reader.load()


def load_worker() -> ReadsBatches:
    """The reader of one process of several."""
    from onrecord.reading import Reader

    return Reader.load(threads=1)
