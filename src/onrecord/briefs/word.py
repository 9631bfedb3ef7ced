"""A briefing as a Word file, by python-docx."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from onrecord.briefs.model import Brief, Item, Quote, brackets
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FONT, SIZE, SMALL = "Cambria", 9.5, 8.5
COLOURS = {"for": "0063A3", "against": "B84A00", "soft": "5D5A54"}


def docx(brief: Brief) -> bytes:
    """The bytes of the file. Raises UsageError where python-docx is missing."""
    try:
        import docx as library
    except ImportError as error:
        raise UsageError('Word files need python-docx: pip install "onrecord[docx]"') from error
    document = library.Document()
    _lay_out(document, brief.title)
    document.add_heading(brief.title, level=1)
    for style, name, end in brief.ends:
        line = document.add_paragraph(style="List Bullet")
        _write(line, f"{name}: ", style)
        _write(line, end)
    for words in brief.rests:
        _write(document.add_paragraph(), words, "soft")
    for section in brief.sections:
        document.add_heading(section.title, level=2)
        for item in section.items:
            _item(document, brief, item)
        if section.note:
            _write(document.add_paragraph(), section.note, "soft")
    document.add_heading("Sources", level=2)
    line = document.add_paragraph()  # in one run of text: a line for each would take a page
    for n, one in enumerate(brief.sources, 1):
        _write(line, f"[{n}]\N{NO-BREAK SPACE}", "strong", small=True)
        _write(line, f"{one.told}, {one.id}. ", small=True)
    if brief.unlisted:
        _write(document.add_paragraph(), f"{brief.unlisted:,} more articles stand behind the figures.", "soft")
    _write(document.add_paragraph(), brief.foot.replace("`", ""), "soft")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _lay_out(document: Document, title: str) -> None:
    """A4, narrow margins, one type; no name and no day that is not the briefing's own."""
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(15)
    for name, size, before in (("Normal", SIZE, 0), ("Heading 1", 16.0, 0), ("Heading 2", 11.5, 8)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0x1C, 0x1B, 0x19)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(2)
    about = document.core_properties
    about.title, about.author, about.comments = title[:255], "onrecord", ""
    about.created = about.modified = dt.datetime(2000, 1, 1)


def _item(document: Document, brief: Brief, item: Item) -> None:
    line = document.add_paragraph()
    line.paragraph_format.keep_with_next = bool(item.quotes)
    for run in item.runs:
        _write(line, run.text, run.style)
    if refs := brackets(brief.numbers(item.articles)):
        _write(line, f" {refs}", small=True)
    for quote in item.quotes:
        _quote(document, brief, quote)


def _quote(document: Document, brief: Brief, quote: Quote) -> None:
    from docx.shared import Mm

    line = document.add_paragraph()
    line.paragraph_format.left_indent = Mm(6)
    if quote.lead:
        _write(line, f"{quote.lead}: ", "strong")
    _write(line, f"{quote.text} ")
    told = ", ".join(filter(None, (quote.label or "", quote.sure)))
    refs = brackets(brief.numbers(quote.articles))
    _write(line, f"— {quote.who}; {quote.where}" + (f" ({told})" if told else "") + f" {refs} {quote.handle}", "soft")


def _write(line: Paragraph, text: str, style: str = "plain", *, small: bool = False) -> None:
    from docx.shared import Pt, RGBColor

    run = line.add_run(text)
    run.bold = style in ("strong", "for", "against") or None
    if style in COLOURS:
        run.font.color.rgb = RGBColor.from_string(COLOURS[style])
    if small or style == "soft":
        run.font.size = Pt(SMALL)
