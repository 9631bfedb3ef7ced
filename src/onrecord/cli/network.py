"""`onrecord network`: who shares positions with whom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.day import in_order
from onrecord.cli.issue_options import examine_coder, refreshed
from onrecord.cli.messages import say
from onrecord.cli.options import (
    coder_option,
    data_option,
    ledger_option,
    limit_option,
    output_option,
    plot_option,
    since_option,
    until_option,
)
from onrecord.errors import UsageError
from onrecord.ledger import Ledger

if TYPE_CHECKING:
    from onrecord.positions.asked import Asked
    from onrecord.positions.networks.onemode import Network
    from onrecord.positions.networks.twomode import Stated, TwoMode

SHOWN = 20  # ties of a view when no limit is given: one screen
KINDS = ("congruence", "conflict", "subtract", "two-mode")
NORMALISATIONS = ("no", "average", "jaccard", "cosine", "activity", "prominence")
DUPLICATES = ("include", "document", "week", "month", "year", "acrossrange")
FORMS = ("graphml", "csv", "jsonl", "parquet", "dna")


@click.command()
@ledger_option
@click.argument("issues", metavar="[ISSUE]...", nargs=-1)
@click.option(
    "--by",
    "--as",
    "by_what",
    type=click.Choice(["principal", "actor"]),
    default="principal",
    show_default=True,
    help="The nodes: states and bodies, or those who speak.",
)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="congruence",
    show_default=True,
    help="Ties for the same stands, for opposite ones, the one less the other, or to the ends of issues.",
)
@click.option(
    "--normalise",
    "--normalize",
    "normalisation",
    type=click.Choice(NORMALISATIONS),
    default="no",
    show_default=True,
    help="How ties make up for those who speak much; the last two for two-mode.",
)
@click.option(
    "--duplicates",
    type=click.Choice(DUPLICATES),
    default="include",
    show_default=True,
    help="What counts once only of one side's same stands.",
)
@click.option("--weighted", is_flag=True, help="Count each statement by its weight, as in positions.")
@click.option("--weight", multiple=True, metavar="K=V", help="Change a weight, as in positions; implies --weighted.")
@since_option
@until_option
@click.option(
    "--window",
    type=click.IntRange(min=1),
    metavar="MONTHS",
    help="How polarised it was in windows of so many months, each a month after the one before.",
)
@coder_option
@click.option(
    "--quotes",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Show the N statements of each side that count most behind each tie.",
)
@limit_option("Ties", SHOWN)
@data_option(FORMS, "; dna is the event list of DNA")
@output_option
@plot_option
def network(ledger: Path, issues: tuple[str, ...], form: str | None, output: Path | None, **given: Any) -> None:
    """Show who shares positions with whom on the ISSUEs, all of the ledger if none is named.

    The networks are those of discourse network analysis: a tie is the sum over issues of the products of how often two
    sides say the same (congruence) or the opposite (conflict). Statements that take no side have no part in it.
    """
    _examine(form, output, given)
    with Ledger.open(ledger, create=False) as opened:
        refreshed(opened)
        asked = _asked(opened, issues)
        stated = _stated(opened, asked, given)
        if form == "dna":
            from onrecord.cli.network_out import write_events
            from onrecord.positions.networks.twomode import two_mode

            if given["plot"] is not None:
                _draw(_tied(two_mode(stated), given), asked, given["plot"])
            write_events(opened, stated, output)
        elif given["window"] is not None:
            _over_time(stated, given["window"], form, output)
        else:
            _ties(opened, asked, stated, form, output, given)


def _examine(form: str | None, output: Path | None, given: dict[str, Any]) -> None:
    from onrecord.positions.networks.onemode import check

    check(given["kind"], given["normalisation"])
    in_order(given["since"], given["until"])
    if output is not None and form is None:
        raise UsageError(f"--output needs --to {', '.join(FORMS[:-1])} or {FORMS[-1]}")
    if form == "parquet" and output is None:
        raise UsageError("--to parquet needs --output FILE")
    if given["window"] is not None and (form in ("graphml", "dna") or given["plot"] is not None):
        raise UsageError("--window goes with the view, or with --to csv, jsonl or parquet")


def _asked(ledger: Ledger, names: tuple[str, ...]) -> tuple[Asked, ...]:
    """The versions of the issues that are meant; of all issues the newest."""
    from onrecord.ledger.stances import issue_ids
    from onrecord.positions.asked import asked

    every = names or issue_ids(ledger)
    if not every:
        raise UsageError(f"nothing is coded in {ledger.path}; `onrecord code ISSUE.toml` codes its statements")
    found = {version.version.digest: version for version in (asked(ledger, name) for name in every)}
    return tuple(found.values())


def _stated(ledger: Ledger, asked: tuple[Asked, ...], given: dict[str, Any]) -> Stated:
    from onrecord.positions.networks.twomode import stated
    from onrecord.positions.weights import weights_of

    _examine_coder(ledger, asked, given["coder"])
    weights = weights_of(given["weight"]) if given["weighted"] or given["weight"] else None
    columns = [(each.version, each.stances(ledger, given["coder"])) for each in asked]
    found = stated(columns, given["by_what"], given["duplicates"], weights)
    since, until = given["since"], given["until"]
    return found.during(since, until) if since or until else found


def _examine_coder(ledger: Ledger, asked: tuple[Asked, ...], coder: str | None) -> None:
    """Raise UsageError where the coder has coded nothing on any of the issues."""
    wrong = []
    for each in asked:
        try:
            examine_coder(ledger, each.version, coder)
        except UsageError as error:
            wrong.append(error)
    if len(wrong) == len(asked):
        raise wrong[0]


def _ties(
    ledger: Ledger, asked: tuple[Asked, ...], stated: Stated, form: str | None, output: Path | None,
    given: dict[str, Any],
) -> None:  # fmt: skip
    from onrecord.positions.networks.polarisation import groups
    from onrecord.positions.networks.twomode import two_mode

    sides = two_mode(stated)
    made = _tied(sides, given)
    if given["plot"] is not None:
        _draw(made, asked, given["plot"])
    if form is not None:
        from onrecord.cli.network_out import write_network

        made = replace(made, ties=made.ties[: given["limit"] or None])
        write_network(made, groups(sides), form, output)
    elif given["plot"] is None:
        _show(ledger, made, sides, asked, given["limit"], given["quotes"])


def _tied(sides: TwoMode, given: dict[str, Any]) -> Network:
    from onrecord.positions.networks.onemode import network as tied

    return tied(sides, given["kind"], given["normalisation"])


def _show(
    ledger: Ledger, made: Network, sides: TwoMode, asked: tuple[Asked, ...], limit: int | None, quotes: int
) -> None:
    from onrecord.cli.network_view import quotations, show
    from onrecord.positions.networks.polarisation import groups

    show(made, sides, groups(sides), sum(each.elsewhere for each in asked), SHOWN if limit is None else limit)
    if quotes:
        quotations(ledger, made, SHOWN if limit is None else limit, quotes)


def _over_time(stated: Stated, months: int, form: str | None, output: Path | None) -> None:
    from onrecord.positions.networks.polarisation import over_time

    found = over_time(stated, months)
    if form is None:
        from onrecord.cli.network_view import show_splits

        show_splits(found, months, stated.concepts)
    else:
        from onrecord.cli.network_out import write_splits

        write_splits(found, form, output)


def _draw(made: Network, asked: tuple[Asked, ...], path: Path) -> None:
    from onrecord.charts import network_chart

    network_chart(made, "; ".join(each.version.question for each in asked), path)
    say(f"{path} written")
