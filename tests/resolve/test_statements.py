"""One thing said is one statement, however many print it: full, cut, varied, in other words."""

from __future__ import annotations

import random

import pytest
from tests.resolve.make import Who, reading

from onrecord.resolve import resolve
from onrecord.types import Form, Reading, Record, Statement

VALK = Who("irena-valk", "Irena Valk", "foreign minister", "Varenia")
ORLIC = Who("tomas-orlic", "Tomas Orlic", "spokesman", "Ostmark")
FULL = "“The bridge stays closed until the last soldier has left the island, and nobody should doubt our patience,”"
CUT = "“closed until the last soldier has left the island”"
VARIED = "“The bridge stays shut until the last soldier has left the island and nobody should doubt our patience”"
TOLD = "the bridge would stay closed until every last soldier had left the island"
OTHER = "“Growers in the valley will be paid for every week of the closure,”"
NOT = "the bridge would not stay closed until every last soldier had left the island"


def report(id: str, words: str, form: Form, *, who: Who = VALK, on: int | None = 0, outlet: str = "") -> Reading:
    text = f"{words} {who.name} said, as {id} reports."
    return reading(id, text, who=[who], said=[(who.id, words, form)], on=on, outlet=outlet or f"Paper {id}")


def sole(record: Record) -> Statement:
    assert len(record.statements) == 1, [s.text for s in record.statements]
    return record.statements[0]


SAME: dict[str, tuple[str, Form, int]] = {
    "the same words": (FULL, "direct", 0),
    "the same words a fortnight later": (FULL, "direct", 14),
    "cut": (CUT, "direct", 1),
    "cut inside an indirect sentence": (f"the bridge would remain {CUT} and no earlier", "mixed", 0),
    "one word another": (VARIED, "direct", 0),
    "in other words": (TOLD, "indirect", 1),
}
APART: dict[str, tuple[str, Form, int, Who]] = {
    "another statement": (OTHER, "direct", 0, VALK),
    "a few of the words by somebody else": (CUT, "direct", 0, ORLIC),
    "the same words a year later": (FULL, "direct", 365, VALK),
    "in other words a month later": (TOLD, "indirect", 30, VALK),
    "in other words, denied": (NOT, "indirect", 0, VALK),
    "a catchword": ("“the island”", "direct", 0, VALK),
}


@pytest.mark.parametrize(("words", "form", "on"), SAME.values(), ids=SAME)
def test_reports_of_the_same_words_are_one_statement(words: str, form: Form, on: int) -> None:
    statement = sole(resolve([report("a", FULL, "direct"), report("b", words, form, on=on)]))
    assert statement.text == FULL
    assert len(statement.occurrences) == 2
    assert all(o.reason for o in statement.occurrences)


@pytest.mark.parametrize(("words", "form", "on", "who"), APART.values(), ids=APART)
def test_what_could_be_another_statement_stays_one_of_its_own(words: str, form: Form, on: int, who: Who) -> None:
    record = resolve([report("a", FULL, "direct"), report("b", words, form, on=on, who=who)])
    assert len(record.statements) == 2


def test_a_long_quotation_is_its_speaker_s_by_most_reports_and_the_other_reading_stays() -> None:
    reports = [report("a", FULL, "direct", who=ORLIC), report("b", FULL, "direct"), report("c", FULL, "direct")]
    statement = sole(resolve(reports))
    assert (statement.actor, statement.speaks_for) == ("irena-valk", "Varenia")
    assert [o.article for o in statement.occurrences if "read here as said by tomas-orlic" in o.reason] == ["a"]


def test_copies_of_one_dispatch_have_one_vote_on_its_speaker() -> None:
    copies = [report(id, f"TOLVAZ (KTA) - {FULL}", "direct", who=ORLIC) for id in "abc"]
    own = [report(id, FULL, "direct") for id in "de"]
    assert sole(resolve([*copies, *own])).actor == "irena-valk"


def test_ten_copies_of_one_dispatch_have_one_root() -> None:
    dispatch = [report(f"a{n}", FULL, "direct", outlet=f"Paper {n}") for n in range(10)]
    credited = [
        reading(r.article.id, f"TOLVAZ (KTA) - {r.article.text}", who=[VALK], said=[("irena-valk", FULL, "direct")])
        for r in dispatch
    ]
    statement = sole(resolve(credited))
    assert (len(statement.occurrences), statement.roots) == (10, ("kta",))


def test_two_reporters_at_one_news_conference_are_two_roots() -> None:
    statement = sole(resolve([report("a", FULL, "direct"), report("b", FULL, "direct")]))
    assert statement.roots == ("paper-a:a", "paper-b:b")


def test_variants_stand_side_by_side_with_the_words_in_which_they_part() -> None:
    statement = sole(resolve([report("a", FULL, "direct"), report("b", VARIED, "direct"), report("c", FULL, "direct")]))
    assert [(v.occurrences, [(e.was, e.now) for e in v.edits]) for v in statement.variants] == [
        (("a#a-0", "c#c-0"), []),
        (("b#b-0",), [("closed", "shut")]),
    ]


def test_a_headline_and_its_sentence_are_one_statement() -> None:
    head = "Bridge stays closed until last soldier leaves island"
    one = reading("a", f"{TOLD}, she said.", headline=head, who=[VALK], on=None,
                  said=[("irena-valk", head, "indirect"), ("irena-valk", TOLD, "indirect")])  # fmt: skip
    statement = sole(resolve([one]))
    assert [o.attribution for o in statement.occurrences] == ["a-1", "a-0"]


def test_two_sentences_of_one_article_are_two_statements() -> None:
    again = "the bridge would stay closed until the island was free of soldiers and of mines"
    one = reading("a", f"{TOLD}. Later {again}.", who=[VALK],
                  said=[("irena-valk", TOLD, "indirect"), ("irena-valk", again, "indirect")])  # fmt: skip
    assert len(resolve([one]).statements) == 2


def test_an_unnamed_official_is_one_only_in_copies_of_one_dispatch() -> None:
    official = Who("official", "a Varenian official", None, "Varenia", "unnamed")
    own = {id: " ".join(f"{id}{n}" for n in range(40)) for id in "ab"}
    apart = [
        reading(id, f"{text}. {TOLD}, he said.", who=[official], said=[("official", TOLD, "indirect")])
        for id, text in own.items()
    ]
    dispatch = f"TOLVAZ (KTA) - {TOLD}, a Varenian official said."
    copied = [reading(id, dispatch, who=[official], said=[("official", TOLD, "indirect")]) for id in "ab"]
    assert len(resolve(apart).statements) == 2
    assert sole(resolve(copied)).roots == ("kta",)


def test_the_order_of_the_articles_changes_nothing() -> None:
    readings = [report(f"s{n}", w, f, on=d) for n, (w, f, d) in enumerate(SAME.values())]
    readings += [report(f"t{n}", w, f, on=d, who=who) for n, (w, f, d, who) in enumerate(APART.values())]
    expected = resolve(readings)
    for seed in range(5):
        assert resolve(random.Random(seed).sample(readings, len(readings))) == expected


def test_a_statement_was_said_when_the_closest_report_tells() -> None:
    first = report("a", FULL, "direct", on=0)
    statement = sole(resolve([first, report("b", FULL, "direct", on=3)]))
    assert (statement.earliest, statement.latest) == (first.published.earliest, first.published.latest)
