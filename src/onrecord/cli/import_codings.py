"""`onrecord import`: codings made elsewhere become codings by people."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.failures import FAILED
from onrecord.cli.issue_options import refreshed
from onrecord.cli.messages import say
from onrecord.cli.options import ledger_option
from onrecord.ledger import Ledger
from onrecord.text.phrases import counted


@click.command("import")
@ledger_option
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--issue", required=True, metavar="ISSUE", help="What they code: an issue file, or an id in the ledger.")
@click.option("--as", "name", metavar="NAME", help="Whose codings these are.  [default: whom the file names]")
@click.option("--from", "form", metavar="FORM", help="csv, brat or dna.  [default: by the file's ending]")
@click.option("--label", "labels", multiple=True, metavar="WORD=LABEL", help="What the file calls a label: pro=for.")
@click.option(
    "--concept",
    "concepts",
    multiple=True,
    metavar="NAME=END",
    help="DNA: who agrees to the concept stands at this end, for or against.",
)
@click.option("--attribute", default="Stance", show_default=True, help="brat: the attribute that holds the label.")
@click.option("--check", is_flag=True, help="Tell what would be imported, and import nothing.")
@click.pass_context
def import_codings(
    ctx: click.Context, ledger: Path, file: Path, issue: str, name: str | None, form: str | None,
    labels: tuple[str, ...], concepts: tuple[str, ...], attribute: str, check: bool,
) -> None:  # fmt: skip
    """Import codings from FILE: a table (CSV), a folder of brat files, or a database of DNA.

    Each is matched to an attribution of the ledger by an id, by the place of its words in the article, or by the words
    themselves. What belongs nowhere, or to more than one statement, is named and left out; all others are kept, in one
    go. Exit status 1 if some were left out.
    """
    from onrecord.coding import find_issue
    from onrecord.coding.imported import keep, matched
    from onrecord.stance.imports import Wishes, read_codings
    from onrecord.stance.imports.common import pairs

    wishes = Wishes(pairs(labels, "--label"), pairs(concepts, "--concept", ("for", "against")), attribute)
    with Ledger.open(ledger, create=False, write=not check) as opened:
        refreshed(opened)
        found = find_issue(opened, issue)
        made = matched(opened, found, read_codings(file, form, wishes), (name or "").strip() or None)
        for place, reason in made.missed:
            say(f"skipped: {place}: {reason}")
        if not check and made.codings:
            keep(opened, found, made)
    told = ", ".join(f"{number:,} {label}" for label, number in made.labels.most_common())
    whose = f" by {', '.join(made.coders)}" if made.coders else ""
    say(
        f"{found.id}: {counted(len(made.codings), 'coding')}{whose} {'would be imported' if check else 'imported'}"
        + (f": {told}" if told else "")
        + (f"; {made.known:,} known already" if made.known else "")
        + (f"; {len(made.missed):,} skipped (named above)" if made.missed else "")
    )
    if made.missed:
        ctx.exit(FAILED)
