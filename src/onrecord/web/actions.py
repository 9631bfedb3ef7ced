"""What a person decides on the pages, kept as judgements with a name and a time. Nothing is ever deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.ledger import Ledger
from onrecord.resolve import judgements
from onrecord.types import Change, Judgement, Record, RecordedActor
from onrecord.web import forms
from onrecord.web.asked import WrongParameter, day
from onrecord.web.links import path_to, unescaped
from onrecord.web.views import Site

Decision = Callable[[Ledger, str, FormData], Judgement]
LONGEST = 300


def routes(site: Site) -> list[Route]:
    """A path for each decision."""
    return [
        Route(path, _action(site, decide, page), methods=["POST"], name=f"{page} {path.rpartition('/')[2]}")
        for path, decide, page in (
            ("/statements/{id}/speaker", speaker, "statements"),
            ("/statements/{id}/chain", chain, "statements"),
            ("/actors/{id}/merge", merge, "actors"),
            ("/actors/{id}/split", split, "actors"),
            ("/actors/{id}/rename", rename, "actors"),
            ("/actors/{id}/office", office, "actors"),
            ("/judgements/{id}/undo", undo, "judgements"),
        )
    ]


def _action(site: Site, decide: Decision, page: str) -> Callable[[Request], object]:
    async def act(request: Request) -> Response:
        sent = await forms.checked(request, site.settings)
        by, id_ = forms.who(sent), unescaped(request.path_params["id"])
        await run_in_threadpool(_decided, site, decide, id_, sent)
        back = _back(forms.field(sent, "back"), path_to(page, None if page == "judgements" else id_))
        answer = RedirectResponse(back, 303)
        forms.keep(answer, forms.NAME, by)
        return answer

    return act


def _decided(site: Site, decide: Decision, id_: str, sent: FormData) -> None:
    """The judgement kept in the ledger."""
    with site.pool.writing() as ledger:
        ledger.judge(decide(ledger, id_, sent))


def _back(given: str, default: str) -> str:
    """Where the form came from, if that is a page of ours."""
    is_ours = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable()
    return given if is_ours else default


def _kept(sent: FormData) -> tuple[str, dt.datetime, str]:
    """Who decides, now, and why."""
    return forms.who(sent), dt.datetime.now(dt.UTC), forms.field(sent, "note")[:LONGEST]


def speaker(ledger: Ledger, id_: str, sent: FormData) -> Judgement:
    """These reports of the statement were said by somebody else, or for somebody else."""
    by, at, note = _kept(sent)
    said = _reports(ledger, sent)
    named, side = forms.field(sent, "actor"), forms.field(sent, "speaks_for")[:LONGEST] or None
    side = "" if forms.field(sent, "nobody") == "yes" else side
    found = _named(ledger, named) if named else None
    if found is None and side is None:
        raise WrongParameter("actor: say who said it, or for whom it was said")
    record = Record(actors=(found,) if found else ())
    change = Change(actor=found.id if found else None, speaks_for=side)
    return judgements.speaker(record, said, change, by=by, at=at, note=note)


def chain(ledger: Ledger, id_: str, sent: FormData) -> Judgement:
    """These reports stand on the word of these actors; or of nobody, first hand; or their chains are right as read."""
    by, at, note = _kept(sent)
    said, links = _reports(ledger, sent), [_named(ledger, name) for name in forms.fields(sent, "link")]
    if forms.field(sent, "as_read") == "yes":
        return judgements.chain_as_read(said, by=by, at=at, note=note)
    if bool(links) == (forms.field(sent, "first_hand") == "yes"):
        raise WrongParameter("link: say on whose word it stands, or that it is first hand")
    actors = [link.id for link in links]
    return judgements.chain(Record(actors=tuple(links)), said, actors, by=by, at=at, note=note)


def _reports(ledger: Ledger, sent: FormData) -> list[str]:
    said = [_attribution(ledger, key) for key in forms.fields(sent, "report")]
    if not said:
        raise WrongParameter("report: choose the reports that the correction is about")
    return said


def _attribution(ledger: Ledger, key: str) -> str:
    found = ledger.attribution(key)
    if found is None:
        raise WrongParameter(f"report {key!r} is no attribution of the ledger")
    return "#".join(found)


def merge(ledger: Ledger, id_: str, sent: FormData) -> Judgement:
    """Another actor is this one."""
    by, at, note = _kept(sent)
    first, other = _named(ledger, id_), _named(ledger, forms.field(sent, "other"))
    return judgements.merge(Record(actors=(first, other)), [first.id, other.id], by=by, at=at, note=note)


def split(ledger: Ledger, id_: str, sent: FormData) -> Judgement:
    """The one whom these articles name is somebody else."""
    by, at, note = _kept(sent)
    record, articles = Record(actors=(_named(ledger, id_),)), forms.fields(sent, "article")
    name = forms.field(sent, "name")[:LONGEST] or None
    return judgements.split(record, id_, articles, by=by, at=at, name=name, note=note)


def rename(ledger: Ledger, id_: str, sent: FormData) -> Judgement:
    """The actor is called otherwise."""
    by, at, note = _kept(sent)
    name = " ".join(forms.field(sent, "name").split())[:LONGEST]
    if not name:
        raise WrongParameter("name: say how the actor is called")
    return judgements.rename(Record(actors=(_named(ledger, id_),)), id_, name, by=by, at=at, note=note)


def office(ledger: Ledger, id_: str, sent: FormData) -> Judgement:
    """The actor held an office."""
    by, at, note = _kept(sent)
    since, until = forms.field(sent, "since"), forms.field(sent, "until")
    change = Change(
        role=forms.field(sent, "role")[:LONGEST] or None,
        speaks_for=forms.field(sent, "speaks_for")[:LONGEST] or None,
        since=day("since", since, last=False) if since else None,
        until=day("until", until, last=True) if until else None,
    )
    return judgements.office(Record(actors=(_named(ledger, id_),)), id_, change, by=by, at=at, note=note)


def undo(ledger: Ledger, id_: str, sent: FormData) -> Judgement:
    """A judgement no longer counts."""
    by, at, note = _kept(sent)
    return judgements.undo(ledger.judgements(), id_, by=by, at=at, note=note)


def _named(ledger: Ledger, name: str) -> RecordedActor:
    """The actor with this id, or the only one of this name; WrongParameter with the likely ones for any other."""
    found = ledger.recorded_actor(name)
    if found is not None:
        return found
    select = "SELECT id FROM recorded_actors WHERE name = ? COLLATE NOCASE ORDER BY id LIMIT 6"
    ids = [id_ for (id_,) in ledger.rows(select, (name,))]
    only = ledger.recorded_actor(ids[0]) if len(ids) == 1 else None
    if only is None:
        raise WrongParameter(f"actor {name!r} {_likely(ids or _near(ledger, name))}")
    return only


def _near(ledger: Ledger, name: str) -> Sequence[str]:
    words = [word for word in name.split() if word.isalnum()][:3] or ["\0"]
    select = f"SELECT id FROM recorded_actors WHERE {' OR '.join('name LIKE ?' for _ in words)} ORDER BY id LIMIT 6"
    return [id_ for (id_,) in ledger.rows(select, [f"%{word}%" for word in words])]


def _likely(ids: Sequence[str]) -> str:
    return f"is not one actor of the record; there are {', '.join(ids)}" if ids else "is no actor of the record"
