"""Run the command line: ``python -m ektpflow``."""

from ektpflow.cli import entry

entry()
