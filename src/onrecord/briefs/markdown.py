"""A briefing as Markdown (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.briefs.model import Brief, Item, Quote, Run, brackets

_STYLES = {"strong": "**", "for": "**", "against": "**", "soft": "*"}


def markdown(brief: Brief) -> str:
    """The text of the file."""
    lines = [f"# {escaped(brief.title)}", ""]
    lines += [f"- **{name}**: {escaped(end)}" for _, name, end in brief.ends]
    lines += ["", *(line for words in brief.rests for line in (escaped(words), ""))]
    for section in brief.sections:
        lines += [f"## {section.title}", ""]
        for item in section.items:
            lines += [*_item(brief, item), ""]
        lines += [f"*{escaped(section.note)}*", ""] if section.note else []
    lines += ["## Sources", "", *(f"{n}. {escaped(one.told)} `{one.id}`" for n, one in enumerate(brief.sources, 1)), ""]
    if brief.unlisted:
        lines += [f"*{brief.unlisted:,} more articles stand behind the figures.*", ""]
    return "\n".join([*lines, f"{brief.foot}", ""])


def escaped(text: str) -> str:
    r"""The text with no character that Markdown would obey.

    >>> escaped("3 * 4 < [a_b] #1"), escaped("1. first")
    ('3 \\* 4 &lt; \\[a\\_b\\] #1', '1\\. first')
    """
    text = re.sub(r"([\\`*_\[\]|~])", r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([#+=-]+)(?=\s|$)", r"\\\1", text))


def _item(brief: Brief, item: Item) -> Iterator[str]:
    refs = brackets(brief.numbers(item.articles)).replace("[", "\\[").replace("]", "\\]")
    yield "".join(_run(run) for run in item.runs) + (f" {refs}" if refs else "")
    for quote in item.quotes:
        yield ">"
        yield f"> {_quote(brief, quote)}"


def _run(run: Run) -> str:
    """The words with their marks beside them, not beside a space, where they would not count."""
    mark, words = _STYLES.get(run.style, ""), run.text.strip()
    if not words or not mark:
        return escaped(run.text) if words else run.text
    before, after = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    return f"{before}{mark}{escaped(words)}{mark}{after}"


def _quote(brief: Brief, quote: Quote) -> str:
    lead = f"*{escaped(quote.lead)}:* " if quote.lead else ""
    told = ", ".join(filter(None, (quote.label or "", quote.sure)))
    label = f" ({told})" if told else ""
    refs = brackets(brief.numbers(quote.articles)).replace("[", "\\[").replace("]", "\\]")
    return f"{lead}{escaped(quote.text)} — {escaped(quote.who)}; {escaped(quote.where)}{label} {refs} `{quote.handle}`"
