"""Schemas of dataclasses: two of one name are two schemas."""

from __future__ import annotations

from dataclasses import make_dataclass

from onrecord.web.schema import Schemas, schema


def test_two_classes_of_one_name_have_schemas_of_their_own() -> None:
    one = make_dataclass("Mark", [("x", int)], namespace={"__module__": "onrecord.web.parts.lanes"})
    other = make_dataclass("Mark", [("note", str)], namespace={"__module__": "onrecord.web.parts.marked_text"})
    known = Schemas()
    assert [schema(kind, known) for kind in (one, other, one)] == [
        {"$ref": "#/components/schemas/Mark"},
        {"$ref": "#/components/schemas/MarkedTextMark"},
        {"$ref": "#/components/schemas/Mark"},
    ]
    assert list(known["Mark"]["properties"]) == ["x"] and list(known["MarkedTextMark"]["properties"]) == ["note"]
