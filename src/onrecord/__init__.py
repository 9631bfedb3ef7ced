"""Read news reports and keep the record: who said what, for whom, when, and on whose word."""

from onrecord.version import __version__

__all__ = ["__version__"]
