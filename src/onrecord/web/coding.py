"""What a person answers on the review page, kept as codings with a name and a time; an answer can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.coding import code
from onrecord.ledger import Ledger
from onrecord.stance.coders import Settings, load_coder
from onrecord.stance.coders.person import KEYS, QUIT
from onrecord.types import Issue, Utterance
from onrecord.web import forms
from onrecord.web.asked import NotThere, WrongParameter
from onrecord.web.links import filled, unescaped, with_query
from onrecord.web.parts import issues
from onrecord.web.views import Site

_OWN = """SELECT 1 FROM codings AS c JOIN issues AS i ON i.key = c.issue
    WHERE c.id = ? AND i.digest = ? AND c.coder = 'person' AND c.coded_by = ?
    AND NOT EXISTS (SELECT 1 FROM coding_undos AS u WHERE u.coding = c.key)"""
Deed = Callable[[Ledger, Issue, FormData, str], None]


@dataclass(slots=True)
class OneKey:
    """The screen of a person who has answered already: the coder sees their key, and no other."""

    pressed: str

    def show(self, issue: Issue, utterance: Utterance, *, done: int, of: int, message: str) -> None:
        """Nothing: the page has shown it."""

    def key(self) -> str:
        """The key once, then the one that ends it."""
        key, self.pressed = self.pressed, QUIT[0]
        return key


def routes(site: Site) -> list[Route]:
    """The two things that a person can do there."""
    return [
        Route("/issues/{id}/review", _door(site, answer), methods=["POST"], name="review answer"),
        Route("/issues/{id}/review/undo", _door(site, take_back), methods=["POST"], name="review undo"),
    ]


def _door(site: Site, deed: Deed) -> Callable[[Request], object]:
    async def act(request: Request) -> Response:
        sent = await forms.checked(request, site.settings)
        by, id_ = forms.who(sent), unescaped(request.path_params["id"])
        await run_in_threadpool(_done, site, deed, id_, sent, by)
        modes = {mode: "yes" if _is(sent, mode) else None for mode in ("blind", "disputed")}
        asked = {"as": by, **modes, "skip": forms.field(sent, "skip")}
        back = RedirectResponse(with_query(filled("/issues/{id}/review", id_), asked), 303)
        forms.keep(back, forms.NAME, by)
        return back

    return act


def _done(site: Site, deed: Deed, id_: str, sent: FormData, by: str) -> None:
    with site.pool.writing() as ledger:
        deed(ledger, ledger.issue(issues.found(ledger, id_).version.digest), sent, by)


def _is(sent: FormData, mode: str) -> bool:
    return forms.field(sent, mode) == "yes"


def answer(ledger: Ledger, issue: Issue, sent: FormData, by: str) -> None:
    """The pressed key kept as a coding; as one that decides between coders, where they are decided on.

    UsageError for an attribution that the ledger has not.
    """
    key = forms.field(sent, "key")
    if key not in KEYS:
        raise WrongParameter(f"key {key!r} is none of {', '.join(KEYS)}")
    named = ledger.attribution(forms.field(sent, "attribution"))
    if named is None:
        raise NotThere(f"there is no attribution {forms.field(sent, 'attribution')!r} in the ledger")
    coder = load_coder("person", Settings(name=by, screen=OneKey(key)))
    utterance, decides = Utterance("#".join(named), ""), _is(sent, "disputed")
    code(ledger, issue, coder, [utterance], is_blind=_is(sent, "blind"), is_adjudicated=decides)


def take_back(ledger: Ledger, issue: Issue, sent: FormData, by: str) -> None:
    """The coding counts no longer; only who gave it can take it back here."""
    id_ = forms.field(sent, "coding")
    if not ledger.rows(_OWN, (id_, issue.digest, by)):
        raise NotThere(f"there is no coding {id_!r} by {by} to take back")
    ledger.undo_coding(id_, by)
