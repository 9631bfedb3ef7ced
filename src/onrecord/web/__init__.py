"""The pages: a web application on one ledger, server-rendered, that reads without JavaScript.

`app.application` makes it; `registry` names every page; `pages` has one small file for each; docs/pages.md tells how to
add one. Nothing is imported here, so that the processes that read and compute start without a web server.
"""
