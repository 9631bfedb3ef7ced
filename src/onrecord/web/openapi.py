"""The description of the API, made of the registry: every page, its parameters, and the shape of its JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.version import VERSION
from onrecord.web import briefing
from onrecord.web.asked import MOST_CHARACTERS, Param
from onrecord.web.jobs import JobPage
from onrecord.web.page import Page
from onrecord.web.schema import Schema, Schemas, schema

MEDIA = {"": "text/html", ".html": "text/html", ".json": "application/json", ".csv": "text/csv"}
TOLD = {"": "as a page", ".html": "as one file that stands alone", ".json": "as JSON", ".csv": "as CSV"}
_DAY = "([12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?)"  # later days of a month are days too


def path_of(page: Page, ending: str) -> str:
    """The path of a page in one of its forms; that of home has a name there.

    >>> from onrecord.web.registry import PAGES
    >>> path_of(PAGES[0], ""), path_of(PAGES[0], ".json"), path_of(PAGES[1], ".csv")
    ('/', '/home.json', '/issues.csv')
    """
    return page.path + ending if page.path != "/" or not ending else f"/{page.name}{ending}"


def description(pages: Iterable[Page]) -> dict[str, Any]:
    """The OpenAPI document of a server with these pages."""
    known = Schemas()
    known["Problem"] = _PROBLEM
    paths = {path: operation for page in pages for path, operation in _operations(page, known)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": VERSION,
            "description": "Who said what, for whom, when, and on whose word: every page of the ledger as data.",
        },
        "paths": paths | _jobs(known) | _briefs(),
        "components": {"schemas": known},
    }


_PROBLEM: Schema = {
    "type": "object",
    "properties": {"status": {"type": "integer"}, "error": {"type": "string"}},
    "required": ["status", "error"],
}


def _operations(page: Page, known: Schemas) -> Iterator[tuple[str, Any]]:
    for ending in ("", *page.formats):
        shape = schema(page.data, known) if ending == ".json" else {"type": "string"}
        answers = {
            "200": _answer(f"{page.summary}.", MEDIA[ending], shape),
            "400": _problem("A parameter is not valid"),
        }
        if page.has_id or any(param.name in ("page", "issue") for param in page.params):
            answers["404"] = _problem("The ledger has no such thing")
        if page.prepare is not None:
            answers["503"] = _busy()
        operation = {
            "operationId": f"{page.name}{ending.replace('.', '_')}",
            "summary": f"{page.summary}, {TOLD[ending]}",
            "parameters": [*_id(page), *(_parameter(param) for param in page.params)],
            "responses": answers,
        }
        yield path_of(page, ending), {"get": operation}


def _answer(text: str, media: str, shape: Schema) -> dict[str, Any]:
    return {"description": text, "content": {media: {"schema": shape}}}


def _problem(text: str) -> dict[str, Any]:
    """An error, as a page or as JSON, as the path asks."""
    told = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}, "text/html": {}}
    return {"description": f"{text}.", "content": told}


def _busy() -> dict[str, Any]:
    told = {"description": "Seconds after which to ask again.", "schema": {"type": "integer"}}
    return {**_problem("It is being counted, as the ledger is large and has grown"), "headers": {"Retry-After": told}}


def _id(page: Page) -> Iterator[dict[str, Any]]:
    if page.has_id:
        told = "The id, or a beginning that no other has; characters like / are written ~2f~."
        yield {"name": "id", "in": "path", "required": True, "description": told, "schema": {"type": "string"}}


def _parameter(param: Param) -> dict[str, Any]:
    """A parameter of the query; one that is blank counts as not given, as forms send it so."""
    shapes: dict[str, Schema] = {
        "text": {
            "type": "string",
            "maxLength": MOST_CHARACTERS,
            **({"pattern": f"^({param.pattern})?$"} if param.pattern else {}),
        },
        "first_day": {"type": "string", "pattern": f"^{_DAY}?$"},
        "last_day": {"type": "string", "pattern": f"^{_DAY}?$"},
        "choice": {"enum": list(param.choices)},
        "number": {"type": "integer", "minimum": 1, "maximum": param.most},
    }
    return {"name": param.name, "in": "query", "description": param.help, "schema": shapes[param.kind]}


def _briefs() -> dict[str, Any]:
    """The briefing on an issue, a file in each form."""
    places = {"id": {"type": "string"}, "form": {"enum": list(briefing.MEDIA)}}
    path = [{"name": name, "in": "path", "required": True, "schema": shape} for name, shape in places.items()]
    files: dict[str, Any] = {media.partition(";")[0]: {} for media in briefing.MEDIA.values()}
    answers = {
        "200": {"description": "The briefing.", "content": files},
        "400": _problem("A parameter is not valid, or Word files cannot be made here"),
        "404": _problem("The ledger has no such issue"),
    }
    told = {"operationId": "brief", "summary": "A briefing of one to two pages on an issue, as a download"}
    return {
        briefing.PATH: {"get": {**told, "parameters": [*path, *map(_parameter, briefing.PARAMS)], "responses": answers}}
    }


def _jobs(known: Schemas) -> dict[str, Any]:
    id_ = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    shape = schema(JobPage, known)
    answers = {"200": _answer("What was read so far.", "application/json", shape), "404": _problem("No such job")}
    told = {"operationId": "job_json", "summary": "A reading as it goes on", "parameters": [id_], "responses": answers}
    return {"/jobs/{id}.json": {"get": told}}
