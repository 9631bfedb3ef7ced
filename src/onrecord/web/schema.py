"""The shape of a page's JSON, out of its dataclass."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
_PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"},
}


class Schemas(dict[str, Schema]):
    """The schemas of dataclasses by name; of two classes with one name, the later is told apart by its module."""

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[type, str] = {}

    def name_of(self, kind: type) -> str:
        """What the schema of this class is called.

        >>> Schemas().name_of(Schemas)
        'Schemas'
        """
        if kind not in self._names:
            taken = set(self._names.values())
            parts = kind.__module__.split(".")[::-1]
            names = ("".join(part.title().replace("_", "") for part in parts[:n][::-1]) for n in range(len(parts) + 1))
            self._names[kind] = next(name + kind.__name__ for name in names if name + kind.__name__ not in taken)
        return self._names[kind]


def schema(kind: Any, known: Schemas) -> Schema:
    """The JSON schema of a type; dataclasses come as references, and their schemas into `known`.

    >>> schema(tuple[int, ...], Schemas()), schema(str | None, Schemas())
    ({'type': 'array', 'items': {'type': 'integer'}}, {'anyOf': [{'type': 'string'}, {'type': 'null'}]})
    """
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if dataclasses.is_dataclass(kind):
        return _object(kind, known)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema(each, known) for each in arguments]}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": schema(arguments[1], known)}
    if origin is tuple and len(set(arguments)) > 1 and Ellipsis not in arguments:
        return {"type": "array", "prefixItems": [schema(each, known) for each in arguments]}
    return {"type": "array", "items": schema(arguments[0], known)}


def _object(kind: Any, known: Schemas) -> Schema:
    """A reference to the schema of a dataclass."""
    name = known.name_of(kind)
    if name not in known:
        known[name] = {}  # so that one which holds itself comes to an end
        hints = get_type_hints(kind)
        names = [field.name for field in dataclasses.fields(kind)]
        known[name] = {
            "type": "object",
            "description": (kind.__doc__ or "").split("\n")[0],
            "properties": {each: schema(hints[each], known) for each in names},
            "required": names,
        }
    return {"$ref": f"#/components/schemas/{name}"}
