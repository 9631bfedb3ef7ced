from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from tests.positions.make import Told, ledger_of

from onrecord.briefs import WRITERS, Brief, Material, compose, gather, write
from onrecord.briefs.html import html
from onrecord.briefs.markdown import markdown
from onrecord.briefs.model import Quote
from onrecord.briefs.sections import Limits
from onrecord.briefs.word import docx
from onrecord.cli import main
from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.positions.asked import asked
from onrecord.positions.conflicts.model import Agreement, Conflict, Found, Party, Words
from onrecord.positions.estimates import positions
from onrecord.types import Condition, Passage, StanceLabel, StatedCondition
from onrecord.waiting import waiting

VALK = Told("Irena Valk", "for", "2031-03-01", "Varenia", text="“The corridor has to be opened before anything else.”")
TOLD = (
    VALK,
    Told(
        "Irena Valk",
        "for",
        "2031-04-01",
        "Varenia",
        text="“The corridor is what this is about, and it must open.”",
    ),
    Told("Tomas Orlic", "against", None, "Ostmark", text="that talks come first, and the corridor after them"),
    Told("Tomas Orlic", "against", "2031-03-09", "Ostmark", links=(("person", "Lena Brandt", "speaker"),)),
    Told("Mara Tessin", "neither", "2031-05-05", "Kestria", confidence=0.5),
    Told("officials", "for", "2031-05-06", "Kestria", kind="unnamed"),
    Told("Irena Valk", "unsure", "2031-03-02", "Varenia"),
)


_SPANS = """INSERT INTO spans (attribution, part, start, stop, words)
    SELECT key, 'content', 0, length(content_text), content_text FROM attributions"""


def ledger(told: Sequence[Told] = TOLD, path: str | Path = ":memory:") -> Ledger:
    """A ledger of these statements, whose articles hold nothing but their words."""
    made = ledger_of(told, path)
    made._db.execute(_SPANS)
    return made


def material(told: Sequence[Told] = TOLD) -> Material:
    with ledger(told) as opened:
        found = asked(opened, "corridor")
        return gather(opened, found, positions(found.stances(opened)))


def brief(told: Sequence[Told] = TOLD) -> Brief:
    return compose(material(told))


def section(made: Brief, title: str) -> str:
    (found,) = (part for part in made.sections if part.title == title)
    return "\n".join("".join(run.text for run in item.runs) for item in found.items)


def quotes(made: Brief) -> list[Quote]:
    return [quote for part in made.sections for item in part.items for quote in item.quotes]


def test_a_position_is_told_with_its_band_its_counts_and_its_best_quotation() -> None:
    made = brief()
    assert made.title == "Must the corridor be opened before talks?"
    assert re.search(
        r"^Varenia \+0\.\d\d \(band −\d\.\d\d to \+1\.00\); 2 statements \(2 for\), 2 independent origins$",
        section(made, "Positions"),
        re.MULTILINE,
    )
    first = quotes(made)[0]
    assert (first.text, first.who, first.label) == (VALK.text, "Irena Valk", "for")
    assert first.where == "Meridian News, 1 Mar 2031"


def test_every_quotation_leads_to_a_numbered_source_and_to_its_statement() -> None:
    made = brief()
    assert quotes(made)
    assert all(made.numbers(quote.articles) and quote.handle for quote in quotes(made))
    assert len({source.article for source in made.sources}) == len(made.sources)
    assert [source.outlet for source in made.sources] == ["Meridian News"] * len(made.sources)


def test_what_is_not_known_is_told_in_numbers() -> None:
    told = section(brief(), "What is not known")
    assert "1 statement on which the coder abstained takes no part in any figure." in told
    assert "1 statement whose days are unknown or lie far apart counts for positions, and shows no change." in told
    assert "1 statement on somebody else's word counts for less." in told
    assert "1 statement by speakers without a name counts for less." in told
    assert "1 of 6 articles behind the figures: the day of publication is not known." in told


def test_hearsay_is_marked_on_its_quotation_with_its_chain() -> None:
    (told,) = (quote for quote in quotes(brief()) if "Lena Brandt" in quote.who)
    assert told.who == "Tomas Orlic, via Lena Brandt"
    assert "hearsay" in told.sure


def test_no_shift_is_an_answer_and_a_shift_is_quoted_before_and_after() -> None:
    assert section(brief(), "Changes").startswith("No shift could have been seen among 3 sides.")
    years: dict[str, StanceLabel] = {"2031": "for", "2032": "against"}
    made = brief(
        [Told("Irena Valk", label, f"{y}-{n:02}-01", "Varenia") for y, label in years.items() for n in range(1, 13)]
    )
    assert "Varenia moved from +1.00 to −1.00, towards against, between" in section(made, "Changes")
    assert [(quote.lead, quote.label) for quote in quotes(made) if quote.lead] == [
        ("before", "for"),
        ("after", "against"),
    ]


def test_open_conditions_tell_who_waits_for_what() -> None:
    condition = Condition(
        "set", Passage(((0, 1),), "before"), Passage(((0, 5),), "any talks"), Passage(((6, 9),), "the guns leave")
    )
    row = StatedCondition(
        condition, f"{1:016x}", "article1", "a1", "Meridian News", "irena-valk", "Irena Valk", "person", "Varenia",
        None, None, "text", 1, 1,
    )  # fmt: skip
    made = compose(replace(material(), waits=waiting([row])))
    assert section(made, "Open conditions") == "Irena Valk, for Varenia: any talks; but first: the guns leave"
    assert section(brief(), "Open conditions") == "No open condition found."


def words(statement: int, who: str, text: str) -> Words:
    return Words(f"article{statement}", "Meridian News", text, ((0, 9),), f"{statement:016x}", "a1", who=who)


def test_conflicts_quote_both_sides_and_say_who_is_right_nowhere() -> None:
    one = Party("Varenia", "it binds them", (words(1, "Irena Valk", "that the accord binds Ostmark"),))
    other = Party("Ostmark", "it binds nobody", (words(3, "Tomas Orlic", "that the accord binds nobody"),))
    found = Found((Conflict("readings", "the corridor accord", one, other, 0.8, "why"),
                   Conflict("self", "unsure", one, other, 0.1, "why")))  # fmt: skip
    made = compose(replace(material(), conflicts=found))
    told_of = "Two readings: the corridor accord. Varenia: it binds them; Ostmark: it binds nobody."
    assert section(made, "Where accounts part") == told_of
    told = [(quote.lead, quote.text, made.numbers(quote.articles) != ()) for quote in quotes(made) if quote.lead]
    assert told == [
        ("Varenia", "that the accord binds Ostmark", True),
        ("Ostmark", "that the accord binds nobody", True),
    ]
    assert section(brief(TOLD[:1]), "Where accounts part") == "No conflict found."


def test_a_sentence_that_tells_both_sides_is_quoted_once() -> None:
    sentence = "Varenia says that the accord binds Ostmark, and Ostmark that it binds nobody."
    one = Party("Varenia", "it binds them", (replace(words(1, "Irena Valk", "x"), context=sentence),))
    other = Party("Ostmark", "it binds nobody", (replace(words(1, "Ostmark", "y"), context=sentence),))
    found = Found((Conflict("readings", "the accord", one, other, 0.8, "why"),))
    made = compose(replace(material(), conflicts=found))
    assert [quote.who for quote in quotes(made) if quote.text == sentence] == ["Irena Valk and Ostmark"]


def test_outlets_that_agree_on_a_figure_are_told_with_their_words() -> None:
    own = replace(words(1, "", "three convoys were stopped"), statement=None, attribution=None, who=None)
    found = Found((), (Agreement("convoys stopped", "3", (own, words(2, "Irena Valk", "three convoys")), 0.9, ""),))
    made = compose(replace(material(), conflicts=found))
    assert section(made, "Where accounts part") == "Outlets agree: convoys stopped, 3"
    assert "in the outlet's own words" in [quote.who for quote in quotes(made)]


def test_what_has_no_room_is_counted() -> None:
    many = [Told(f"Speaker {n}", "for", "2031-03-01", f"State {n}") for n in range(12)]
    made = compose(material(many), Limits(sides=3, sources=5))
    assert [len(part.items) for part in made.sections if part.title == "Positions"] == [3]
    assert made.sections[0].note.endswith("Left out: 9 sides with less weight.")
    assert (len(made.sources), made.unlisted) == (3, 0)


def test_a_ledger_without_positions_makes_a_briefing_that_says_so() -> None:
    made = brief([Told("Irena Valk", "unrelated")])
    assert section(made, "Positions") == "No statement of anybody named takes a side, or speaks of it."
    for form in WRITERS:
        assert WRITERS[form](made)


EVIL = Told("<b>*Eve*</b> [x](y)", "for", "2031-03-01", "Varenia", text="“<script>alert(1)</script> & `x` \x07 \ud800”")


def test_nothing_in_the_words_of_a_report_is_obeyed() -> None:
    made = brief([replace(EVIL, text=EVIL.text.replace("\ud800", ""))])
    page, plain = html(made), markdown(made)
    assert "<script" not in page and "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in page
    assert "<b>*Eve" not in page and "\x07" not in page
    assert r"&lt;b&gt;\*Eve\*&lt;/b&gt; \[x\](y)" in plain and r"\`x\`" in plain
    assert "http" not in page.replace("</html>", "")


def test_the_page_stands_alone_and_its_numbers_lead_to_the_sources() -> None:
    page = html(brief())
    assert not re.search(r"<(link|script|img)|url\(|src=", page)
    wanted, there = set(re.findall(r'href="#(s\d+)"', page)), set(re.findall(r'id="(s\d+)"', page))
    assert wanted and wanted <= there


def test_the_word_file_opens_and_holds_every_quotation() -> None:
    from docx import Document

    made = brief([*TOLD, replace(EVIL, text=EVIL.text.replace("\ud800", ""))])
    data = docx(made)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith(".xml"):
                ElementTree.fromstring(archive.read(name))
    told = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)
    assert all(quote.text in told for quote in quotes(made))


def test_without_python_docx_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError, match=r'pip install "onrecord\[docx\]"'):
        docx(brief())


def test_a_form_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no form 'pdf' of a briefing; there are md, html, docx"):
        write(brief(), "pdf", tmp_path / "x.pdf")
    with pytest.raises(UsageError, match="there is no folder"):
        write(brief(), "md", tmp_path / "none" / "x.md")
    assert not list(tmp_path.iterdir())


def test_the_command_writes_to_standard_output_and_to_files(tmp_path: Path) -> None:
    path = tmp_path / "told.db"
    ledger(TOLD, path).close()
    shown = CliRunner().invoke(main, ["brief", "corridor", "--ledger", str(path)])
    assert (shown.exit_code, shown.stdout.splitlines()[0]) == (0, "# Must the corridor be opened before talks?")
    for name in ("a.html", "a.docx", "a.md"):
        args = ["brief", "corridor", "--ledger", str(path), "-o", str(tmp_path / name)]
        assert CliRunner().invoke(main, args).exit_code == 0
    assert (tmp_path / "a.md").read_text() == shown.stdout
    assert (tmp_path / "a.docx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--to", "docx"], "--to docx needs --output FILE"),
        (["-o", "x.pdf"], "x.pdf: its ending names no form; --to takes md, html, docx"),
    ],
)
def test_a_wrong_form_is_told(tmp_path: Path, more: list[str], told: str) -> None:
    ledger(TOLD, tmp_path / "told.db").close()
    shown = CliRunner().invoke(main, ["brief", "corridor", "--ledger", str(tmp_path / "told.db"), *more])
    assert shown.exit_code == 2
    assert told in shown.stderr


def test_the_heading_tells_whose_codings_count() -> None:
    assert brief().rests[0].endswith("Codings: 7 by the model model; 1 abstention, 0 unrelated.")
    with ledger() as opened:
        found = asked(opened, "corridor")
        made = compose(gather(opened, found, positions(found.stances(opened, "model")), 0, "model"))
    assert "of which those by model alone count here" in made.rests[0]
