"""Who waits for whom, from conditions alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from onrecord.types import Condition, ConditionState, Passage, StatedCondition
from onrecord.waiting import WhoWaits, gate_of, is_held_by, keep, state_of, waiting


def part(words: str | None) -> Passage | None:
    return None if words is None else Passage(((0, len(words)),), words)


def stated(
    who: str,
    gate: str | None,
    demand: str | None,
    *,
    state: ConditionState = "set",
    day: int | None = 1,
    whom: str | None = None,
    holder: str | None = None,
    name: str | None = None,
    bar: bool = False,
) -> StatedCondition:
    at = None if day is None else dt.date(2031, 3, day)
    condition = Condition(state, Passage(((0, 1),), "x"), part(gate), part(demand), part(whom), part(holder))
    condition = replace(condition, confidence=0.9, demand_is_bar=bar)
    return StatedCondition(
        condition, f"{who}-{day}-{state}", "m1", "a1", None, who, name or who, "person", who, at, at, "words", 1, 1
    )


def only(found: WhoWaits) -> tuple[str, str, int]:
    (one,) = found
    return one.party, one.state, len(one.history)


def test_a_later_word_tells_what_became_of_a_condition() -> None:
    first = stated("Varenia", "hold talks", "the troops leave", day=1)
    later = stated("Varenia", None, "the troops leave the valley", state="dropped", day=9)
    assert only(waiting([later, first])) == ("Varenia", "dropped", 2)


def test_met_without_a_demand_closes_what_waits_for_the_same_step() -> None:
    first = stated("Varenia", "lift the sanctions", "Ostmark disarms", day=1)
    met = stated("Varenia", "the lifting of sanctions", None, state="met", day=5)
    assert only(waiting([first, met])) == ("Varenia", "met", 2)


def test_what_another_party_says_closes_nothing() -> None:
    first = stated("Varenia", "hold talks", "the troops leave", day=1)
    other = stated("Kestria", "hold talks", "the troops leave", state="dropped", day=9)
    assert len(waiting([first, other])) == 2


def test_a_rejection_stands_beside_a_demand_of_the_same_party() -> None:
    one = stated("Varenia", "talks", "Orlic's exit", day=1)
    two = stated("Varenia", "talks", "Orlic's exit", state="rejected", day=2)
    assert sorted(w.state for w in waiting([one, two])) == ["rejected", "set"]


def test_two_who_demand_each_others_step_first_are_a_deadlock() -> None:
    one = stated("Varenia", "withdraw its troops", "the rebels release the prisoners", whom="the rebels")
    two = stated("the rebels", "release the prisoners", "Varenia withdraws its troops", whom="Varenia")
    (lock,) = waiting([one, two]).deadlocks
    assert {lock.one.party, lock.other.party} == {"Varenia", "the rebels"}


def test_two_who_each_must_act_before_one_step_are_a_deadlock() -> None:
    one = stated("Varenia", "talks", "Ostmark apologises", whom="Ostmark")
    two = stated("Ostmark", "the negotiations", "Varenia opens the port", whom="Varenia")
    (lock,) = waiting([one, two]).deadlocks
    assert lock.why == "each demands that the other act before talks"


def test_a_demand_that_keeps_the_other_away_is_a_deadlock() -> None:
    bar = stated("Varenia", "attend the talks", "the rebels insist on Orlic's exit", whom="the rebels", bar=True)
    demand = stated("the northern rebels", "join the talks", "Orlic steps aside", whom="Orlic")
    (lock,) = waiting([bar, demand]).deadlocks
    assert lock.why == "what one demands is what keeps the other away"


def test_a_dropped_demand_locks_nothing() -> None:
    one = stated("Varenia", "talks", "Ostmark apologises", whom="Ostmark", state="dropped")
    two = stated("Ostmark", "the negotiations", "Varenia opens the port", whom="Varenia")
    assert waiting([one, two]).deadlocks == ()


def test_the_step_with_most_who_wait_comes_first_and_the_nameless_last() -> None:
    rows = [
        stated("A", None, "B disarms"),
        stated("C", "sign the treaty", "the guns fall silent"),
        stated("D", "sit down", "a ceasefire"),
        stated("E", "join the talks", "an apology"),
    ]
    assert [gate.name for gate in waiting(rows).gates] == ["talks", "agreement", "no step named"]


def test_undated_statements_come_last() -> None:
    (one,) = waiting([stated("A", "talks", "B disarms", day=None), stated("A", "talks", "B disarms", day=3)])
    assert [row.earliest for row in one.history] == [dt.date(2031, 3, 3), None]


def test_words_that_name_another_holder_are_on_the_speakers_word() -> None:
    (one,) = waiting([stated("analyst", "talks", "an apology", holder="Damascus", name="Tomas Orlic")])
    assert (one.holder, one.speaks_for, one.on_word_of) == ("Damascus", "Syria", "Tomas Orlic")


def test_words_for_the_speaker_or_its_state_are_no_other_holder() -> None:
    (one,) = waiting([stated("United States", "talks", "an apology", holder="Washington", name="Irena Valk")])
    assert (one.holder, one.on_word_of) == ("Irena Valk", None)


def test_a_holder_is_found_by_its_name() -> None:
    row = stated("analyst", "talks", "an apology", holder="the northern front", name="Tomas Orlic")
    assert is_held_by(row, "Northern") and not is_held_by(row, "Orlic")


def test_states_keep_those_that_stand_so_now() -> None:
    found = waiting([stated("A", "talks", "an apology"), stated("B", "talks", "a truce", state="rejected")])
    assert [one.party for one in keep(found, ["rejected"])] == ["B"]
    assert keep(found) == found


@pytest.mark.parametrize(("words", "state"), [("Moscow", "Russia"), ("the north", None), ("", None)])
def test_states_are_known_by_their_capitals(words: str, state: str | None) -> None:
    assert state_of(words) == state


def test_steps_of_no_known_kind_stand_together_behind_the_others() -> None:
    rows = [
        stated("A", "open the dam", "an apology"),
        stated("B", "paint it", "a bribe"),
        stated("C", "talks", "a truce"),
    ]
    assert [(gate.name, len(gate.waiting)) for gate in waiting(rows).gates] == [("talks", 1), ("other steps", 2)]


def test_a_step_of_no_known_kind_stands_under_its_own_words() -> None:
    assert gate_of("open the dam") == "open the dam"
