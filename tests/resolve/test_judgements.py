"""Decisions on top: they change what was computed, can be undone to the last bit, and are never lost."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.make import DAY, Who, day, people, reading

from onrecord.errors import UsageError
from onrecord.resolve import judgements as judge
from onrecord.resolve import resolve
from onrecord.resolve.tenures import office_on
from onrecord.types import Change, Judgement, Reading, Record

FM = "foreign minister"
READINGS = people(
    ("a", "Irena Valk", FM, "Varenia"),
    ("b", "Marta Valk", "judge", "Ostmark"),
    ("c", "Tomas Orlic", "spokesman", "Varenia"),
    ("d", "Irena Valk", FM, "Varenia"),
)
RECORD = resolve(READINGS)


def at(minute: int) -> dt.datetime:
    return dt.datetime(2021, 3, 5, 12, minute, tzinfo=dt.UTC)


def ids(record: Record) -> list[str]:
    return [a.id for a in record.actors]


def test_a_merge_makes_two_actors_one_under_the_first_name() -> None:
    merged = judge.merge(RECORD, ["tomas-orlic", "marta-valk"], by="ana", at=at(1))
    record = resolve(READINGS, [merged])
    assert ids(record) == ["irena-valk", "tomas-orlic"]
    orlic = record.actors[1]
    assert orlic.aliases == ("Marta Valk",)
    assert [m.reason for m in orlic.members] == ["merged by ana on 2021-03-05", "same full name: Tomas Orlic"]
    assert {t.actor for t in record.tenures} == {"irena-valk", "tomas-orlic"}


def test_a_split_parts_the_articles_that_mean_somebody_else() -> None:
    parted = judge.split(RECORD, "irena-valk", ["d"], by="ana", at=at(1), name="Irena Valk (singer)")
    record = resolve(READINGS, [parted])
    assert ids(record) == ["irena-valk", "irena-valk-singer", "marta-valk", "tomas-orlic"]
    assert [m.article for m in record.actors[1].members] == ["d"]


def test_a_rename_keeps_the_id_and_the_old_name() -> None:
    record = resolve(READINGS, [judge.rename(RECORD, "irena-valk", "Irena M. Valk", by="ana", at=at(1))])
    assert (record.actors[0].id, record.actors[0].name, record.actors[0].aliases) == (
        "irena-valk",
        "Irena M. Valk",
        ("Irena Valk",),
    )


def test_an_office_set_by_a_person_counts_before_what_reports_show() -> None:
    change = Change(role="president", speaks_for="Kestria", since=DAY, until=day(50))
    record = resolve(READINGS, [judge.office(RECORD, "irena-valk", change, by="ana", at=at(1))])
    office = office_on(record.tenures, "irena-valk", day(5))
    assert office and (office.role, office.origin) == ("president", "judgement")


def test_a_speaker_set_by_a_person_moves_the_statement_and_follows_a_merge() -> None:
    who = [Who("irena-valk", "Irena Valk"), Who("tomas-orlic", "Tomas Orlic")]
    readings = [
        reading(
            "a", "“The road stays open,” she said.", who=who, said=[("irena-valk", "“The road stays open,”", "direct")]
        )
    ]
    record = resolve(readings)
    said = judge.speaker(record, ["a-0"], Change(actor="tomas-orlic", speaks_for="Kestria"), by="ana", at=at(1))
    moved = resolve(readings, [said])
    assert [(s.actor, s.speaks_for) for s in moved.statements] == [("tomas-orlic", "Kestria")]
    merged = judge.merge(moved, ["irena-valk", "tomas-orlic"], by="ana", at=at(2))
    assert [s.actor for s in resolve(readings, [said, merged]).statements] == ["irena-valk"]


def test_a_chain_set_by_a_person_follows_a_merge_and_waits_for_its_actors() -> None:
    readings = [*READINGS, TOLD]
    record = resolve(readings)
    chain = judge.chain(record, ["e#e-0"], ["marta-valk", "irena-valk"], by="ana", at=at(1))
    merged = judge.merge(record, ["irena-valk", "marta-valk"], by="ana", at=at(2))
    assert chains(record)["e#e-0"] is None
    assert chains(resolve(readings, [chain]))["e#e-0"] == ("marta-valk", "irena-valk")
    assert chains(resolve(readings, [chain, merged]))["e#e-0"] == ("irena-valk",)
    without = resolve([r for r in readings if r.article.id != "b"], [chain])
    assert [p.reason for p in without.pending] == ["not in the evidence: marta-valk"]
    assert chains(without)["e#e-0"] is None
    first_hand = judge.chain(record, ["e-0"], [], by="ana", at=at(1))
    assert chains(resolve(readings, [first_hand]))["e#e-0"] == ()


def test_a_side_can_be_taken_from_a_speaker() -> None:
    alone = judge.speaker(RECORD, ["e#e-0"], Change(speaks_for=""), by="ana", at=at(1))
    assert [s.speaks_for for s in resolve([*READINGS, TOLD]).statements] == ["Varenia"]
    assert [s.speaks_for for s in resolve([*READINGS, TOLD], [alone]).statements] == [None]


ORLIC = Who("tomas-orlic", "Tomas Orlic", "spokesman", "Varenia")
TOLD = reading(
    "e", "He said no ship would sail.", who=[ORLIC], said=[("tomas-orlic", "no ship would sail", "indirect")]
)


def chains(record: Record) -> dict[str, tuple[str, ...] | None]:
    return {o.key: o.chain for s in record.statements for o in s.occurrences}


def test_a_judgement_stays_with_its_actor_when_a_new_article_changes_the_id() -> None:
    alone = people(("b", "Valk", FM, "Varenia"))
    renamed = judge.rename(resolve(alone), "valk", "Irena Valk (minister)", by="ana", at=at(1))
    record = resolve([*alone, *people(("a", "Irena Valk", FM, "Varenia"))], [renamed])
    assert [(a.id, a.name) for a in record.actors] == [("irena-valk", "Irena Valk (minister)")]


def test_a_judgement_without_its_subject_is_pending_and_counts_again_later() -> None:
    merged = judge.merge(RECORD, ["tomas-orlic", "marta-valk"], by="ana", at=at(1))
    without = resolve([r for r in READINGS if r.article.id != "b"], [merged])
    assert [(p.judgement, p.reason) for p in without.pending] == [(merged.id, "not in the evidence: marta-valk")]
    assert resolve(READINGS, [merged]).pending == ()


@pytest.mark.parametrize("kind", ["rename", "office", "speaker", "split"])
def test_every_kind_of_judgement_waits_for_its_evidence(kind: str) -> None:
    made = {
        "rename": judge.rename(RECORD, "irena-valk", "X", by="ana", at=at(1)),
        "office": judge.office(RECORD, "irena-valk", Change(role="envoy"), by="ana", at=at(1)),
        "speaker": judge.speaker(RECORD, ["a-0"], Change(speaks_for="Kestria"), by="ana", at=at(1)),
        "split": judge.split(RECORD, "irena-valk", ["d"], by="ana", at=at(1)),
    }
    assert [p.judgement for p in resolve([], [made[kind]]).pending] == [made[kind].id]


def test_undoing_restores_exactly_what_was() -> None:
    made = judge.merge(RECORD, ["tomas-orlic", "marta-valk"], by="ana", at=at(1))
    undone = judge.undo([made], made.id, by="jan", at=at(2))
    again = judge.undo([made, undone], undone.id, by="ana", at=at(3))
    assert resolve(READINGS, [made, undone]) == RECORD
    assert resolve(READINGS, [made, undone, again]) == resolve(READINGS, [made])


@given(
    st.lists(
        st.tuples(st.sampled_from(["merge", "rename", "split", "office"]), st.integers(0, 3), st.integers(0, 3)),
        max_size=6,
    )
)
@settings(max_examples=60, deadline=None)
def test_undoing_the_newest_judgement_restores_the_record_before_it(steps: list[tuple[str, int, int]]) -> None:
    made: list[Judgement] = []
    record, before = RECORD, RECORD
    for minute, (kind, one, two) in enumerate(steps):
        try:
            new = _made(record, kind, one, two, minute)
        except UsageError:
            continue
        made.append(new)
        record, before = resolve(READINGS, made), record
    if made:
        undone = judge.undo(made, made[-1].id, by="jan", at=at(59))
        assert resolve(READINGS, [*made, undone]) == before
    assert resolve(list(reversed(READINGS)), list(reversed(made))) == record


def _made(record: Record, kind: str, one: int, two: int, minute: int) -> Judgement:
    names = ids(record)
    first, second = names[one % len(names)], names[two % len(names)]
    if kind == "merge":
        return judge.merge(record, [first, second], by="ana", at=at(minute))
    if kind == "rename":
        return judge.rename(record, first, f"Name {two}", by="ana", at=at(minute))
    if kind == "split":
        return judge.split(record, first, ["a", "b"][: two % 2 + 1], by="ana", at=at(minute))
    return judge.office(record, first, Change(role=f"envoy {two}"), by="ana", at=at(minute))


WRONG = {
    "one actor alone": lambda: judge.merge(RECORD, ["irena-valk"], by="ana", at=at(1)),
    "an actor that is not there": lambda: judge.rename(RECORD, "irena-orlic", "X", by="ana", at=at(1)),
    "none of its articles": lambda: judge.split(RECORD, "irena-valk", ["b"], by="ana", at=at(1)),
    "all of its articles": lambda: judge.split(RECORD, "irena-valk", ["a", "d"], by="ana", at=at(1)),
    "an office without a name": lambda: judge.office(RECORD, "irena-valk", Change(since=DAY), by="ana", at=at(1)),
    "a judgement that is not there": lambda: judge.undo([], "x", by="ana", at=at(1)),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_judgement_is_refused_by_name(case: str) -> None:
    with pytest.raises(UsageError):
        WRONG[case]()


def test_the_refusal_names_what_there_is() -> None:
    with pytest.raises(UsageError, match="there are irena-valk"):
        judge.rename(RECORD, "irena-orlic", "X", by="ana", at=at(1))


def test_readings_are_never_changed() -> None:
    before: list[Reading] = list(READINGS)
    resolve(READINGS, [judge.merge(RECORD, ["tomas-orlic", "marta-valk"], by="ana", at=at(1))])
    assert before == READINGS
