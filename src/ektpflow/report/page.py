"""One self-contained HTML page for a study: no outside request, for phone and print."""

from __future__ import annotations

from html import escape
from typing import Final

from ektpflow.report.figures import daily_figure, parts_figure
from ektpflow.report.summary import headline, tables
from ektpflow.simulation import StudyResult
from ektpflow.tables import Column, Table

__all__ = ["ILLUSTRATION", "html_page"]

#: How an invented figure is labelled.
ILLUSTRATION: Final = "illustration, not a measurement"

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b2430; --soft: #515c69; --ground: #fff;
  --line: #d5dbe2; }
@media (prefers-color-scheme: dark) and (min-width: 0) {
  :root { --ink: #e8edf2; --soft: #a9b4c0; --ground: #14181d; --line: #343c46; } }
@media print { :root { --ink: #000; --soft: #333; --ground: #fff; --line: #999; } figure, table
  { break-inside: avoid; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground);
  max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
.lead { font-size: 1.1rem; } .note, figcaption { color: var(--soft); font-size: .9rem; }
figure { margin: 1rem 0; } figure svg { width: 100%; height: auto; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; width: 100%; }
caption { text-align: left; font-weight: 600; padding: .4rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem .3rem 0; text-align: left;
  vertical-align: top; } td.right, th.right { text-align: right; }
"""


def _figures(result: StudyResult) -> Table:
    rows = [
        (
            figure.meaning,
            figure.value,
            ILLUSTRATION if figure.kind == "assumption" else figure.kind,
            figure.source,
        )
        for figure in result.scenario.figures
    ]
    return Table(
        "Input figures with unit and source",
        (Column("figure"), Column("value"), Column("kind"), Column("source")),
        rows,
    )


def html_page(result: StudyResult) -> str:
    """Return the page of a study.

    Parameters
    ----------
    result
        What the run left.
    """
    scenario = result.scenario
    title = escape(scenario.title)
    served, parts, days, duplicates = (table.html() for table in tables(result))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{_STYLE}</style>
</head>
<body>
<h1>{title}</h1>
<p class="lead">{escape(headline(result))}</p>
<p class="note">From {scenario.start:%d %B %Y}, {scenario.days} days, seed {scenario.seed}.
All people are synthetic. Input figures marked as such are an {ILLUSTRATION}, so what follows from
them is one, too: it shows how the parts act together, not how long anybody in Medan Baru waits.</p>
<h2>Where the time goes</h2>
<figure>{parts_figure(result)}
<figcaption>Mean hours of a finished case from the first visit to the card in hand. Unit: hours.
Source: this run of the scenario; {ILLUSTRATION}.</figcaption></figure>
<h2>The daily recap</h2>
<figure>{daily_figure(result)}
<figcaption>Left at the close of each day: print-ready records (SISA PRR), blanks (SISA BLANKO),
temporary certificates out (SISA SUKET). Unit: pieces. Source: this run of the scenario;
{ILLUSTRATION}.</figcaption></figure>
<h2>Tables</h2>
<div class="wide">{served}</div>
<div class="wide">{parts}</div>
<div class="wide">{duplicates}</div>
<div class="wide">{days}</div>
<h2>What went in</h2>
<div class="wide">{_figures(result).html()}</div>
</body>
</html>
"""
