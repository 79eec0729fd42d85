"""The pages of an explanation: no outside request, for phone, desk and paper, by day and night."""

from __future__ import annotations

from html import escape
from typing import Final

from ektpflow.draw import FONT, INKS
from ektpflow.matching.explain.explanation import Explanation, Line
from ektpflow.matching.explain.letter import Language, Letter
from ektpflow.matching.explain.text import notes
from ektpflow.matching.explain.waterfall import signed

__all__ = ["letter_page", "page"]

_NAMES: Final = ("ink", "soft", "ground", "band", "faint", "main")


def _colours(night: int) -> str:
    return "".join(f"--{name}: {INKS[name][night]}; " for name in _NAMES)


_STYLE: Final = f"""
:root {{ color-scheme: light dark; {_colours(0)} }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ {_colours(1)} }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; font: 16px/1.5 {FONT}; color: var(--ink); background: var(--ground);
  overflow-wrap: break-word; }}
main {{ max-width: 46rem; margin: 0 auto; padding: 1rem; }}
h1 {{ font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 1rem; }}
h2 {{ font-size: 1.2rem; margin: 2rem 0 .5rem; }}
p, ul {{ margin: .6rem 0; }} ul {{ padding-left: 1.2rem; }}
.lead {{ border-left: 4px solid var(--main); background: var(--band); padding: .6rem .9rem;
  font-size: 1.1rem; }}
figure {{ margin: 1rem 0; }} figure svg {{ display: block; width: min(100%, 29rem); }}
.soft {{ color: var(--soft); }} td.soft, figcaption {{ font-size: .85rem; }}
table {{ border-collapse: collapse; width: 100%; font-size: .95rem; line-height: 1.35; }}
caption {{ text-align: left; font-weight: 600; padding: .4rem 0; }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0;
  border-bottom: 1px solid var(--faint); font-weight: 400; }}
.first > * {{ border-bottom: 0; padding-bottom: 0; }} .first th {{ font-weight: 600; }}
thead th {{ color: var(--soft); font-size: .85rem; }}
.bits {{ text-align: right; white-space: nowrap; padding-right: 0; padding-left: .6rem;
  font-variant-numeric: tabular-nums; }}
section + section {{ margin-top: 3rem; border-top: 1px solid var(--faint); }}
@media print {{
  @page {{ margin: 15mm; }}
  body {{ font-size: 10.5pt; }} main {{ max-width: none; padding: 0; }}
  figure svg {{ width: 105mm; }} svg, .lead {{ print-color-adjust: exact; }}
  h2, caption, thead {{ break-after: avoid; }} tr, figure, .lead {{ break-inside: avoid; }}
  .first {{ break-after: avoid; }}
  section + section {{ margin-top: 1.5rem; }}
}}
"""


def page(explanation: Explanation) -> str:
    """Return the adjudicator's page.

    Parameters
    ----------
    explanation
        The pair.
    """
    rows = "\n".join(_row(line, values=explanation.shows_values) for line in explanation.lines)
    told = "\n".join(f"<li>{escape(note)}</li>" for note in notes(explanation))
    values = (
        "This page shows both records: it belongs on the desk of who decides, and is not filed."
        if explanation.shows_values
        else "No value of either record is shown, and the numbers are masked."
    )
    return _whole(
        explanation.title,
        "en",
        f"""<h1>{escape(explanation.title)}</h1>
<p class="lead"><b>{escape(explanation.verdict)}</b> {escape(_weighed(explanation))}</p>
<figure>{explanation.svg()}<figcaption class="soft">How the weight adds up, in bits:
each bit doubles the odds. Filled bars speak for one person, hollow ones against.
</figcaption></figure>
<table><caption>What was compared, what it is worth, and where that comes from</caption>
<thead><tr><th scope="col">field</th><th scope="col">level</th>
<th scope="col" class="bits">bits</th><th scope="col" class="bits">counted</th></tr></thead>
<tbody>
{rows}
<tr><th scope="row"><b>evidence</b></th><td></td><td></td>
<td class="bits"><b>{signed(explanation.weight)}</b></td></tr>
</tbody></table>
<h2>What follows</h2>
<ul>
{told}
</ul>
<p class="soft">{values}</p>""",
    )


def _weighed(explanation: Explanation) -> str:
    return (
        f"{explanation.weight:.1f} bits of evidence on a prior of {signed(explanation.prior)}: "
        f"{explanation.odds}."
    )


def _row(line: Line, *, values: bool) -> str:
    part = line.part
    shown = f"{escape(line.here)}<br>{escape(line.there)}<br>" if values else ""
    return (
        f'<tr class="first"><th scope="row">{escape(part.comparison)}</th>'
        f"<td>{escape(part.level)}</td>"
        f'<td class="bits">{signed(part.bits)}</td>'
        f'<td class="bits">{signed(part.counted)}</td></tr>'
        f'<tr><td class="soft" colspan="4">{shown}{escape(part.because)}</td></tr>'
    )


def letter_page(letter: Letter) -> str:
    """Return the citizen's page, in Indonesian and then in English.

    Parameters
    ----------
    letter
        What is told.
    """
    parts = "\n".join(_section(letter, language) for language in Language)
    return _whole(letter.title(Language.INDONESIAN), "id", parts)


def _section(letter: Letter, language: Language) -> str:
    first, *more = letter.opening(language)
    opening = "\n".join(f"<p>{escape(line)}</p>" for line in more)
    found = "".join(f"<li>{_headed(line)}</li>" for line in letter.found(language))
    ways = "\n".join(f"<p>{escape(line)}</p>" for line in letter.ways(language))
    return f"""<section lang="{language}"><h1>{escape(letter.title(language))}</h1>
<p class="lead">{escape(first)}</p>
{opening}
<ul>{found}</ul>
{ways}
<p class="soft">{escape(letter.closing(language))}</p></section>"""


def _headed(line: str) -> str:
    head, _, rest = line.partition(":")
    return f"<b>{escape(head)}:</b>{escape(rest)}"


def _whole(title: str, language: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<style>{_STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
