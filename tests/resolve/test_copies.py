"""Copies, shared passages and quotations, credits, and the roots that follow from them; on invented dispatches."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.make import reading

from onrecord.resolve import copies, roots, sheets
from onrecord.resolve.credits import credits
from onrecord.types import CopyLink, Reading

LEAD = (
    "Varenia and Ostmark agreed on Thursday to reopen the bridge over the Sarn, four months after shelling closed "
    "the only road between the two capitals, officials on both banks said."
)
BODY = (
    "Engineers began to clear the eastern approach at dawn while lorries queued for eleven kilometres on the Varenian "
    "side, many of them loaded with seed grain that growers say must be in the ground before the month is out.",
    "The accord, signed in a tent on the island that divides the river, leaves the customs post in Ostmark's hands "
    "until a joint commission has met, which neither delegation expects to happen before the summer.",
    "Traffic will first be limited to thirty lorries an hour, and the army of each country may search one in five of "
    "them in the presence of a monitor from the river commission, according to the text of the accord.",
)
QUOTE = (
    "“We have waited four months for a road that should never have been closed, and we will not wait four more for a "
    "stamp on a piece of paper that everybody agreed to last autumn in this same room,” Irena Valk said."
)
OTHER = (
    "Growers along the valley welcomed the news but doubted that it would help them this year, since prices fell after "
    "the neighbouring states sold their reserves and most of the cold stores have stood empty since the harvest.",
    "A miller in Brennick said he had bought abroad instead and had no intention of coming back to local wheat soon, "
    "whatever the ministers put their names to under canvas in the middle of a river.",
)
DISPATCH = "\n".join((LEAD, BODY[0], QUOTE, BODY[1], BODY[2]))


def kind_of(one: str, two: str, on: int = 0) -> str | None:
    later = reading("b", two, outlet="Sarn Mail", on=on)
    found = copies.links([reading("a", one, outlet="Tolvaz Post"), later])
    return found[0].kind if found else None


CASES = {
    "the same text": (DISPATCH, "copy"),
    "the same text in curly and straight marks": (DISPATCH.replace("“", '"').replace("”", '"'), "copy"),
    "the dispatch cut after two paragraphs": ("\n".join((LEAD, BODY[0])), "copy"),
    "the dispatch with a dateline and a tagline": (f"TOLVAZ (KTA) - {DISPATCH}\nKTA", "copy"),
    "the dispatch with paragraphs of its own": ("\n".join((DISPATCH, *OTHER)), "copy"),
    "the lead and one paragraph, most of it new": ("\n".join((LEAD, *OTHER, BODY[2])), "copy"),
    "one paragraph taken over": ("\n".join((*OTHER, *OTHER[::-1], BODY[1])), "passage"),
    "only the quotation": ("\n".join((*OTHER, QUOTE)), "quotations"),
    "another report of the same event": ("\n".join(OTHER), None),
    "no words": ("", None),
}


@pytest.mark.parametrize(("text", "kind"), CASES.values(), ids=CASES)
def test_what_two_articles_share_is_told_by_kind(text: str, kind: str | None) -> None:
    assert kind_of(DISPATCH, text) == kind


def test_background_that_returns_weeks_later_makes_no_copy() -> None:
    later = "\n".join((*OTHER, *BODY[:2]))
    assert kind_of("\n".join((LEAD, *BODY)), later, on=30) == "passage"


def test_a_link_names_the_words_that_both_print() -> None:
    text = "\n".join((*OTHER, BODY[1]))
    (link,) = copies.links([reading("a", DISPATCH), reading("b", text)])
    ((start, end),) = link.other_spans
    assert text[start:end] == BODY[1].rstrip(".")
    assert [DISPATCH[s:e] for s, e in link.spans] == [BODY[1].rstrip(".")]
    assert "in a row" in link.reason


def test_furniture_that_an_outlet_prints_for_weeks_is_no_shared_passage() -> None:
    appeal = " ".join(f"word{n} of the standing appeal that closes the page" for n in range(6))
    pages = [
        reading(f"p{n}", f"{text}\n{appeal}", outlet="Sarn Mail", on=20 * n) for n, text in enumerate((*OTHER, *BODY))
    ]
    assert copies.links(pages) == []


def test_the_order_of_the_articles_changes_no_link() -> None:
    readings = [reading(f"a{n}", text) for n, (text, _) in enumerate(CASES.values())]
    expected = copies.links(readings)
    for seed in range(3):
        assert copies.links(random.Random(seed).sample(readings, len(readings))) == expected


def test_a_dispatch_that_hundreds_print_stays_one_root() -> None:
    readings = [reading(f"a{n:03}", DISPATCH, outlet=f"Paper {n}") for n in range(120)]
    found = copies.links(readings)
    assert len(found) < 120 * (copies.NEIGHBOURS + 1)
    assert len(roots.origins(readings, found).roots) == 1


@given(st.lists(st.text(max_size=300), max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_the_comparison(texts: list[str]) -> None:
    readings = [reading(str(n), text) for n, text in enumerate(texts)]
    for link in copies.links(readings):
        assert all(0 <= s < e <= len(texts[int(link.article)]) for s, e in link.spans)
    for text in texts:
        assert all(0 <= c.span[0] < c.span[1] <= len(text) for c in credits(text))


def test_a_sheet_covers_the_body_alone() -> None:
    sheet = sheets.sheet_of(reading("a", "one two three", headline="Four five"))
    assert sheet.opening == ("one", "two", "three")


# --- credits -------------------------------------------------------------------------------------------------

WHOLE = {
    "TOLVAZ (Reuters) - Talks began.": "reuters",
    "TOLVAZ/SARN, March 3 (Xinhua) -- Talks began.": "xinhua",
    "MOSCOW, December 9. /TASS/. Talks began.": "tass",
    "BRENNICK (KTA) — Talks began.": "kta",
    "Sarn, 3 March (Meridian News) - Talks began.": "meridian-news",
    "By Ana Orlic, Associated Press\nTalks began.": "associated-press",
    "Xinhua | Updated: 2021-03-05\nTalks began.": "xinhua",
    "Talks began.\nCopyright 2021 The Associated Press. All rights reserved.": "associated-press",
    "Talks began.\n(Reporting by Ana Orlic in Tolvaz; Editing by Jan Novak)": "reuters",
    "Talks began.\nThey went on. (AFP)": "afp",
    "Talks began.\nPA": "press-association",
}
PART = {
    "Talks began.\nAFP contributed to this report.": "afp",
    "Talks began.\nWith reporting by Interfax and local papers": "interfax",
    "Talks began.\nAdditional reporting by Reuters": "reuters",
    "Talks began.\nab/cd (dpa)": "dpa",
}
NOBODY = (
    "An envoy told Reuters that talks began.",
    "Ana Orlic looks on (AP Photo/Jan Novak)",
    "Talks began.\n© REUTERS/ Stringer The tent on the island",
    "Talks began. (Image: Reuters)\nThey went on.",
    "The army (UN) - so it calls itself - retreated.",
)


@pytest.mark.parametrize(("text", "slug"), [*WHOLE.items(), *PART.items()])
def test_a_credit_names_its_agency_and_its_share(text: str, slug: str) -> None:
    assert [(c.slug, c.whole) for c in credits(text)] == [(slug, text in WHOLE)]


@pytest.mark.parametrize("text", NOBODY)
def test_sources_and_photographs_are_no_credits(text: str) -> None:
    assert credits(text) == []


# --- roots ---------------------------------------------------------------------------------------------------


def roots_of(*readings: Reading) -> dict[str, tuple[str, ...]]:
    return dict(roots.origins(readings, copies.links(readings)).of)


def test_copies_of_one_dispatch_share_the_root_that_any_of_them_credits() -> None:
    named = reading("b", f"TOLVAZ (KTA) - {DISPATCH}", outlet="Sarn Mail")
    assert roots_of(reading("a", DISPATCH, outlet="Tolvaz Post"), named) == {"a": ("kta",), "b": ("kta",)}


def test_copies_without_a_credit_go_back_to_the_earliest() -> None:
    found = roots_of(reading("a", DISPATCH, outlet="Sarn Mail", on=1), reading("b", DISPATCH, outlet="Tolvaz Post"))
    assert found == {"a": ("tolvaz-post:b",), "b": ("tolvaz-post:b",)}


def test_two_reports_of_their_own_have_two_roots() -> None:
    found = roots_of(reading("a", DISPATCH, outlet="Sarn Mail"), reading("b", "\n".join(OTHER), outlet="Sarn Mail"))
    assert len({r for names in found.values() for r in names}) == 2


def test_a_report_that_takes_a_passage_over_has_two_roots() -> None:
    taken = reading("b", "\n".join((*OTHER, *OTHER[::-1], BODY[1])), outlet="Sarn Mail", on=1)
    found = roots_of(reading("a", DISPATCH, outlet="Tolvaz Post"), taken)
    assert found == {"a": ("tolvaz-post:a",), "b": ("sarn-mail:b", "tolvaz-post:a")}


def test_a_part_by_an_agency_stands_beside_the_outlet_s_own() -> None:
    assert roots_of(reading("a", "Talks began.\nAFP contributed to this report.", outlet="Sarn Mail"))["a"] == (
        "afp",
        "sarn-mail:a",
    )


def test_an_agency_s_own_page_and_an_outlet_s_own_dateline_are_no_third_origin() -> None:
    assert roots_of(reading("a", "Talks began.", outlet="Reuters"))["a"] == ("reuters",)
    assert roots_of(reading("a", "TOLVAZ (KTA) - Talks began.", outlet="KTA"))["a"] == ("kta",)


def test_every_root_tells_its_articles_and_why() -> None:
    readings = [reading("a", f"TOLVAZ (KTA) - {DISPATCH}"), reading("b", DISPATCH)]
    found = roots.origins(readings, copies.links(readings))
    assert [(r.id, r.origin, r.articles, r.reason) for r in found.roots] == [
        ("kta", "KTA", ("a", "b"), "credited to KTA")
    ]
    assert [(c.kind, c.article, c.spans) for c in found.credits] == [("credit", "a", ((8, 11),))]
    assert all(isinstance(c, CopyLink) for c in found.credits)
