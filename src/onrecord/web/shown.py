"""Pages as HTML: templates that escape everything, and what they may call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from importlib.util import find_spec
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from onrecord.export.source import writable
from onrecord.text.phrases import counted
from onrecord.types import Span
from onrecord.version import VERSION
from onrecord.web import links, telling
from onrecord.web.freshness import Freshness
from onrecord.web.page import Page, PageData
from onrecord.web.returning import Back, returning

SAVED_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a page: where it is, who looks, and how fresh the record is."""

    path: str
    query: Mapping[str, str]
    ledger: str
    freshness: Freshness | None = None
    sign: str = ""
    name: str = ""
    saved: bool = False
    back: Back | None = None

    def returning(self, path: str) -> str:
        """The path, with the way back to the list that this page was opened from."""
        return returning(self.back, path)


def has_word() -> bool:
    """Whether Word files can be made here: they need `pip install "onrecord[docx]"`."""
    return find_spec("docx") is not None


@cache
def environment() -> Environment:
    """The templates; whatever comes from reports is escaped, and a name that a page lacks is an error."""
    made = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "percent": telling.percent,
        "signed": telling.signed,
        "rounded": telling.rounded,
        "marked": marked,
        "web": is_web_address,
        "number": "{:,}".format,
        "zip": zip,
        "pair": lambda value, name: (name, value),
    }
    made.globals |= {"days": telling.days, "counted": counted, "path_to": links.path_to, "version": VERSION}
    made.globals |= {"has_word": has_word}
    return made


def html(page: Page, data: PageData, setting: Setting, menu: tuple[Page, ...]) -> str:
    """The page as one HTML document; a saved one has its style inside and leads nowhere."""
    return _document(f"{page.name}.html", setting, menu, page=data, row=page, scripts=page.scripts, styles=page.styles)


def document(template: str, setting: Setting, menu: tuple[Page, ...], **values: Any) -> str:
    """A document that is no page of the registry: a form's answer, an error, a job."""
    given = {"scripts": (), "styles": (), **values}
    return _document(template, setting, menu, row=None, **given)


def _document(template: str, setting: Setting, menu: tuple[Page, ...], **values: Any) -> str:
    made = environment().get_template(template)
    text = made.render(
        setting=setting,
        menu=menu,
        to=partial(_to, saved=setting.saved),
        style=Markup(style(values["styles"])) if setting.saved else "",
        policy=SAVED_POLICY,
        **values,
    )
    return writable(text)


def _to(
    page: str,
    id_: str | None = None,
    *,
    saved: bool,
    anchor: str = "",
    query: Mapping[str, object] | None = None,
    ending: str = "",
) -> str:
    """The `href` of a link to a page, with the space before it; nothing in a saved page, which leads nowhere."""
    if saved:
        return ""
    address = links.with_query(links.path_to(page, id_, ending), query or {}) + (
        f"#{quote(anchor, errors='replace')}" if anchor else ""
    )
    return Markup(' href="{}"').format(address)


@cache
def style(more: tuple[str, ...] = ()) -> str:
    """The style sheets in one, for a page that stands alone; they name nothing outside."""
    folder = files("onrecord.web") / "static"
    return "\n".join((folder / name).read_text(encoding="utf8") for name in (*STYLES, *more))


STYLES = ("base.css", "pages.css", "print.css")


def marked(text: str, spans: tuple[Span, ...]) -> Markup:
    """The text with the spans in `<mark>`.

    >>> marked("a <safe> corridor", ((2, 8),))
    Markup('a <mark>&lt;safe&gt;</mark> corridor')
    """
    pieces, at = [Markup()], 0
    for start, end in spans:
        pieces += [escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        at = end
    return Markup().join([*pieces, escape(text[at:])])


def is_web_address(url: str | None) -> bool:
    """Whether a browser may be led there: http and https alone, so that no script hides in an address.

    >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)"), is_web_address(None)
    (True, False, False)
    """
    return url is not None and url.lower().startswith(("http://", "https://"))
