"""One self-contained HTML page for a study: no outside request, for phone, desk and print."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import Final

import attrs

from ektpflow import __version__
from ektpflow.report.figures import daily_figure, lead_figure, parts_figure, served_figure
from ektpflow.report.numbers import GROUPS, ILLUSTRATION, invented, long, time_parts
from ektpflow.report.style import STYLE
from ektpflow.report.summary import again, headline, what_ran
from ektpflow.report.tabled import (
    PARTS_NOTES,
    daily_table,
    duplicates_table,
    lead_table,
    served_table,
    standing_table,
)
from ektpflow.simulation import Figure, StudyResult
from ektpflow.tables import Table

__all__ = ["html_page"]

_ROOMS: Final = {
    "demand": "Who comes",
    "citizens": "Citizens (masyarakat)",
    "kecamatan": "The kecamatan",
    "recording": "Recording (perekaman)",
    "network": "Network (jaringan)",
    "centre": "Data centre (Pusat Data)",
    "dinas": "Disdukcapil",
    "printing": "Printing (pencetakan)",
    "blanko": "Blank cards (blanko)",
    "courier": "Cards on their way home",
}
# how a figure is labelled, and how many of a kind there are
_KINDS: Final = {
    "assumption": (ILLUSTRATION, f"invented ({ILLUSTRATION})"),
    "publication": ("publication", "from publications"),
    "data": ("data", "from data"),
    "interview": ("interview", "from interviews"),
}
_UNITS: Final = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}


def html_page(result: StudyResult) -> str:
    """Return the page of a study.

    Parameters
    ----------
    result
        What the run left.
    """
    title = escape(result.scenario.title)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="ektpflow {__version__}">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{_label(result)}
{_what_ran(result)}
{_served(result)}
{_time(result)}
{_where(result)}
{_days(result)}
{_identities(result)}
{_rests_on(result)}
</main>
</body>
</html>
"""


def _label(result: StudyResult) -> str:
    figures = result.scenario.figures
    return f"""<p class="lead">{escape(headline(result))}</p>
<p class="label"><strong>This is an {ILLUSTRATION}.</strong> All people are synthetic.
{invented(result)} of {len(figures)} input figures are invented, because nobody published them, so
what follows from them is invented, too: it shows how the parts act together, not how long anybody
in Medan Baru waits.</p>"""


def _what_ran(result: StudyResult) -> str:
    ran = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in what_ran(result))
    return f"""<h2>What was run</h2>
<dl>{ran}</dl>
<p>To run it again:</p>
<pre tabindex="0"><code>{escape(again(result.scenario))}</code></pre>"""


def _served(result: StudyResult) -> str:
    served, due = result.within_24h
    head = _section(
        "How many were served within 24 hours",
        f"""<p class="big"><b>{served:,} of {due:,}</b> people had their card within 24 hours of the
moment the officer declared their file complete <i lang="id">(berkas lengkap)</i>. That is what the
rule asks for: 1 to 24 hours, Permendagri 19/2018 art. 3(2).</p>""",
        served_figure(result),
        "Cards in hand within a time of file complete. Unit: people.",
    )
    return (
        head
        + _boxed(served_table(result), more=", and within longer times")
        + _boxed(standing_table(result))
    )


def _time(result: StudyResult) -> str:
    half, most = (long(result.lead_quantile(q)) for q in (0.5, 0.9))
    words = f"""<p>From the first visit to the card in hand:</p>
<p class="big"><b>{half}</b> for half of those who have their card (median).</p>
<p class="big"><b>{most}</b> for 90 % of them (90th percentile).</p>"""
    head = _section(
        "How long it took",
        words if result.finished else "<p>Nobody had a card when the run ended.</p>",
        lead_figure(result),
        "How many people had their card after how many days. Unit: people; below: days.",
    )
    return head + _boxed(lead_table(result), more=", in numbers")


def _where(result: StudyResult) -> str:
    head = _section(
        "Where the time went",
        '<p>By obstacle <i lang="id">(hambatan)</i>, grouped as the source study groups them.</p>',
        parts_figure(result),
        "Mean time of those who have their card, by obstacle; what is not shown took less than "
        "0.05 hours. Unit: hours.",
    )
    return head + _parts(result)


def _days(result: StudyResult) -> str:
    head = _section(
        "The daily recap",
        '<p>As offices report it: what was left <i lang="id">(sisa)</i> at the close of each '
        "day.</p>",
        daily_figure(result),
        "Left at the close of each day; each panel has its own scale, and weekends are shaded. "
        "Units: records, blank cards, certificates.",
    )
    return head + _boxed(daily_table(result), "days", ", day by day")


def _identities(result: StudyResult) -> str:
    return f"""<h2>Second identities</h2>
<p>Some of the applicants were planted: one person under a second identity. Matching
<i lang="id">(pemadanan)</i> must catch them, and accuse nobody else.</p>
{_boxed(duplicates_table(result))}"""


def _rests_on(result: StudyResult) -> str:
    figures = result.scenario.figures
    kinds = [figure.kind for figure in figures]
    told = (f"{kinds.count(kind)} {many}" for kind, (_, many) in _KINDS.items() if kind in kinds)
    return f"""<h2>What the figures rest on</h2>
<p>{len(figures)} figures went in: {", ".join(told)}. Each names where it comes from.</p>
{_inputs(figures)}
<p class="note">Obstacles and their names: “Kualitas Pelayanan Pegawai Dalam Pembuatan KTP
Elektronik di Kecamatan Medan Baru Kota Medan”, JEHSS 7(4), 2025, 1319-1326.</p>"""


def _section(heading: str, words: str, svg: str, says: str) -> str:
    """Return a heading, words and a figure that stay on one sheet of paper."""
    return f"""<div class="keep">
<h2>{heading}</h2>
{words}
<figure>{svg}<figcaption>{escape(says)} Source: this run of the scenario;
{ILLUSTRATION}.</figcaption></figure>
</div>
"""


def _boxed(table: Table, kind: str = "plain", more: str = "") -> str:
    """Return a table that scrolls inside its own box where it is too wide."""
    named = attrs.evolve(table, title=table.title + more)
    return _box(named.title, named.html(), kind)


def _box(name: str, inside: str, kind: str) -> str:
    # a box that scrolls must be reached from the keyboard, too
    return (
        f'<div class="wide {kind}" role="region" tabindex="0" aria-label="{escape(name)}">'
        f"{inside}</div>"
    )


def _parts(result: StudyResult) -> str:
    """Return the obstacles by group, with the sum of each group and of the whole."""
    hours, shares = time_parts(result)

    def row(name: str, keys: Sequence[str], kind: str) -> str:
        both = sum(hours[k] for k in keys), sum(shares[k] for k in keys)
        cells = f'<td class="right">{both[0]:,.1f}</td><td class="right">{both[1]:.1f}</td>'
        return f'<tr class="{kind}"><th scope="row">{name}</th>{cells}</tr>'

    def named(english: str, indonesian: str) -> str:
        return f'{escape(english)} <i lang="id">{escape(indonesian)}</i>'

    bodies = []
    for group in GROUPS:
        found = sorted(group.obstacles, key=lambda o: -hours[o.key])
        rows = [row(named(group.label_en, group.label_id), [o.key for o in found], "group")]
        rows += [row(named(o.label_en, o.label_id), [o.key], "part") for o in found]
        bodies.append(f"<tbody>{''.join(rows)}</tbody>")
    whole = row(named("the whole", "seluruhnya"), list(hours), "group")
    notes = "<br>".join(escape(note) for note in PARTS_NOTES)
    return _box(
        "Hours by obstacle",
        "<table><caption>Hours by obstacle, and their share</caption>"
        '<thead><tr><th scope="col">obstacle, by group</th><th scope="col" class="right">mean, '
        'hours</th><th scope="col" class="right">share, %</th></tr></thead>'
        f"{''.join(bodies)}<tbody>{whole}</tbody>"
        f'<tfoot><tr><td colspan="3">{notes}</td></tr></tfoot></table>',
        "parts",
    )


def _valued(figure: Figure) -> str:
    """Say a figure with its unit as people do: shares in hundredths, units in full."""
    if figure.unit == "share":
        return f"{100 * figure.number:g} %"
    unit = _UNITS.get(figure.unit, figure.unit)
    return f"{figure.shown} {unit.removesuffix('s') if figure.shown == '1' else unit}"


def _inputs(figures: Sequence[Figure]) -> str:
    """Return every input figure with unit, kind and source, by the room it speaks of."""
    bodies = []
    for room, inside in groupby(figures, key=lambda figure: figure.path.partition(".")[0]):
        rows = [f'<tr class="group"><th scope="rowgroup" colspan="3">{_ROOMS[room]}</th></tr>']
        rows += [
            f'<tr><th scope="row">{escape(f.meaning)}</th><td>{escape(_valued(f))}</td>'
            f"<td><b>{_KINDS[f.kind][0]}</b>: {escape(f.source)}</td></tr>"
            for f in inside
        ]
        bodies.append(f"<tbody>{''.join(rows)}</tbody>")
    return _box(
        "Input figures",
        "<table><caption>Input figures with unit and source</caption><thead><tr>"
        '<th scope="col">figure</th><th scope="col">value, unit</th>'
        '<th scope="col">kind and source</th></tr></thead>'
        f"{''.join(bodies)}</table>",
        "inputs",
    )
