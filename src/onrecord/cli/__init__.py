"""The command `onrecord`: a table of its commands, each loaded when it is called.

To add a command: write a click command in a file of its own beside this one, and add its row. The rows stand in the
order of the work: the record, the coding, what follows from it, the ledger as a whole. The line of help
stands here, so that `onrecord --help` imports no command. Errors need no handling there: every OnrecordError,
Ctrl-C, full disk and closed pipe is reported by the group (see `failures`).
"""

from __future__ import annotations

from onrecord.cli.lazy import LazyGroup, Row
from onrecord.version import VERSION

COMMANDS: dict[str, Row] = {
    "read": Row("onrecord.cli.read:read", "Read reports, and keep who said what in the ledger."),
    "said": Row("onrecord.cli.said:said", "List who said what, each statement once, newest first."),
    "why": Row("onrecord.cli.why:why", "Explain a line by the words behind it."),
    "show": Row("onrecord.cli.show:show", "Print an article with its attributions marked."),
    "search": Row("onrecord.cli.search:search", "Find articles and attributions by their words."),
    "actor": Row("onrecord.cli.actor:actor", "List actors; merge, split, rename and import them."),
    "issue": Row("onrecord.cli.issue:issue", "Write, check and list the questions that statements are coded on."),
    "code": Row("onrecord.cli.code:code", "Code what statements say on an issue."),
    "agreement": Row("onrecord.cli.agreement:agreement", "Tell how far coders agree on an issue."),
    "import": Row("onrecord.cli.import_codings:import_codings", "Import codings that were made elsewhere."),
    "positions": Row("onrecord.cli.positions:positions", "Show where each side stands on an issue."),
    "shifts": Row("onrecord.cli.shifts:shifts", "Show where a side's position on an issue really moved."),
    "conditions": Row("onrecord.cli.conditions:conditions", "List who waits for whom: what must come before what."),
    "conflicts": Row("onrecord.cli.conflicts:conflicts", "Show where accounts part, side by side."),
    "network": Row("onrecord.cli.network:network", "Show who shares positions with whom."),
    "brief": Row("onrecord.cli.brief:brief", "Write a briefing of one to two pages on an issue."),
    "serve": Row("onrecord.cli.serve:serve", "Open the pages of the ledger in a browser, on this machine."),
    "export": Row("onrecord.cli.export:export", "Write the ledger as tables, brat or Web Annotations."),
    "check": Row("onrecord.cli.check:check", "Verify that every span still equals its words."),
}

ALSO = {"actors": "actor"}

main = LazyGroup(
    "onrecord",
    COMMANDS,
    also=ALSO,
    version=VERSION,
    help="Read news reports and keep the record: who said what, for whom, when, and on whose word.",
)
