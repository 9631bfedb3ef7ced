"""The pages: a web application on one ledger, server-rendered, that reads without JavaScript.

`registry` names every page; `pages` has one small file for each; docs/pages.md tells how to add one.
"""

from onrecord.web.app import application
from onrecord.web.settings import Settings

__all__ = ["Settings", "application"]
