"""What people see of a study: a table in the terminal, CSV files, a picture and a page."""

from ektpflow.report.page import html_page
from ektpflow.report.summary import text_summary
from ektpflow.report.write import FILES, JOURNAL, UNFINISHED, foreign_file, write

__all__ = [
    "FILES",
    "JOURNAL",
    "UNFINISHED",
    "foreign_file",
    "html_page",
    "text_summary",
    "write",
]
