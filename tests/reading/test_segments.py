"""What each stretch of a page is, on pages as they are found."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.segments import segment
from onrecord.types import READABLE

LEDE = "Varenia will not reopen the Kaster strait before Ostmark withdraws its frigates, the foreign ministry said."
SECOND = (
    '"We have said so in three letters and nobody has answered one of them," spokeswoman Irena Valk told reporters.'
)
THIRD = "Ostmark denies that its ships left their own waters, and says the strait was closed to hide a failed harvest."
FOURTH = "Talks between the two sides are due to resume in Sarn next week, according to officials in both capitals."
STORY = [LEDE, SECOND, THIRD, FOURTH]

ODD = ["\x00", "“", "\u2028", " • ", "\r\n", "\n\n", "\n", " ", "\ufeff", "\u202e", "😀"]
FURNISHED = [
    "Also Read",
    "VALK TO SKIP TALKS",
    "TOLVAZ (KTA) --",
    "Dear readers,",
    "Please donate $2 a month.",
    "© 2031 KTA",
]
PIECES = st.sampled_from([*STORY, *FURNISHED, *ODD])
PAGES = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=40).map("".join))


def kinds(page: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(s.kind, page[s.start : s.end].strip()) for s in segment(page, title)]


def kind_of(page: str, words: str, title: str | None = None) -> set[str]:
    """The kinds of the segments that hold any of `words`, which must stand on the page once."""
    assert page.count(words) == 1
    start = page.index(words)
    return {s.kind for s in segment(page, title) if s.start < start + len(words) and s.end > start}


def paragraphs(*lines: str) -> str:
    return "\n\n".join(lines)


@settings(max_examples=300, deadline=None)
@given(PAGES, st.none() | st.text(max_size=30))
def test_segments_cover_any_text_without_gap_or_overlap(page: str, title: str | None) -> None:
    found = segment(page, title)
    assert "".join(page[s.start : s.end] for s in found) == page
    assert all(s.end > s.start for s in found)
    assert [s.start for s in found[1:]] == [s.end for s in found[:-1]]


@pytest.mark.parametrize("page", ["", " ", "\n\n\n", "\x00\x00", "\r\r\n", "\ufeff", "...", "“", "\u2028\u2029\x85"])
def test_odd_pages_are_covered(page: str) -> None:
    assert "".join(page[s.start : s.end] for s in segment(page)) == page


@pytest.mark.parametrize(
    "page",
    [
        "word " * 200_000,
        "A" * 1_000_000,
        "(" * 100_000,
        '"' * 300_000,
        "A. " * 40_000,
        "\n" * 200_000,
        "Also Read\n" * 10_000,
        "Dear readers,\n" * 3_000,
        "Read more • " * 10_000,
        "| " * 100_000,
        f"{LEDE} " * 4_000,
        "A, " * 30_000,
        "- " * 30_000,
    ],
)
def test_a_huge_page_of_one_kind_takes_seconds_not_hours(page: str) -> None:
    start = time.process_time()
    assert sum(s.end - s.start for s in segment(page)) == len(page)
    assert time.process_time() - start < 20


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n \t\n"])
def test_line_ends_of_every_make_part_headline_and_body(gap: str) -> None:
    page = gap.join(["Varenia keeps strait closed, ministry says", *STORY])
    assert [k for k, _ in kinds(page)] == ["headline", "body"]


def test_a_plain_dispatch_is_body_alone() -> None:
    assert [k for k, _ in kinds(paragraphs(*STORY))] == ["body"]
    assert [k for k, _ in kinds(" ".join(STORY))] == ["body"]


# Headlines


@pytest.mark.parametrize(
    "headline",
    [
        "Varenia keeps strait closed, ministry says",
        "VARENIA WON'T REOPEN STRAIT: VALK",
        "Valk: 'We have written three letters'",
        "Will Varenia reopen the strait?",
        "“Nobody has answered,” says Valk",
        "Varenia Tells Ostmark to Withdraw Frigates.",
    ],
)
def test_what_stands_above_the_lede_is_a_headline(headline: str) -> None:
    page = paragraphs(headline, *STORY)
    assert kinds(page)[0] == ("headline", headline)
    assert [k for k, _ in kinds(page)] == ["headline", "body"]


def test_headline_and_standfirst_are_two_headlines() -> None:
    page = paragraphs(
        "Strait stays shut: Valk",
        "Only a full withdrawal will do, the spokeswoman says in Tolvaz",
        "By Jana Reuss",
        *STORY,
    )
    assert [k for k, _ in kinds(page)] == ["headline", "headline", "furniture", "body"]


def test_a_lede_that_names_many_people_is_no_headline() -> None:
    lede = "Varenian Foreign Minister Tomas Orlic on Tuesday met Kestrian President Mara Dunn."
    assert kind_of(paragraphs(lede, *STORY), lede) == {"body"}


def test_the_title_that_the_input_gave_is_the_headline_even_with_a_full_stop() -> None:
    title = "The strait is shut."
    assert kind_of(paragraphs(title, *STORY), title) == {"body"}
    assert kind_of(paragraphs(title, *STORY), title, title="The strait is shut") == {"headline"}


def test_a_heading_between_paragraphs_is_a_headline() -> None:
    page = paragraphs(LEDE, SECOND, "Two capitals, two readings", THIRD, "NO DATE YET", FOURTH)
    assert [k for k, _ in kinds(page)] == ["body", "headline", "body", "headline", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "grain, fuel and medicine",
        "VALK: We have written three letters.",
        "- the release of the crew",
        "“Nobody has answered,” she added.",
    ],
)
def test_a_short_line_of_the_body_is_no_heading(line: str) -> None:
    assert kind_of(paragraphs(LEDE, "She named what is missing:", line, THIRD, FOURTH), line) == {"body"}


def test_a_page_in_capitals_has_body() -> None:
    page = paragraphs(*(line.upper() for line in ["Varenia keeps strait closed", *STORY]))
    assert "body" in {k for k, _ in kinds(page)}


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    page = (
        "Varenia will not reopen the strait before Ostmark withdraws its\n"
        "frigates and returns the two pilots who were taken off the tanker,\n"
        "the ministry said\n"
        "on Monday.\n"
    )
    assert [k for k, _ in kinds(page)] == ["body"]


# Datelines


@pytest.mark.parametrize(
    "dateline",
    [
        "TOLVAZ, VARENIA —",
        "TOLVAZ (KTA) _",
        "TOLVAZ (KTA)_",
        "TOLVAZ, March 4 (KTA) --",
        "Tolvaz, 4 March (KTA) –",
        "Tolvaz (Meridian News) –",
        "TOLVAZ, Varenia, Mar 4 (Meridian) -",
        "TOLVAZ/BRENNICK (Meridian) -",
        "ST. ANNA, Var. —",
        "NEW SARN —",
        "TOLVAZ:",
        "(KTA) —",
        "Tolvaz —",
        "TOLVAZ, Tuesday (KTA) —",
        "TOLVAZ, February 13. /KTA/.",
        "Tolvaz, Feb 3, KTA –",
        "Tolvaz (dpa) -",
    ],
)
def test_the_dateline_is_cut_from_the_sentence_after_it(dateline: str) -> None:
    assert kinds(paragraphs(f"{dateline} {LEDE}", *STORY[1:]))[:2] == [
        ("dateline", dateline),
        ("body", paragraphs(LEDE, *STORY[1:])),
    ]


def test_a_dateline_of_its_own_line_stands_alone() -> None:
    assert kinds(f"TOLVAZ, VARENIA —\n{LEDE}\n{SECOND}")[0] == ("dateline", "TOLVAZ, VARENIA —")


@pytest.mark.parametrize(
    "opening",
    [
        "Ostmark - worried about grain and fuel - has closed the strait.",
        "Valk, 44 - a lawyer from Tolvaz - said no.",
        "ORLIC: We came to listen. That is all.\n\nVALK: Then listen.",
        "“No” — that was all that Valk said on Monday.",
        "The talks in Sarn (Kestria) – the fourth round – failed.",
        "Irena Valk (left) – the spokeswoman – said no.",
        "Sarn and/or Tolvaz will host the talks.",
    ],
)
def test_a_dash_or_colon_alone_makes_no_dateline(opening: str) -> None:
    assert "dateline" not in {k for k, _ in kinds(paragraphs(opening, THIRD, FOURTH))}


# Furniture


@pytest.mark.parametrize(
    "line",
    [
        "Also Read",
        "ALSO READ | Kestria offers to host talks",
        "Read more: What is the Kaster strait?",
        "READ MORE: Ostmark's ‘ghost fleet’ explained",
        "Who owns the strait? Read more",
        "[Kestria offers to host a fifth round of talks]",
        "Related: Ostmark says harvest has failed",
        "Related stories",
        "Most read in World",
        "Scroll down for video",
        "Story continues below advertisement",
        "Advertisement",
        "Share this article",
        "Share on Facebook Tweet Email",
        "Facebook Twitter WhatsApp",
        "Follow Meridian News on Telegram and @meridian",
        "Sign up for our morning briefing",
        "Subscribe to Meridian Plus for unlimited access",
        "Get the day's top stories in your inbox with our free newsletter",
        "Join our Telegram channel for breaking news",
        "Home > World > Varenia",
        "World | Politics | Business | Sport",
        "Photo: Jana Reuss/KTA",
        "Frigates off the Kaster cape on Monday. (Photo by Jana Reuss)",
        "Spokeswoman Irena Valk arrives at the talks in Sarn. (Jana Reuss/Meridian via AP)",
        "FILE - Irena Valk speaks in Tolvaz in 2029.",
        "Image caption Irena Valk in Tolvaz",
        "We use cookies to improve this website",
        "By continuing to use this site you agree to our terms",
        "© 2031 Meridian News Service",
        "Copyright 2031 Meridian News. All rights reserved.",
        "By Jana Reuss and Peter Holm in Tolvaz",
        "By our diplomatic correspondent in Sarn",
        "From our correspondent",
        "Staff and agencies",
        "Jana Reuss, Meridian News",
        "Last modified: 4 Mar 2031 18:05",
        "Published March 4, 2031 at 6:05 p.m. GMT",
        "KTA | Updated: 2031-03-04 18:05",
        "12 comments",
        "Comments (12)",
        "View all comments",
        "Reporting by Jana Reuss; editing by Peter Holm",
        "Reuters contributed to this report.",
        "(Additional reporting by Peter Holm in Sarn)",
        "This story has been updated with the ministry's answer.",
        "Editor's note: an earlier version misspelt the cape's name.",
        "5 min read",
        "Got a story? Email tips@meridian.example",
        "Support independent journalism from as little as $2 a month",
    ],
)
def test_furniture_between_two_paragraphs_is_its_own_segment(line: str) -> None:
    page = paragraphs(LEDE, SECOND, line, THIRD, FOURTH)
    assert kinds(page) == [("body", paragraphs(LEDE, SECOND)), ("furniture", line), ("body", paragraphs(THIRD, FOURTH))]


@pytest.mark.parametrize(
    "line",
    [
        "Valk also read out a letter from the pilots' families.",
        "See also what Orlic wrote to the council, she said: the strait stays shut.",
        "Support for Valk has grown since March, pollsters say.",
        "Help us understand why the ships came, Orlic told Ostmark's envoy.",
        "By Monday the strait had been shut for three weeks.",
        "By refusing to answer, Ostmark has chosen the strait's fate, Valk said.",
        '"Sign up or stay out," Orlic told the smaller states.',
        "Sign-up for the convoy ended on Monday, the ministry said.",
        "Share prices in Brennick fell by a tenth.",
        "Subscribers to the treaty include Kestria and Varenia.",
        "Copyright was one of four chapters left open, negotiators said.",
        "Published in 2029, the chart shows where the border runs.",
        "Published on 4 March, the ministry's chart shows where the border runs.",
        "Comments by Orlic on Monday angered Tolvaz.",
        "Related talks on grain ended without a text.",
        "More than 40 ships are waiting.",
        "More: he wants the pilots back first, she said.",
        "Photographs of the frigates prove it, the ministry said.",
        "Follow the money, Valk told the assembly.",
        "Reporting from the cape has been banned since Monday.",
        "The report published on Monday blames both sides.",
        "Dear readers of this treaty will find no date in it, Orlic joked.",
        "We use cookies as currency, one soldier joked.",
        "Home was never so far away, the pilot's wife said.",
        "Valk, 44, and Orlic, 51, met in Sarn | once.",
        "VALK: Sign up and you will see.",
        "(Valk later withdrew the remark.)",
        "Contact between the two fleets broke off on Monday.",
        "Thank you for coming, he told the envoys.",
        "Donate your ships or keep them, Orlic told the smaller states.",
    ],
)
def test_what_only_looks_like_furniture_stays_body(line: str) -> None:
    assert kind_of(paragraphs(LEDE, SECOND, line, THIRD, FOURTH), line) <= set(READABLE)


def test_titles_under_a_read_more_heading_are_furniture_and_the_story_goes_on() -> None:
    titles = ["Kestria offers to host talks", "What is the Kaster strait?"]
    page = paragraphs(LEDE, "Read more:", *titles, SECOND, THIRD)
    assert [k for k, _ in kinds(page)] == ["body", "furniture", "body"]
    assert all(kind_of(page, t) == {"furniture"} for t in titles)


def test_titles_at_the_foot_of_the_page_are_furniture() -> None:
    page = paragraphs(
        *STORY, "Kestria offers to host talks", "Ostmark's ‘ghost fleet’ explained", "Valk's three letters"
    )
    assert [k for k, _ in kinds(page)] == ["body", "furniture"]


def test_a_sentence_cut_off_at_the_foot_stays_body() -> None:
    page = paragraphs(*STORY, "Orlic said that he would not travel to Sarn unless the")
    assert [k for k, _ in kinds(page)] == ["body"]


APPEAL = [
    "A Message from The Kaster Courier:",
    "Dear readers,",
    "We face a threat that we have never met before.",
    'The authorities claim that our work "harms the nation." We see it differently.',
    "Independent reporting on the strait is now a crime.",
    "Your support, no matter how small, keeps us going. Please consider $2 a month.",
    "Remind me later.",
]


def test_an_appeal_for_money_runs_to_the_end_of_the_page() -> None:
    page = "\n".join([*STORY, *APPEAL])
    assert kinds(page) == [("body", "\n".join(STORY)), ("furniture", "\n".join(APPEAL))]


def test_the_story_goes_on_after_an_appeal_in_its_middle() -> None:
    page = "\n".join([LEDE, SECOND, *APPEAL, THIRD, FOURTH])
    assert [k for k, _ in kinds(page)] == ["body", "furniture", "body"]
    assert kind_of(page, THIRD) == {"body"}


def test_an_appeal_inside_one_long_line_is_cut_out() -> None:
    page = " ".join([*STORY, *APPEAL])
    assert kind_of(page, "we have never met before") == {"furniture"}
    assert kind_of(page, FOURTH) == {"body"}


def test_a_letter_to_readers_that_asks_for_nothing_is_body() -> None:
    page = paragraphs("Dear readers,", "The strait is shut, and the minister told us nothing else.", *STORY)
    assert kind_of(page, "nothing else") == {"body"}


def test_a_president_who_appeals_in_quotation_marks_is_body() -> None:
    appeal = '"Dear friends, we need your help, and we need it now. Support our sailors," Orlic told the crowd.'
    assert kind_of(paragraphs(LEDE, appeal, THIRD), appeal) == {"body"}


# The article's own text again


def test_the_story_printed_twice_is_read_once() -> None:
    page = "\n".join([*STORY, *STORY])
    assert kinds(page) == [("body", "\n".join(STORY)), ("repeat", "\n".join(STORY))]


def test_headline_and_dateline_printed_again_belong_to_the_repeat() -> None:
    block = ["Varenia keeps strait closed, ministry says", f"TOLVAZ (KTA) — {LEDE}", *STORY[1:]]
    page = "\n".join([*block, *block])
    assert [k for k, _ in kinds(page)][:3] == ["headline", "dateline", "body"]
    second = page.index(block[0], 1)
    assert {s.kind for s in segment(page) if s.start >= second} <= {"repeat", "dateline"}


def test_a_near_copy_with_other_line_ends_is_a_repeat() -> None:
    again = " ".join(STORY).replace("next week", "this week").replace("three letters", "four letters")
    page = "\n\n".join(STORY) + "\n\n" + again
    assert [k for k, _ in kinds(page)] == ["body", "repeat"]


def test_new_text_after_a_repeat_is_body() -> None:
    new = "Kestria, which has no coast on the strait, offered on Monday to pay for a survey of the wrecks."
    assert kind_of("\n".join([*STORY, *STORY, new]), new) == {"body"}


def test_a_sentence_quoted_twice_is_no_repeat() -> None:
    page = paragraphs(*STORY, "Asked again on Friday, Valk had one answer.", SECOND, "She then left the room.")
    assert [k for k, _ in kinds(page)] == ["body"]


def test_a_headline_printed_twice_is_read_once() -> None:
    title = "Varenia keeps strait closed, ministry says"
    assert [k for k, _ in kinds(paragraphs(title, title, *STORY))] == ["headline", "repeat", "body"]


def test_a_transcript_is_body() -> None:
    turns = [
        "REUSS: Will the strait reopen?",
        "VALK: Not before the ships leave.",
        "REUSS: When?",
        "VALK: Ask Brennick.",
    ]
    assert {k for k, _ in kinds(paragraphs(*turns))} == {"body"}
