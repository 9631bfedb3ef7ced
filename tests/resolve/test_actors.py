"""People and bodies across articles: who is one, who stays two, and why."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tests.resolve.make import DAY, Who, day, people, reading

from onrecord.resolve import resolve
from onrecord.resolve.tenures import holders, office_on
from onrecord.types import INFERRED, ActorKind, Evidence, Office, Reading, Record, Tenure

FM = "foreign minister"

Rows = list[tuple[str, str | None, str | None]]

ONE: dict[str, Rows] = {
    "the same full name": [("Irena Valk", None, None), ("Irena Valk", FM, "Varenia")],
    "a title in the name": [("Irena Valk", None, None), ("Foreign Minister Irena Valk", None, None)],
    "two romanisations": [("Sergei Orlov", None, None), ("Sergey Orlov", None, None)],
    "a middle name left out": [("Tomas Orlic", None, None), ("Tomas Viktor Orlic", None, None)],
    "an article before the surname": [
        ("Karim al-Dasri", "president", "Kestria"),
        ("Karim Dasri", "president", "Kestria"),
    ],
    "initials with an office": [("I. Valk", FM, "Varenia"), ("Irena Valk", FM, "Varenia")],
    "a nickname with an office": [("William Harrow", FM, "Ostmark"), ("Bill Harrow", FM, "Ostmark")],
    "a slip of the pen with an office": [
        ("Recep Ardogan", "president", "Kestria"),
        ("Recep Erdogan", "president", "Kestria"),
    ],
    "a surname and an office": [("Irena Valk", FM, "Varenia"), ("Valk", FM, "Varenia")],
    "a surname and a side": [("Irena Valk", FM, "Varenia"), ("Valk", None, "Varenia")],
    "a surname that one person bears": [("Irena Valk", FM, "Varenia"), ("Valk", None, None)],
    "a surname that stands first": [("Hua Tolin", "spokeswoman", "Kestria"), ("Hua", "spokeswoman", "Kestria")],
    "a title and a surname": [("Irena Valk", "president", "Varenia"), ("President Valk", None, None)],
    "surnames alone with one office": [("Valk", FM, "Varenia"), ("Valk", "the foreign minister", "Varenia")],
    "titles by sex": [("Valk", "spokeswoman", "Varenia"), ("Valk", "spokesperson", "Varenia")],
    "a bare name that nobody else bears": [("Valk", None, None), ("Valk", None, None)],
    "a given name that is elsewhere a particle": [("Ben Orlic", None, None), ("Ben Orlic", None, None)],
    "accents": [("José Maranz", None, None), ("Jose Maranz", None, None)],
    "a new office, years apart in kind": [("Irena Valk", FM, "Varenia"), ("Irena Valk", "president", "Varenia")],
}

TWO: dict[str, Rows] = {
    "two given names": [("Irena Valk", FM, "Varenia"), ("Marta Valk", FM, "Varenia")],
    "two brothers of three names": [("Kim Jong Un", None, "Kestria"), ("Kim Jong Il", None, "Kestria")],
    "two middle initials": [("George W. Harrow", None, None), ("George H. Harrow", None, None)],
    "initials without an office": [("I. Valk", None, None), ("Irena Valk", None, None)],
    "one surname in two offices": [("Irena Valk", FM, "Varenia"), ("Valk", "police chief", "Ostmark")],
    "a deputy and his minister": [("Valk", FM, "Varenia"), ("Valk", "deputy foreign minister", "Kestria")],
    "a short surname with another letter": [("Anna Kim", FM, "Varenia"), ("Anna Lim", FM, "Varenia")],
}  # fmt: skip


def record_of(rows: Rows) -> Record:
    return resolve(people(*((f"a{n}", *row) for n, row in enumerate(rows))))


@pytest.mark.parametrize("rows", ONE.values(), ids=ONE)
def test_names_that_mean_one_person_are_one_actor(rows: Rows) -> None:
    actors = record_of(rows).actors
    assert [a.name for a in actors if len(a.members) == len(rows)], actors


@pytest.mark.parametrize("rows", TWO.values(), ids=TWO)
def test_names_that_could_be_two_people_stay_two(rows: Rows) -> None:
    actors = record_of(rows).actors
    assert len(actors) == 2
    assert len({a.id for a in actors}) == 2


def test_a_surname_that_two_people_bear_is_given_to_neither() -> None:
    record = record_of([("Irena Valk", FM, "Varenia"), ("Marta Valk", "judge", "Ostmark"), ("Valk", None, None)])
    assert len(record.actors) == 3


def test_a_surname_goes_to_the_bearer_whose_office_it_has() -> None:
    record = record_of(
        [("Irena Valk", FM, "Varenia"), ("Marta Valk", "judge", "Ostmark"), ("Valk", "judge", "Ostmark")]
    )
    valk = next(a for a in record.actors if a.name == "Marta Valk")
    reasons = [m.reason for m in valk.members]
    assert any(r.startswith("same surname and office: judge of Ostmark") for r in reasons)


def test_a_bare_surname_years_later_is_nobody_known() -> None:
    record = resolve(people(("a", "Irena Valk", FM, "Varenia"), ("b", "Valk", None, None), on=[0, 1000]))
    assert len(record.actors) == 2


def test_unnamed_sources_never_become_one_across_articles() -> None:
    officials = Who("officials", "Varenian officials", None, "Varenia", "unnamed")
    record = resolve([reading("a", "x", who=[officials]), reading("b", "x", who=[officials])])
    assert len(record.actors) == 2


BODIES: list[tuple[str, str, ActorKind, bool]] = [
    ("Associated Press", "AP", "outlet", True),
    ("the Kremlin", "Kremlin", "institution", True),
    ("Interfax news agency", "Interfax", "outlet", True),
    ("Varenia", "Ostmark", "state", False),
]


@pytest.mark.parametrize(("first", "second", "kind", "one"), BODIES)
def test_bodies_are_one_by_their_canonical_names(first: str, second: str, kind: ActorKind, one: bool) -> None:
    record = resolve([reading(n, "x", who=[Who("b", n, kind=kind)]) for n in (first, second)])
    assert (len(record.actors) == 1) == one


def test_a_ministry_without_a_state_is_no_other_article_s_ministry() -> None:
    def ministry(id: str, name: str, side: str | None) -> Reading:
        return reading(id, "x", who=[Who("m", name, None, side, "institution")])

    bare = "foreign ministry"
    apart = resolve([ministry("a", bare, None), ministry("b", bare, None)])
    sides = resolve([ministry("a", bare, "Varenia"), ministry("b", bare, "Ostmark")])
    named = resolve([ministry("a", bare, "Varenia"), ministry("b", "Varenian Foreign Ministry", "Varenia")])
    assert (len(apart.actors), len(sides.actors), len(named.actors)) == (2, 2, 1)


def test_one_full_name_that_serves_two_sides_at_once_is_two_people_with_two_ids() -> None:
    rows: Rows = [("Jan Novak", "army head", "Varenia"), ("Jan Novak", "unionist", "Ostmark")]
    record = record_of(rows * 2)
    assert [(a.id, len(a.members)) for a in record.actors] == [("jan-novak", 2), ("jan-novak-ostmark", 2)]


def test_one_odd_office_in_one_article_parts_nobody() -> None:
    rows: Rows = [*[("Jan Novak", "army head", "Varenia")] * 3, ("Jan Novak", "unionist", "Ostmark")]
    assert len(record_of(rows).actors) == 1


def test_a_name_that_articles_take_for_a_person_and_a_body_is_what_most_take_it_for() -> None:
    kinds: list[ActorKind] = ["organisation", "person", "organisation"]
    record = resolve([reading(f"a{n}", "x", who=[Who("b", "Meridian", kind=k)]) for n, k in enumerate(kinds)])
    assert [(a.kind, len(a.members)) for a in record.actors] == [("organisation", 3)]


def test_the_order_of_the_articles_changes_nothing() -> None:
    rows = [row for rows in (*ONE.values(), *TWO.values()) for row in rows]
    readings = people(*((f"a{n:02}", *row) for n, row in enumerate(rows)), on=[n * 9 for n in range(len(rows))])
    expected = resolve(readings)
    for seed in range(5):
        assert resolve(random.Random(seed).sample(readings, len(readings))) == expected


# --- offices -------------------------------------------------------------------------------------------------


def test_an_office_is_known_on_the_days_between_and_around_its_sights() -> None:
    rows = [
        ("a", "Irena Valk", FM, "Varenia"),
        ("b", "Irena Valk", FM, "Varenia"),
        ("c", "Irena Valk", "president", "Varenia"),
    ]
    record = resolve(people(*rows, on=[0, 300, 900]))
    held = record.tenures
    assert [(t.role, t.first, t.last) for t in held] == [(FM, DAY, day(300)), ("president", day(900), day(900))]
    found = [office_on(held, "irena-valk", day(n)) for n in (150, 350, 880, 2000)]
    assert [t.role if t else None for t in found] == [FM, FM, "president", None]
    assert holders(held, "the Foreign Minister", "Varenia", day(20)) == ["irena-valk"]


def test_a_former_minister_holds_no_office() -> None:
    assert resolve(people(("a", "Irena Valk", "former foreign minister", "Varenia"))).tenures == ()


def test_the_side_that_most_reports_show_outweighs_a_nearer_one() -> None:
    once = Tenure("x", "spokesman", "Ostmark", DAY, DAY, articles=("a",))
    often = Tenure("x", "spokesman", "Varenia", day(1), day(9), articles=("b", "c", "d"))
    assert office_on([once, often], "x", DAY) == often


def test_two_sides_equally_near_are_no_answer() -> None:
    held = [Tenure("x", "envoy", "Varenia", DAY, DAY), Tenure("x", "envoy", "Ostmark", DAY, DAY)]
    assert office_on(held, "x", DAY) is None


@pytest.mark.parametrize(("other", "kind"), [("Kestrian diplomats", "state"), ("Kestrian singers", "person")])
def test_a_name_that_has_diplomats_called_after_it_is_a_state(other: str, kind: ActorKind) -> None:
    bare = reading("a", "x", who=[Who("k", "Kestria", kind="person")])
    record = resolve([bare, reading("b", "x", who=[Who("d", other, kind="group")])])
    assert [a.kind for a in record.actors if a.name == "Kestria"] == [kind]


def test_a_name_that_has_a_foreign_minister_in_one_report_is_a_state_in_all() -> None:
    found = resolve(
        [
            reading("a", who=[Who("kestria", "Kestria")], on=0),
            reading("b", who=[Who("valk", "Irena Valk", FM, "Kestria")], on=1),
            reading("c", who=[Who("orlic", "Orlic"), Who("marsh", "Dina Marsh", "spokeswoman", "Orlic")], on=2),
        ]
    )
    assert {a.name: a.kind for a in found.actors if " " not in a.name} == {"Kestria": "state", "Orlic": "person"}


def inferred(id: str, on: int, role: str, side: str) -> Reading:
    """Tomas Orlic, whose side no words of the article tell."""
    read = reading(id, "Tomas Orlic. We go.", on=on, who=[Who("tomas-orlic", "Tomas Orlic", role, side)],
                   said=[("tomas-orlic", "We go.", "direct")])  # fmt: skip
    return replace(read, offices=(Office("tomas-orlic", role, side, (Evidence(0, 11, INFERRED),)),))


def told(id: str, on: int, role: str, side: str) -> Reading:
    """The same, with the side in its words."""
    read = inferred(id, on, role, side)
    return replace(read, offices=(Office("tomas-orlic", role, side, (Evidence(0, 11, "says so"),)),))


def test_a_side_that_an_article_only_infers_yields_to_the_side_that_others_tell() -> None:
    record = resolve([told("a", 0, "foreign minister", "Varenia"), inferred("b", 3, "foreign minister", "Ostmark")])
    assert {s.speaks_for for s in record.statements} == {"Varenia"}
    assert [(t.speaks_for, t.articles) for t in record.tenures] == [("Varenia", ("a", "b"))]


def test_an_inferred_side_stands_where_no_other_article_tells_one_or_two_tell_two() -> None:
    alone = resolve([inferred("b", 3, "foreign minister", "Ostmark"), inferred("c", 5, "foreign minister", "Varenia")])
    assert {t.speaks_for for t in alone.tenures} == {"Ostmark", "Varenia"}
    torn = [
        told("a", 0, "minister", "Varenia"),
        told("d", 1, "minister", "Kestria"),
        inferred("b", 3, "minister", "Tarsk"),
    ]
    assert {t.speaks_for for t in resolve(torn).tenures} == {"Varenia", "Kestria", "Tarsk"}


def test_a_side_that_an_article_tells_is_never_another_articles() -> None:
    record = resolve(
        [told("a", 0, "minister", "Varenia"), told("b", 1, "minister", "Varenia"), told("c", 2, "minister", "Ostmark")]
    )
    assert {t.speaks_for for t in record.tenures} == {"Varenia", "Ostmark"}
