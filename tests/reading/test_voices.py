"""On whose word: one row per construction. `{s|source} {q|cue} {c|content}` mark what the reader model gives."""

import re
from pathlib import Path

import pytest

from onrecord.reading.voices import Voices, hidden_draft, nested_chain, voices
from onrecord.types import Draft, Passage, Span

MARK = re.compile(r"\{([sqc])\|([^{}]*)\}")


def marked(sentence: str) -> tuple[str, Draft]:
    """The plain text and the draft that the marks make."""
    text, at, spans = "", 0, dict[str, list[Span]](s=[], q=[], c=[])
    for m in MARK.finditer(sentence):
        text += sentence[at : m.start()]
        spans[m[1]].append((len(text), len(text) + len(m[2])))
        text += m[2]
        at = m.end()
    text += sentence[at:]
    source = Passage.of(text, spans["s"]) if spans["s"] else None
    return text, Draft(source, Passage.of(text, spans["q"]), Passage.of(text, spans["c"]))


def read(sentence: str, outlet: str | None = None) -> tuple[str, Voices]:
    text, draft = marked(sentence)
    return text, voices(text, draft, outlet=outlet)


ROWS = Path(__file__).with_name("voices_cases.txt").read_text(encoding="utf8")


def _rows() -> list[tuple[str, list[str], str | None, str | None]]:
    rows = []
    for row in ROWS.strip().splitlines():
        if row.startswith("#"):
            continue
        sentence, chain, to, speaker = ([p.strip() for p in row.split(" |")] + ["", "", ""])[:4]
        rows.append((sentence, [c.strip() for c in chain.split(";") if c.strip()], to or None, speaker or None))
    return rows


@pytest.mark.parametrize(("sentence", "chain", "to", "speaker"), _rows())
def test_a_construction_gives_its_chain(sentence: str, chain: list[str], to: str | None, speaker: str | None) -> None:
    text, found = read(sentence)
    assert [r.name for r in found.relays] == chain
    if to:
        assert found.addressee is not None and text[slice(*found.addressee)] == to
    if speaker:
        assert found.speaker is not None and text[slice(*found.speaker)] == speaker


def test_the_publishing_outlet_is_no_link() -> None:
    assert read("{s|Valk} {q|told} KTA {c|the talks go on}, KTA news agency reported.", outlet="KTA")[1].relays == ()
    assert read("SARN, May 3 (AFP) -- {s|Valk} {q|told} AFP {c|the talks go on}.")[1].relays == ()
    assert [r.name for r in read("{s|Valk} {q|told} AFP {c|the talks go on}.")[1].relays] == ["AFP"]


def test_what_is_nested_has_the_outer_speaker_and_his_relays_in_its_chain() -> None:
    outer_text, outer = marked("{s|Brek} {q|told} Ostmark radio that {c|Orlic insists on leaving}.")
    text, inner = marked("Brek told Ostmark radio that {s|Orlic} {q|insists on} {c|leaving}.")
    assert text == outer_text
    around, within = voices(text, outer), voices(text, inner, outer=outer)
    assert [(r.name, r.role) for r in nested_chain(within, [around])] == [
        ("Brek", "speaker"),
        ("Ostmark radio", "relay"),
    ]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (
            "{c|Kestria on Sunday made an appeal for a truce}, {q|according to} {s|KTA television}.",
            "Kestria",
        ),
        ("{c|The talks go on, Foreign Minister Irena Valk said}, {s|the KTA news agency} {q|reported}.", None),
        ("{c|Foreign Minister Irena Valk, a moderate, warned of war}, {s|KTA news agency} {q|said}.", None),
        ("{s|KTA news agency} {q|reported} {c|that the army has denied the charge}.", "the army"),
        ("{s|KTA news agency} {q|reported} {c|that three missiles were fired}.", ""),
        ("{s|Orlic} {q|reported} {c|that the army has denied the charge}.", ""),
    ],
)
def test_an_outlet_that_reports_a_saying_gives_way_to_who_said_it(sentence: str, speaker: str | None) -> None:
    text, draft = marked(sentence)
    found = hidden_draft(text, draft)
    if speaker == "":
        assert found is None
    else:
        assert found is not None and found.source is not None
        assert found.source.text.startswith(speaker or "Foreign Minister Irena Valk")
        assert all(text[s:e] in found.content.text for s, e in found.content.spans)


def test_a_document_is_a_document_and_an_outlet_a_relay() -> None:
    _, found = read("The report said {s|Valk} {q|had refused} {c|to come}.")
    assert [(r.name, r.role) for r in found.relays] == [("report", "document")]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "□", "told", ", said", '"', "told KTA"])
def test_odd_text_never_raises(text: str) -> None:
    whole = Passage.of(text, [(0, len(text))])
    assert voices(text, Draft(None, whole, whole)).speaker is None
    voices(text, Draft(whole, whole, whole))
