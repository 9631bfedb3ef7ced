"""The version of the package, read by the build and written into every run."""

VERSION = "0.1.0"
__version__ = VERSION
