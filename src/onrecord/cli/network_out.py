"""Networks as data: GraphML, rows of ties, and the event list of DNA."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.cli.rows_out import Cell, text_file, write_rows
from onrecord.export.csvs import guarded
from onrecord.export.source import writable
from onrecord.ledger import Ledger
from onrecord.positions.networks.events import Event, events
from onrecord.positions.networks.onemode import End, Network
from onrecord.positions.networks.polarisation import Split
from onrecord.positions.networks.twomode import Stated

TIES: dict[str, type] = {
    **dict.fromkeys(("kind", "normalisation", "source", "source_name", "target", "target_name"), str),
    **{"weight": float, "raw": float, "source_statements": list, "target_statements": list},
}
SPLITS: dict[str, type] = {
    **{"first": dt.date, "last": dt.date, "sides": int, "statements": float},
    **{"esteban_ray": float, "modularity": float},
}
EVENTS = ("statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text",
          "person", "organization", "concept", "agreement")  # fmt: skip


def write_network(made: Network, groups: Sequence[int], form: str, output: Path | None) -> None:
    """The network in the form asked for: a graph, or a row for each tie."""
    if form == "graphml":
        with text_file(output) as file:
            file.writelines(line + "\n" for line in graphml(made, groups))
    else:
        write_rows(_rows(made), TIES, form, output)


def graphml(made: Network, groups: Sequence[int]) -> Iterator[str]:
    """The lines of a GraphML file that Gephi, igraph and visone open: nodes with label, kind, statements and group."""
    import networkx as nx

    graph = nx.Graph(kind=made.kind, normalisation=made.normalisation)
    for place, node in enumerate(made.nodes):
        group = groups[place] + 1 if place < len(groups) else 0
        graph.add_node(
            _plain(node.id), label=_plain(node.name), kind=node.kind, statements=made.totals[place], group=group,
            bipartite=int(isinstance(node, End)),
        )  # fmt: skip
    for tie in made.ties:
        one, other = _plain(made.nodes[tie.one].id), _plain(made.nodes[tie.other].id)
        graph.add_edge(one, other, weight=tie.weight, raw=tie.raw, sign=-1 if tie.weight < 0 else 1)
    yield "<?xml version='1.0' encoding='utf-8'?>"
    yield from nx.generate_graphml(graph)


def _plain(text: str) -> str:
    """The text without characters that XML has no form for."""
    return "".join(c if c >= " " and c not in "\ufffe\uffff" else " " for c in writable(text))


def _rows(made: Network) -> Iterator[dict[str, Cell]]:
    for tie in made.ties:
        one, other = made.nodes[tie.one], made.nodes[tie.other]
        yield {
            "kind": made.kind, "normalisation": made.normalisation, "source": one.id, "source_name": one.name,
            "target": other.id, "target_name": other.name, "weight": tie.weight, "raw": tie.raw,
            "source_statements": tie.statements, "target_statements": tie.other_statements,
        }  # fmt: skip


def write_splits(found: Sequence[Split], form: str, output: Path | None) -> None:
    """A row for each window."""
    rows = (
        {"first": s.first, "last": s.last, "sides": s.sides, "statements": s.statements,
         "esteban_ray": s.esteban_ray, "modularity": s.modularity}
        for s in found
    )  # fmt: skip
    write_rows(rows, SPLITS, form, output)


def write_events(ledger: Ledger, stated: Stated, output: Path | None) -> None:
    """The event list as the Discourse Network Analyzer writes it: semicolons between columns, text in quotation marks.

    As there, a semicolon or a quotation mark within a text becomes a comma or an apostrophe.
    """
    with text_file(output) as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writerow(EVENTS)
        writer.writerows(map(_event, events(ledger, stated)))


def _event(e: Event) -> list[str | int | float]:
    time = "" if e.time is None else f"{e.time} 00:00:00"
    texts = [_dna(text) for text in (e.title, "", e.source, "", "", e.text, e.person, e.organization, e.concept)]
    return [e.id, time, e.document, *texts, int(e.agreement)]


def _dna(text: str) -> str:
    return str(next(iter(guarded([writable(text).replace(";", ",").replace('"', "'")]))))
