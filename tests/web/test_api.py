"""The description of the API holds: whatever it lets a program ask is answered, in the shape that it tells.

`ONRECORD_EXAMPLES=300 pytest tests/web/test_api.py` asks for more of each operation than the few of a usual run.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.web.conftest import HERE, ISSUE

from onrecord.web.registry import PAGES

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install schemathesis")

EXAMPLES = int(os.environ.get("ONRECORD_EXAMPLES", "2"))
KNOWN = {"statements": "a1#a1-0", "actors": "irena-valk", "articles": "a1", "issues": ISSUE.id}


def operations(client: TestClient, stem: str) -> list[Any]:
    """The operations of a page in all its forms."""
    told = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
    found = [result.ok() for result in told.get_all_operations()]
    return [one for one in found if one.definition.raw["operationId"].removesuffix("_html") in forms(stem)]


def forms(stem: str) -> set[str]:
    return {stem, f"{stem}_json", f"{stem}_csv"}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_what_the_description_allows_is_answered_in_its_shape(client: TestClient, page: Any) -> None:
    found = operations(client, page.name)
    assert len(found) == 1 + len(page.formats)
    for operation in found:
        known = st.just({"id": KNOWN.get(operation.path.split("/")[1], "x")})

        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
                  phases=(Phase.generate,), suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy(), ids=known, is_known=st.integers(0, 3))
        def ask(case: Any, ids: dict[str, str], is_known: int) -> None:
            if case.path_parameters and is_known:
                case.path_parameters.update(ids)
            sent = case.as_transport_kwargs(base_url=HERE)
            answer = client.get(sent["url"], params=sent.get("params"))
            case.validate_response(answer)

        ask()
