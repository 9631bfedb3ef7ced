"""A ledger from Python: the verbs of the command line as methods."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import coding, record
from onrecord.errors import InputError
from onrecord.export import export
from onrecord.ingest import ingest
from onrecord.ledger import Ledger
from onrecord.ledger.questions import Question
from onrecord.pipeline import Tally, read_all
from onrecord.why import Explanation, explain

if TYPE_CHECKING:
    from onrecord.ledger.lines import Lines
    from onrecord.stance.coders import Coder
    from onrecord.types import Issue


class Book(Ledger):
    """An open ledger that also reads, resolves and exports; close it, or use it in a `with` block.

    `ledger.read("reports/")`, `ledger.said(by="Irena Valk")`, `ledger.statements(about="talks")`, `ledger.why(id)`,
    `ledger.search("red line")`, `ledger.export("out", to="parquet")`, `ledger.tables()["attributions"]`.
    """

    def read(
        self, *inputs: str | Path, allow_local: bool = False, on_error: Callable[[InputError], None] | None = None
    ) -> Tally:
        """What was read from files, folders and URLs into this ledger: how many articles, how many attributions.

        An input that cannot be read goes to `on_error`, or raises InputError where none is given; what was read
        before it is kept.
        """
        from onrecord.reading import Reader

        reader, tally = Reader.load(), Tally()
        items = ingest([str(i) for i in inputs], allow_local=allow_local)
        for outcome in read_all(items, reader, self.add, known=lambda a: self.knows(a, reader.run)):
            tally.count(outcome)
            if isinstance(outcome, InputError):
                if on_error is None:
                    raise outcome
                on_error(outcome)
        return tally

    def statements(
        self, by: str | None = None, about: str | None = None, outlet: str | None = None, limit: int | None = None
    ) -> Lines:
        """Each thing said once, with its reports and roots; resolved anew where the evidence has grown."""
        record.refresh(self)
        return self.ask(Question(by=by, about=about, outlet=outlet), limit)

    def why(self, name: str) -> Explanation:
        """What stands behind a statement or an attribution, by its id."""
        record.refresh(self)
        return explain(self, name)

    def code(self, issue: str | Path | Issue, coder: str | Coder = "model", *, again: bool = False) -> coding.Tally:
        """What a coder, by name or your own, answered to the statements on an issue: a file, an id or an `Issue`.

        What it has coded on this version of the issue is left out, unless `again`. `ledger.codings(issue.digest)` has
        the answers.
        """
        from onrecord.stance.coders import Settings, load_coder

        record.refresh(self)
        found = coding.find_issue(self, issue)
        if isinstance(coder, str):
            coder = load_coder(coder, Settings(lessons={found.digest: coding.lessons(self, found)}))
        return coding.code(self, found, coder, again=again)

    def judge_as(self, name: str, note: str = "") -> record.Judge:
        """Decisions in somebody's name: `.merge`, `.split`, `.rename`, `.office`, `.speaker`, `.undo`."""
        record.refresh(self)
        return record.Judge(self, name, note)

    def export(self, folder: str | Path, to: str, *, force: bool = False) -> None:
        """The ledger in another form, whole or not at all; UsageError names the forms."""
        with self.snapshot():
            export(self, Path(folder), to, force=force)
