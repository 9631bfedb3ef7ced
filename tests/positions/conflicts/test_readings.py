"""Two sides that affirm and deny one thing, and what looks alike but is none."""

from __future__ import annotations

import pytest
from tests.positions.conflicts.build import Said, report

from onrecord.positions.conflicts.across import Across, Texts
from onrecord.positions.conflicts.denials import denied_thing, no_such, says_opposite, subject_of_ellipsis
from onrecord.positions.conflicts.matters import conflicts
from onrecord.positions.conflicts.readings import (
    Pair,
    _dispute,
    _ellipsis,
    _heard,
    _likely,
    _meaning,
    _negation,
    _no_such,
    in_report,
)
from onrecord.positions.conflicts.referents import _HEAD, about, referents

SIGNAL = (
    "Varenia and Ostmark differed over the April accord, Tolvaz saying it gave the fleet a "
    "month and Ostmark contending it did not."
)


def found(text: str, *said: Said, **more: object) -> list[tuple[str, str, str]]:
    """The sides of each conflict of one article, and what it is about."""
    pairs = list(in_report(report(text, *said, **more)))  # type: ignore[arg-type]
    return [(c.one.name, c.other.name, c.about) for c in conflicts(pairs)]


def test_an_elliptic_denial_denies_what_the_other_side_reads_in_the_same_text() -> None:
    said = [("Varenia", "saying", "it gave the fleet a month"), ("Ostmark", "contending", "it did not")]
    assert found(SIGNAL, *said) == [("Varenia", "Ostmark", "the April accord")]


def test_the_sentence_stands_beside_words_that_say_nothing_alone() -> None:
    said = [("Varenia", "saying", "it gave the fleet a month"), ("Ostmark", "contending", "it did not")]
    conflict = next(conflicts(in_report(report(SIGNAL, *said))))
    assert conflict.other.words[0].text == "it did not"
    assert conflict.other.words[0].context == SIGNAL
    assert conflict.other.words[0].spans[0] == (SIGNAL.index("it did not"), SIGNAL.index("it did not") + 10)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "While Tolvaz says the note means that the governor must leave, Brennick says there is no such clause.",
            [("Varenia", "says", "the note means that the governor must leave"),
             ("Ostmark", "says", "there is no such clause")],
        ),
        (
            "Orlic said the mediator had assured him that the guns would go. Ostmark denies that any "
            "such assurance was given.",
            [("Varenia", "said", "the mediator had assured him that the guns would go"),
             ("Ostmark", "denies", "that any such assurance was given")],
        ),
        (
            "Varenia accused Ostmark of shelling the harbour at Sarn. Ostmark denied the accusation.",
            [("Varenia", "accused", "Ostmark of shelling the harbour at Sarn"), ("Ostmark",
             "denied", "the accusation")],
        ),
        (
            "Valk said the ferry had been stopped by a patrol boat. Brandvold said the ferry had not "
            "been stopped by any patrol boat.",
            [("Varenia", "said", "the ferry had been stopped by a patrol boat"),
             ("Ostmark", "said", "the ferry had not been stopped by any patrol boat")],
        ),
        (
            "The line in the Sarn communique divides them. Orlic said it could only mean the departure "
            "of the frigates. Brandvold said it meant the weather.",
            [("Varenia", "said", "it could only mean the departure of the frigates"),
             ("Ostmark", "said", "it meant the weather")],
        ),
    ],
)  # fmt: skip
def test_two_sides_part_over_one_thing(text: str, said: list[Said]) -> None:
    assert [pair[:2] for pair in found(text, *said)] == [("Varenia", "Ostmark")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (  # each speaks of itself
            "Varenia said it would attend and Ostmark said it would not.",
            [("Varenia", "said", "it would attend"), ("Ostmark", "said", "it would not")],
        ),
        (  # one side
            "Valk said the ferry had been stopped by a patrol boat. Orlic said the ferry had not been "
            "stopped by any patrol boat.",
            [("Varenia", "said", "the ferry had been stopped by a patrol boat"),
             ("Varenia", "said", "the ferry had not been stopped by any patrol boat")],
        ),
        (  # both affirm
            "Valk said the ferry had been stopped by a patrol boat. Brandvold said a patrol boat had "
            "stopped the ferry.",
            [("Varenia", "said", "the ferry had been stopped by a patrol boat"),
             ("Ostmark", "said", "a patrol boat had stopped the ferry")],
        ),
        (  # other matters
            "Valk said the harbour was open. Brandvold said the bridge would not be repaired before May.",
            [("Varenia", "said", "the harbour was open"),
             ("Ostmark", "said", "the bridge would not be repaired before May")],
        ),
        (  # a deed, and a denial of something else
            "Varenia imposed a boycott on the island. Ostmark denied the accusation.",
            [("Varenia", "imposed", "a boycott on the island"), ("Ostmark", "denied", "the accusation")],
        ),
        (  # a wish is no account
            "Valk wants the patrol boats to leave the strait at once. Brandvold said the patrol boats "
            "would not leave the strait at once.",
            [("Varenia", "wants", "the patrol boats to leave the strait at once"),
             ("Ostmark", "said", "the patrol boats would not leave the strait at once")],
        ),
    ],
)  # fmt: skip
def test_what_only_looks_alike_is_no_conflict(text: str, said: list[Said]) -> None:
    assert found(text, *said) == []


def test_opposite_ends_of_an_issue_make_a_conflict_of_two_readings_of_one_document() -> None:
    text = (
        "The accord of April binds both. Varenia read the accord to mean that the levy must end. "
        "But Ostmark insists nobody can end it from outside."
    )
    levy, nobody = "the accord to mean that the levy must end", "nobody can end it from outside"
    said = [("Varenia", "read", levy), ("Ostmark", "insists", nobody)]
    assert found(text, *said, labels={levy: ("for", 0.9), nobody: ("against", 0.9)}) != []
    assert found(text, *said, labels={levy: ("for", 0.9), nobody: ("against", 0.5)}) == []
    assert found(text, *said, labels={levy: ("for", 0.9), nobody: ("for", 0.9)}) == []


# --- across articles -------------------------------------------------------------------------------------------

FERRY = "The Varenian patrol boat stopped the ferry in the strait of Sarn"
DENIED = "that a patrol boat had stopped the ferry in the strait of Sarn"


@pytest.mark.parametrize(("day", "count"), [("2031-03-04", 1), ("2031-06-01", 0)])
def test_a_denial_in_another_article_counts_within_days(day: str, count: int) -> None:
    across = Across()
    across.add(report(f"{FERRY}, Ostmark said.", ("Ostmark", "said", FERRY)).voices)
    other = report(f"Varenia denied {DENIED}.", ("Varenia", "denied", DENIED), id_="b", day=day)
    across.add(other.voices)
    assert len(list(conflicts(across.pairs()))) == count


def test_two_articles_that_read_one_accord_to_both_ends_of_the_issue_make_a_conflict() -> None:
    must, free = "the Sarn accord means that the levy must end", "the Sarn accord leaves the levy to Ostmark alone"
    found = Texts()
    for id_, side, words, label in (("a", "Varenia", must, "for"), ("b", "Ostmark", free, "against")):
        said = [(side, "said", words)]
        found.add(report(f"{side} said {words}.", *said, id_=id_, labels={words: (label, 0.9)}))
    (conflict,) = conflicts(found.pairs())
    assert (conflict.one.name, conflict.other.name) == ("Varenia", "Ostmark")
    assert conflict.about == "the Sarn accord"


def test_two_texts_are_not_one_because_one_body_wrote_both() -> None:
    found = Texts()
    for id_, side, words, label in (
        ("a", "Varenia", "the Security Council resolution means that the levy must end", "for"),
        ("b", "Ostmark", "the Security Council statement leaves the levy to Ostmark alone", "against"),
    ):
        found.add(report(f"{side} said {words}.", (side, "said", words), id_=id_, labels={words: (label, 0.9)}))
    assert list(found.pairs()) == []


def test_a_statement_that_two_articles_print_is_one_conflict_with_all_its_reports() -> None:
    pairs: list[Pair] = []
    for id_, outlet in (("a", "Meridian News"), ("b", "Sarn Courier")):
        said = [("Varenia", "saying", "it gave the fleet a month"), ("Ostmark", "contending", "it did not")]
        made = report(SIGNAL, *said, id_=id_, outlet=outlet)
        for voiced in made.voices:
            object.__setattr__(voiced, "statement", voiced.text)
        pairs += in_report(made)
    (conflict,) = conflicts(pairs)
    assert [w.outlet for w in conflict.one.words] == ["Meridian News", "Sarn Courier"]


# --- small rules -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("it did not", "it"),
        ("they had not", "they"),
        ("it didn't", "it"),
        ("it did not say so", None),
        ("it did", None),
    ],
)
def test_ellipsis_is_a_pronoun_and_a_negated_auxiliary(text: str, subject: str | None) -> None:
    assert subject_of_ellipsis(text) == subject


def test_what_points_back_is_told_from_what_does_not() -> None:
    assert [denied_thing(x) for x in ("the claims", "it ever happened", "the minister's visa")] == [True, True, False]
    assert [no_such(x) for x in ("no such order was given", "such an order")] == ["order", None]
    assert [says_opposite(x) for x in ("that was a lie", "a lie detector was used on the ferry's crew in Sarn")] == [
        True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They signed the Sarn accord.", {"sarn"}),
        ("the agreement reached in Brennick", {"brennick"}),
        ("Resolution 2042 was read out", {"2042"}),
        ("on what the May accord left open", {"may"}),
        ("He read the document.", set()),
    ],
)
def test_the_names_that_tell_a_document_from_others(text: str, names: set[str]) -> None:
    assert {name for r in referents(text, 0, len(text)) for name in r.names} == names


def test_a_stretch_that_begins_or_ends_inside_a_word_is_read_as_it_stands() -> None:
    text = "The reporter of the Sarn cease-fire left; the line of the May accords, clause 4, was the treaty’s."
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            found = [r.head for r in referents(text, start, end)]
            assert found == [m[0].lower() for m in _HEAD.finditer(text, start, end)]


def test_no_rule_that_makes_a_pair_is_passed_over() -> None:
    words = [
        ("Varenia", "said", "the treaty means that the frigates leave the harbour"),
        ("Ostmark", "said", "the treaty means that the frigates stay in the harbour"),
        ("Kestria", "accused", "Ostmark of shelling the harbour"),
        ("Ostmark", "denied", "the accusation"),
        ("Varenia", "contended", "it did not"),
        ("Kestria", "said", "there is no such treaty"),
        ("Ostmark", "disputed", "the Kestria account"),
        ("Varenia", "said", "the frigates did not leave the harbour"),
    ]
    made = report(". ".join(said for _, _, said in words) + ".", *words, labels={words[0][2]: ("for", 0.9)})
    voices = [_heard(made, v) for v in made.voices]
    seen = set()
    for n, later in enumerate(voices):
        for earlier in voices[:n]:
            asked = {*later.answers, *_likely(earlier, later)}
            for rule in (_ellipsis, _no_such, _dispute, _meaning, _negation):
                if rule(made, earlier.voiced, later.voiced, later.place - earlier.place) is not None:
                    assert rule in asked
                    seen.add(rule)
    assert seen >= {_ellipsis, _no_such, _dispute, _negation}


def test_a_pronoun_stands_for_the_named_document_before_it() -> None:
    text = "Both had signed the Sarn accord. Rain fell. Orlic said it meant the frigates."
    made = report(text, ("Varenia", "said", "it meant the frigates"))
    referent = about(made, made.voices[0])
    assert referent is not None
    assert referent.text == "the Sarn accord"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Varenia considers the Reed League affiliated with the smugglers. The League denies any affiliation.",
            [("Varenia", "considers", "the Reed League affiliated with the smugglers"),
             ("Reed League", "denies", "any affiliation")],
        ),
        (
            "“He asked Ostmark to halt the barges,” a Varenian statement said. Ostmark disputed the Varenian account.",
            [("Varenia", "said", "“He asked Ostmark to halt the barges,”"),
             ("Ostmark", "disputed", "the Varenian account")],
        ),
    ],
)  # fmt: skip
def test_a_denial_of_any_of_it_and_of_the_other_s_account_part_two_sides(text: str, said: list[Said]) -> None:
    assert len(found(text, *said)) == 1


def test_what_points_back_points_to_the_nearest_that_fits() -> None:
    text = "Varenia said the levy had been paid. Kestria said the bridge was mined. Ostmark said the opposite was true."
    said = [
        ("Varenia", "said", "the levy had been paid"),
        ("Kestria", "said", "the bridge was mined"),
        ("Ostmark", "said", "the opposite was true"),
    ]
    assert [pair[:2] for pair in found(text, *said)] == [("Kestria", "Ostmark")]
