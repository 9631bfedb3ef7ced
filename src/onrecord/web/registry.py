"""Every page, in the order of the menu. To add one: a file in `pages`, a template of its name, and its row here."""

from __future__ import annotations

from onrecord.web.page import Page
from onrecord.web.pages import (
    actor,
    actors,
    article,
    articles,
    brief,
    coded,
    conditions,
    conflicts,
    dispute,
    home,
    issues,
    judgements,
    network,
    review,
    search,
    statement,
    statements,
)

PAGES: tuple[Page, ...] = (
    home.PAGE,
    issues.PAGE,
    dispute.PAGE,
    coded.PAGE,
    review.PAGE,
    conflicts.PAGE,
    conflicts.ON_ISSUE,
    conditions.PAGE,
    conditions.ON_ISSUE,
    network.PAGE,
    statements.PAGE,
    statement.PAGE,
    actors.PAGE,
    actor.PAGE,
    articles.PAGE,
    article.PAGE,
    judgements.PAGE,
    search.PAGE,
)
COUNTED = (*PAGES, brief.PAGE)  # what is counted beside the pages: the downloads of a briefing are no page
MENU = tuple(page for page in PAGES if page.menu is not None)
