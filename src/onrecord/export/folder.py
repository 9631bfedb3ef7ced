"""A folder that appears with everything in it, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import UsageError


@contextmanager
def whole(folder: Path, *, force: bool) -> Iterator[Path]:
    """A temporary folder beside `folder` to write in; it takes the place of `folder` once the block is through.

    Raises UsageError where `folder` is a file, or holds files already. With `force` the new files are put among those,
    in the place of any of the same name.
    """
    _examine(folder, force=force)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.absolute().parent))
    try:
        yield made
        made.chmod(0o777 & ~_umask())
        _move(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _examine(folder: Path, *, force: bool) -> None:
    if not folder.absolute().parent.is_dir():
        raise UsageError(f"{folder}: the folder {folder.parent} does not exist")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file; name a folder")
    if not force and folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder}: is not empty; name another folder, or write into it with --force")


def _move(made: Path, folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()):
        for file in made.iterdir():
            file.replace(folder / file.name)
    else:
        made.replace(folder)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
