"""The forms of a briefing, and the file that one is written to: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from onrecord.briefs.html import html
from onrecord.briefs.markdown import markdown
from onrecord.briefs.model import Brief
from onrecord.briefs.word import docx
from onrecord.errors import UsageError


def _text(made: Callable[[Brief], str]) -> Callable[[Brief], bytes]:
    return lambda brief: made(brief).encode("utf-8", "replace")


WRITERS: Mapping[str, Callable[[Brief], bytes]] = {"md": _text(markdown), "html": _text(html), "docx": docx}


def write(brief: Brief, form: str, path: Path) -> None:
    """The briefing in a form of `WRITERS`, as the file `path`; UsageError names the forms, or a folder that is not."""
    if form not in WRITERS:
        raise UsageError(f"no form {form!r} of a briefing; there are {', '.join(WRITERS)}")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}")
    data, made = WRITERS[form](brief), path.with_name(f".{path.name}.part")
    try:
        made.write_bytes(data)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
