"""The stances that count: one coding a statement, its principal, and what bears on its weight."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.positions.make import ISSUE, Told, add_coding, add_issue, ledger_of

from onrecord.ledger import Ledger
from onrecord.ledger.stance_columns import CONTESTED, HEARSAY, LABELS, NOBODY, RELAYED, UNNAMED, StanceColumns
from onrecord.ledger.stances import coded, columns, versions
from onrecord.positions.principals import sides
from onrecord.types import Issue


def stances(ledger: Ledger, coder: str | None = None) -> StanceColumns:
    return columns(ledger, 1, sides, coder)


def principals(ledger: Ledger) -> dict[str, set[str]]:
    """The principals that each actor's statements count for."""
    found = stances(ledger)
    out: dict[str, set[str]] = {}
    for actor, principal in zip(found.actor.tolist(), found.principal.tolist(), strict=True):
        name = "nobody" if principal == NOBODY else found.principals[principal].name
        out.setdefault(found.actors[actor].name, set()).add(name)
    return out


def test_the_capital_the_seat_of_power_the_ministry_and_the_minister_count_for_the_state() -> None:
    told = [
        Told("Moscow", kind="state"),
        Told("Kremlin", kind="institution"),
        Told("Russian Foreign Ministry", kind="institution"),
        Told("Sergei Lavrov", side="Russia"),
        Told("Dmitry Peskov", side="the Kremlin"),
    ]
    with ledger_of(told) as ledger:
        assert set.union(*principals(ledger).values()) == {"Russia"}


def test_a_people_and_its_organs_count_for_a_state_that_only_the_ledger_knows() -> None:
    told = [
        Told("Kestria", kind="state"),
        Told("Kestrian diplomats", side="Kestrian", kind="group"),
        Told("Pavel Dorn", side="Kestrian government"),
    ]
    with ledger_of(told) as ledger:
        assert set.union(*principals(ledger).values()) == {"Kestria"}
    with ledger_of(told[1:]) as ledger:  # no state of that name: the side is called as the reports call it
        assert set.union(*principals(ledger).values()) == {"Kestrian", "Kestrian government"}


def test_who_speaks_for_nobody_else_speaks_for_itself() -> None:
    told = [Told("Ada Senn"), Told("Ostmark rebels", kind="group"), Told("Meridian News", kind="outlet")]
    with ledger_of(told) as ledger:
        assert all(names == {actor} for actor, names in principals(ledger).items())


def test_an_unnamed_voice_of_no_side_is_nobodys() -> None:
    with ledger_of([Told("a diplomat", kind="unnamed"), Told("an official", side="Kestria", kind="unnamed")]) as ledger:
        assert principals(ledger) == {"a diplomat": {"nobody"}, "an official": {"Kestria"}}
        assert stances(ledger).flagged(UNNAMED).all()


def test_a_joint_statement_counts_for_each_of_its_sides() -> None:
    told = [Told("Varenia; Ostmark", kind="group"), Told("Varenia", kind="state")]
    with ledger_of(told) as ledger:
        assert principals(ledger)["Varenia; Ostmark"] == {"Varenia", "Ostmark"}
        assert [side.name for side in stances(ledger).principals] == ["Varenia", "Ostmark"]


def label(ledger: Ledger, coder: str | None = None) -> list[str]:
    return [LABELS[n] for n in stances(ledger, coder).label]


def test_a_person_counts_before_the_models_and_what_decides_between_coders_before_all() -> None:
    with ledger_of([Told("Irena Valk", "for", coder="llm")]) as ledger:
        add_coding(ledger, 1, "neither", coder="model")
        assert label(ledger) == ["for"]
        add_coding(ledger, 1, "against", coder="person", by="ada")
        assert label(ledger) == ["against"] and stances(ledger).flagged(CONTESTED).all()
        decided = add_coding(ledger, 1, "neither", coder="person", by="jon", adjudicated=True)
        add_coding(ledger, 1, "for", coder="person", by="ada")
        assert label(ledger) == ["neither"]
        ledger._db.execute("INSERT INTO coding_undos VALUES (1, ?, 'jon', '')", (decided,))
        assert label(ledger) == ["for"]
        assert label(ledger, "model") == ["neither"] and label(ledger, "ada") == ["for"]
        assert label(ledger, "adjudicated") == []


def test_stances_are_computed_once_and_again_when_codings_grow() -> None:
    with ledger_of([Told("Irena Valk")]) as ledger:
        first = stances(ledger)
        ledger._db.execute("UPDATE stances SET label = 'kept'")
        assert len(stances(ledger)) == len(first) == 1
        assert ledger._db.execute("SELECT label FROM stances").fetchone() == ("kept",)
        add_coding(ledger, 1, "against")
        assert label(ledger) == ["against"]
        assert ledger._db.execute("SELECT label, principal FROM stances").fetchall() == [("against", "Irena Valk")]


def test_what_is_kept_is_what_was_computed(tmp_path: Path) -> None:
    told = [Told("Irena Valk", side="Varenia", confidence=0.75), Told("Tomas Orlic", "neither", None)]
    with ledger_of(told, tmp_path / "l.db") as ledger:
        made, kept = stances(ledger), stances(ledger)
    for name in ("statement", "ids", "earliest", "label", "confidence", "principal_roots"):
        assert getattr(made, name).tobytes() == getattr(kept, name).tobytes()
    assert made.principals == kept.principals and made.actors == kept.actors


def test_a_ledger_opened_for_reading_keeps_its_stances_too(tmp_path: Path) -> None:
    ledger_of([Told("Irena Valk")], tmp_path / "l.db").close()
    with Ledger.open(tmp_path / "l.db", create=False) as ledger:
        assert label(ledger) == ["for"]
        assert ledger._db.execute("SELECT count(*) FROM stance_state").fetchone() == (1,)


@pytest.mark.parametrize(
    ("links", "flag"),
    [
        ((), 0),
        ((("outlet", "KTA", "relay"),), RELAYED),
        ((("person", "Ada Senn", "speaker"),), HEARSAY),
        ((("state", "Varenia", "speaker"),), 0),  # its own side tells it
        ((("unnamed", "a statement", "document"),), RELAYED),
    ],
)
def test_words_on_anothers_word_are_hearsay(links: tuple[tuple[str, str, str], ...], flag: int) -> None:
    with ledger_of([Told("Irena Valk", side="Varenia", links=links)]) as ledger:
        assert int(stances(ledger).flags[0]) & (RELAYED | HEARSAY) == flag


def test_versions_of_a_codebook_stand_apart() -> None:
    with ledger_of([Told("Irena Valk")]) as ledger:
        newer = Issue(ISSUE.id, "Another question?", "yes", "no")
        add_issue(ledger, newer, 2)
        add_coding(ledger, 1, "against", issue=2)
        add_coding(ledger, 1, "against", issue=2)
        assert [(v.digest, coded(ledger, v)) for v in versions(ledger, "corridor")] == [
            (newer.digest, 2),
            (ISSUE.digest, 1),
        ]
        assert [LABELS[n] for n in columns(ledger, 2, sides).label] == ["against"] and label(ledger) == ["for"]


def test_rows_that_rest_on_the_same_roots_share_a_number() -> None:
    told = [Told("A", roots=("x",)), Told("A", roots=("x",)), Told("A", roots=("x", "y")), Told("B", roots=("x",))]
    with ledger_of(told) as ledger:
        numbers = stances(ledger).principal_roots.tolist()
        assert numbers[0] == numbers[1] and len(set(numbers)) == 3


def test_a_coding_goes_over_to_the_same_words_where_an_article_was_read_again() -> None:
    with ledger_of([Told("Irena Valk")]) as ledger:
        db = ledger._db
        db.execute("INSERT INTO runs VALUES (2, '2', 'none', '{}', '2031-01-01')")
        db.execute("INSERT INTO readings SELECT 2, article, 2, NULL, NULL, 'unknown', '' FROM readings")
        db.execute("CREATE TEMP TABLE again AS SELECT * FROM attributions")
        db.execute("UPDATE again SET key = 2, reading = 2")
        db.execute("INSERT INTO attributions SELECT * FROM again")
        db.execute("UPDATE occurrences SET attribution = 2")
        assert label(ledger) == ["for"]
        add_coding(ledger, 2, "against")
        assert label(ledger) == ["against"]
        db.execute("INSERT INTO coding_undos VALUES (1, 2, 'ada', '')")
        assert label(ledger) == ["for"]


def test_a_ledger_that_cannot_be_written_answers_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    ledger_of([Told("Irena Valk"), Told("Irena Valk", "against")], path).close()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)) as db:
        assert label(Ledger(db, str(path))) == ["for", "against"]
        assert db.execute("SELECT count(*) FROM stance_state").fetchone() == (0,)
