"""The layers hold: a module imports only from lower ones, and siblings of a layer never see each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

ROOT = Path(onrecord.__file__).parent

# From the bottom up. Names on one line are siblings, which don't import each other; inside one package modules may.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"version"}),
    frozenset({"types", "errors", "records"}),
    frozenset({"text", "models", "migrations"}),
    frozenset({"ingest", "reading", "resolve", "stance", "ledger", "export"}),
    frozenset({"positions", "record", "waiting", "coding"}),
    frozenset({"pipeline", "why", "briefs", "charts"}),
    frozenset({"book"}),
    frozenset({"web"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
# Where the code departs from the layers: the importing and the imported name, each pair still in use.
DEPARTURES = frozenset({("models", "text")})  # the encoder cuts its windows at the sentences of `text`
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
# The package's own door shows the verbs of the upper layers; nothing below may come in by it.
DOOR = "__init__"
MODULES = sorted(ROOT.rglob("*.py"))


def part(module: str) -> str:
    """The first name below `onrecord` of a dotted module: its layer's member."""
    return module.split(".")[1] if "." in module else DOOR


def owner(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import from onrecord in a file, those inside functions included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, a.name) for a in node.names if a.name.split(".")[0] == "onrecord")
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "onrecord":
            names = [f"onrecord.{a.name}" for a in node.names] if node.module == "onrecord" else [str(node.module)]
            yield from ((node.lineno, name) for name in names)


def faults(path: Path, lines: list[tuple[int, str]]) -> list[str]:
    """What a file imports against the layers."""
    me = owner(path)
    if me == DOOR:
        return []
    found: list[str] = []
    for line, name in lines:
        other = part(name)
        if other in ("__version__", me) or (me, other) in DEPARTURES:
            continue
        if other not in LEVEL:
            found.append(f"{path.name}:{line} imports {name}, which no layer holds")
        elif LEVEL[other] > LEVEL[me] or (LEVEL[other] == LEVEL[me] and LEVEL[me] > 1):
            found.append(f"{path.name}:{line} imports {name}, which does not stand below {me}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_only_from_lower_layers(path: Path) -> None:
    assert owner(path) in {*LEVEL, DOOR}, f"{owner(path)} stands in no layer: name it in LAYERS"
    assert faults(path, list(imports(path))) == []


def test_every_departure_from_the_layers_is_still_in_use() -> None:
    used = {(owner(path), part(name)) for path in MODULES for _, name in imports(path)}
    assert used >= DEPARTURES


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_name_the_module_in_full(path: Path) -> None:
    relative = [
        n for n in ast.walk(ast.parse(path.read_text(encoding="utf8"))) if isinstance(n, ast.ImportFrom) and n.level
    ]
    assert [n.lineno for n in relative] == []


@pytest.mark.parametrize(
    ("module", "imported", "held"),
    [
        ("reading/reader.py", "onrecord.text.quotes", True),
        ("reading/reader.py", "onrecord.reading.tidy", True),
        ("reading/reader.py", "onrecord.ledger", False),
        ("reading/reader.py", "onrecord.cli", False),
        ("types/evidence.py", "onrecord.text", False),
        ("records.py", "onrecord.types", True),
        ("cli/read.py", "onrecord.pipeline", True),
        ("pipeline.py", "onrecord.web", False),
        ("ledger/store.py", "onrecord.somewhere", False),
    ],
)
def test_the_rule_fires_where_it_should(module: str, imported: str, held: bool) -> None:
    assert (faults(ROOT / module, [(1, imported)]) == []) is held


def test_onrecord_never_imports_torch_or_the_training_code() -> None:
    forbidden = {"torch", "training", "eval", "benchmarks", "tests"}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not forbidden & {n.split(".")[0] for n in names}, path
