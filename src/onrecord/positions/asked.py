"""The version of an issue that a user means, and how many codings stand on its other versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.ledger.stance_columns import Side, StanceColumns
from onrecord.ledger.stances import Version, Voice, coded, columns, issue_ids, set_aside, versions
from onrecord.types import StanceLabel


@dataclass(frozen=True, slots=True)
class Asked:
    """The version of the codebook that is meant, and the codings that stand on others of the same issue."""

    version: Version
    elsewhere: int

    def stances(self, ledger: Ledger, coder: str | None = None) -> StanceColumns:
        """The stances on this version; by one coder if asked."""
        return columns(ledger, self.version.key, _sides, coder)

    def set_aside(self, ledger: Ledger, label: StanceLabel, coder: str | None = None) -> StanceColumns:
        """The statements coded as unrelated or unsure, as `label` says, which take no part in any figure."""
        return set_aside(ledger, self.version.key, _sides, label, coder)


def _sides(voices: Sequence[Voice]) -> Mapping[tuple[int, str | None], tuple[Side, ...]]:
    """Loaded when stances are computed anew: the tables of states take longer than all the rest."""
    from onrecord.positions.principals import sides

    return sides(voices)


def asked(ledger: Ledger, name: str) -> Asked:
    """The issue that `name` finds: an id (its newest version), `id@beginning of a digest`, or an issue file's path.

    Raises UsageError where the ledger has no such issue, and InputError where the file is no issue.
    """
    if name.endswith(".toml") or Path(name).is_file():
        return _of_file(ledger, name)
    id_, _, digest = name.partition("@")
    every = versions(ledger, id_)
    found = [version for version in every if version.digest.startswith(digest)]
    if not found:
        raise UsageError(_unknown(ledger, name, every))
    return _among(ledger, found[0], every)


def _of_file(ledger: Ledger, path: str) -> Asked:
    from onrecord.stance.issues import read_issue

    issue = read_issue(path)
    every = versions(ledger, issue.id)
    for version in every:
        if version.digest == issue.digest:
            return _among(ledger, version, every)
    if every:
        raise UsageError(
            f"{path}: nothing is coded with this version of the codebook; `onrecord code {path}` does it, "
            f"and {issue.id}@{every[0].digest[:8]} is the version that the ledger has"
        )
    raise UsageError(f"{path}: nothing in {ledger.path} is coded on {issue.id!r}; `onrecord code {path}` does it")


def _unknown(ledger: Ledger, name: str, every: tuple[Version, ...]) -> str:
    if every:
        return f"no version {name!r}; there are {', '.join(f'{v.id}@{v.digest[:8]}' for v in every)}"
    known = ", ".join(issue_ids(ledger))
    return f"no issue {name!r} in {ledger.path}; " + (
        f"there are {known}" if known else "`onrecord code ISSUE.toml` codes its statements on one"
    )


def _among(ledger: Ledger, version: Version, every: tuple[Version, ...]) -> Asked:
    return Asked(version, sum(coded(ledger, other) for other in every if other.key != version.key))
