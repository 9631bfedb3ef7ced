"""A briefing as one HTML file that stands alone: readable on a screen, and two pages of A4 in print."""

from __future__ import annotations

from html import escape

from onrecord.briefs.model import Band, Brief, Item, Quote, Run, Section, Source, brackets

STYLE = """
:root { --ink: #1c1b19; --soft: #5d5a54; --line: #ddd7ca; --for: #0063a3; --against: #b84a00; }
@page { size: A4; margin: 15mm 17mm 14mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem; max-width: 46rem; color: var(--ink); background: #fff;
  font: 15px/1.4 Charter, "Bitstream Charter", "Source Serif 4", "Noto Serif", Cambria, Georgia, serif; }
h1 { font-size: 1.55em; line-height: 1.2; margin: 0 0 .5em; text-wrap: balance; }
h2 { font: 600 1em/1.3 system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  margin: 1.3em 0 .4em; padding-top: .35em; border-top: 2px solid var(--ink); break-after: avoid; }
p, blockquote { margin: 0; }
.ends { margin: 0 0 .6em; padding: 0; list-style: none; }
.rests, .note, .foot, cite { color: var(--soft); font-size: .87em; font-style: normal; }
.note, .foot { margin-top: .45em; }
.foot { border-top: 1px solid var(--line); padding-top: .5em; margin-top: 1.2em; }
.item { margin: 0 0 .55em; break-inside: avoid; }
.item > p { display: flex; gap: .75em; align-items: baseline; }
.item > p > span { flex: 1; }
.item svg { flex: none; align-self: center; }
blockquote { margin: .2em 0 0 1.1em; padding-left: .65em; border-left: 2px solid var(--line); font-size: .94em; }
blockquote.for { border-color: var(--for); } blockquote.against { border-color: var(--against); }
.lead { font-weight: 600; }
.for { color: var(--for); font-weight: 600; } .against { color: var(--against); font-weight: 600; }
blockquote.for, blockquote.against { color: inherit; font-weight: inherit; }
.soft { color: var(--soft); }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .15em; }
ol { margin: 0; padding-left: 1.8em; font-size: .87em; columns: 2; column-gap: 2em; }
li { break-inside: avoid; padding-left: .2em; overflow-wrap: anywhere; }
code { font-size: .88em; color: var(--soft); font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
@media print {
  body { font-size: 9.2pt; line-height: 1.27; padding: 0; max-width: none; }
  h2 { margin-top: .9em; } .item { margin-bottom: .4em; }
}
@media (max-width: 34rem) { ol { columns: 1; } .item > p { display: block; } }
"""
WIDTH, HEIGHT, INSET = 132, 14, 4  # of a band's drawing


def html(brief: Brief) -> str:
    """The text of the file; every word from the ledger is escaped."""
    ends = "".join(f'<li><span class="{css}">{escape(name)}</span> {escape(end)}</li>' for css, name, end in brief.ends)
    rests = "".join(f'<p class="rests">{escape(words)}</p>' for words in brief.rests)
    sources = "".join(_source(n, source) for n, source in enumerate(brief.sources, 1))
    more = f'<p class="note">{brief.unlisted:,} more articles stand behind the figures.</p>' if brief.unlisted else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(brief.title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{escape(brief.title)}</h1>
<ul class="ends">{ends}</ul>
{rests}
{"".join(_section(brief, section) for section in brief.sections)}
<section><h2>Sources</h2><ol>{sources}</ol>{more}</section>
<p class="foot">{_marked(brief.foot)}</p>
</main>
</body>
</html>
"""


def _section(brief: Brief, section: Section) -> str:
    items = "".join(_item(brief, item) for item in section.items)
    note = f'<p class="note">{escape(section.note)}</p>' if section.note else ""
    return f"<section><h2>{escape(section.title)}</h2>{items}{note}</section>\n"


def _item(brief: Brief, item: Item) -> str:
    words = "".join(_run(run) for run in item.runs) + _refs(brief, item.articles)
    drawn = _band(item.band) if item.band else ""
    quotes = "".join(_quote(brief, quote) for quote in item.quotes)
    return f'<div class="item"><p><span>{words}</span>{drawn}</p>{quotes}</div>\n'


def _run(run: Run) -> str:
    if run.style == "plain":
        return escape(run.text)
    if run.style == "strong":
        return f"<b>{escape(run.text)}</b>"
    return f'<span class="{run.style}">{escape(run.text)}</span>'


def _quote(brief: Brief, quote: Quote) -> str:
    side = f' class="{quote.label}"' if quote.label in ("for", "against") else ""
    lead = f'<span class="lead">{escape(quote.lead)}:</span> ' if quote.lead else ""
    told = ", ".join(filter(None, (quote.label or "", quote.sure)))
    label = f" ({escape(told)})" if told else ""
    who = f"{escape(quote.who)}; {escape(quote.where)}{label}"
    cite = f"<cite>— {who}{_refs(brief, quote.articles)} <code>{escape(quote.handle)}</code></cite>"
    return f"<blockquote{side}>{lead}{escape(quote.text)} {cite}</blockquote>"


def _refs(brief: Brief, articles: tuple[str, ...]) -> str:
    """The numbers of the sources; each leads to its line in the list, spans of them to their first."""
    told = brackets(brief.numbers(articles))
    if not told:
        return ""
    links = (f'<a href="#s{part.split("–")[0]}">{part}</a>' for part in told[1:-1].split(", "))
    return f" [{', '.join(links)}]"


def _band(band: Band) -> str:
    """The band as a stroke with a dot, between the two ends."""

    def x(value: float) -> float:
        return round(INSET + (value + 1) / 2 * (WIDTH - 2 * INSET), 1)

    end = "for" if band.estimate > 1 / 3 else "against" if band.estimate < -1 / 3 else "soft"
    middle, colour = HEIGHT / 2, f"var(--{end})"
    told = f"{band.estimate:+.2f}, band {band.low:+.2f} to {band.high:+.2f}"
    return (
        f'<svg role="img" aria-label="{told}" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="M{x(-1)} {middle}H{x(1)}M{x(0)} 1V{HEIGHT - 1}" stroke="#c9c3b6"/>'
        f'<path d="M{x(band.low)} {middle}H{x(band.high)}" style="stroke: {colour}; stroke-width: 4; opacity: .35"/>'
        f'<circle cx="{x(band.estimate)}" cy="{middle}" r="3.6" style="fill: {colour}"/></svg>'
    )


def _source(number: int, source: Source) -> str:
    return f'<li id="s{number}">{escape(source.told)} <code>{escape(source.id)}</code></li>'


def _marked(text: str) -> str:
    """Words between back ticks as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if n % 2 else part for n, part in enumerate(parts))
