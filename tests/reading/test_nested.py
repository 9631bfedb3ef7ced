"""Which attributions inside a content are kept."""

from __future__ import annotations

import pytest

from onrecord.reading.nested import placed
from onrecord.types import Draft, Passage

TEXT = '"Orlic says it is over," Valk said. "We shall see."'
OUTER = Draft(Passage.of(TEXT, [(25, 29)]), Passage.of(TEXT, [(30, 34)]), Passage.of(TEXT, [(0, 24), (36, len(TEXT))]))


def inner(*spans: tuple[int, int]) -> Draft:
    return Draft(Passage.of(TEXT, [(1, 6)]), Passage.of(TEXT, [(7, 11)]), Passage.of(TEXT, spans))


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ([(12, 22)], True),
        ([(12, 22), (37, 50)], True),
        ([(37, 50)], False),  # what Valk goes on to say is hers
        ([(23, 24), (36, 50)], False),  # a mark alone begins nothing
        ([(25, 29)], False),  # not inside
    ],
)
def test_what_goes_on_after_an_interruption_is_the_outer_speakers(spans: list[tuple[int, int]], kept: bool) -> None:
    assert bool(placed(TEXT, [inner(*spans)], OUTER, 0, set())) is kept


def test_a_cue_that_is_taken_makes_no_second_attribution() -> None:
    draft = inner((12, 22))
    assert placed(TEXT, [draft], OUTER, 0, {draft.cue.spans}) == []
    (found,) = placed(TEXT, [draft], OUTER, 0, set())
    assert (found.depth, found.within) == (1, 0)
