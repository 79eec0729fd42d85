"""What people see of a study: a table in the terminal, CSV files, a picture and a page."""

from ektpflow.report.page import html_page
from ektpflow.report.summary import text_summary
from ektpflow.report.write import write

__all__ = ["html_page", "text_summary", "write"]
