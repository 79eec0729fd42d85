"""The style of a study's page: readable on a phone, at a desk, on paper, by day and by night.

The colours are those of the drawings, whose contrast is tested; no colour carries a meaning alone.
"""

from __future__ import annotations

from typing import Final

from ektpflow.draw import INKS

__all__ = ["STYLE"]

_NAMES: Final = {"ink": "ink", "soft": "soft", "ground": "ground", "band": "band", "line": "faint"}


def _colours(night: int) -> str:
    return "".join(f"--{name}: {INKS[ink][night]}; " for name, ink in _NAMES.items())


_LIGHT: Final = f":root {{ {_colours(0)}--edge: {INKS['main'][0]}; }}"
_DARK: Final = f":root {{ {_colours(1)}--edge: {INKS['main'][1]}; }}"
# plain black on white, and lines that a printer shows
_PAPER: Final = (
    ":root { color-scheme: light; --ink: #000; --soft: #333; --ground: #fff; --band: #f0f0f0; "
    "--line: #999; --edge: #000; }"
)

_RULES: Final = """
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  color: var(--ink); background: var(--ground); overflow-wrap: break-word; }
main { max-width: 46rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: .5rem 0 1rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.6rem 0 .6rem; }
p { margin: .6rem 0; }
.lead { font-size: 1.1rem; }
.label { border-left: 4px solid var(--edge); background: var(--band); padding: .6rem .9rem; }
.note, figcaption, tfoot td { color: var(--soft); font-size: .875rem; }
.big b { display: block; font-size: 1.6rem; line-height: 1.3; }
i { font-style: italic; color: var(--soft); }
pre { background: var(--band); padding: .6rem .9rem; font-size: .875rem; overflow-x: auto; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .6rem 0; }
dt { color: var(--soft); } dd { margin: 0; }
figure { margin: 1rem 0; }
figure svg { display: block; width: min(100%, 29rem); }
.wide { overflow-x: auto; margin: 1.2rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.35;
  font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; font-size: 1rem; padding: .4rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem 1rem .35rem 0;
  border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-bottom: 0; } tbody th { font-weight: 400; }
thead tr:last-child > * { border-bottom: 2px solid var(--line); }
.units td { color: var(--soft); padding-top: 0; }
.right { text-align: right; white-space: nowrap; }
.group th, .group td { font-weight: 600; background: var(--band); }
.part th { padding-left: 1rem; } .days tbody td:first-child { white-space: nowrap; }
tfoot td { border: 0; }
@media (max-width: 30rem) {
  th, td { padding-right: .55rem; } table { font-size: .85rem; }
  .part i { display: block; } .days table { font-size: .8rem; }
  .days th, .days td { padding-right: .3rem; }
}
@media print {
  PAPER
  @page { margin: 15mm; }
  body { font-size: 10.5pt; line-height: 1.4; } main { max-width: none; padding: 0; }
  h2 { margin-top: 1.6rem; } .big b { font-size: 1.3rem; } th, td { padding-top: .2rem;
    padding-bottom: .2rem; }
  .wide, pre { overflow: visible; white-space: normal; }
  h1, h2, h2 + p, caption, thead, .group { break-after: avoid; }
  figure, tr, .label, .keep, .plain table, .parts tbody { break-inside: avoid; }
  figure svg { width: 100mm; }
  .parts tbody:last-of-type { break-before: avoid; }
  tfoot { display: table-row-group; }
  svg, .group th, .group td, .label { print-color-adjust: exact; }
  p { orphans: 3; widows: 3; }
}
"""

#: The style sheet, whole.
STYLE: Final = (
    f":root {{ color-scheme: light dark; }}\n{_LIGHT}\n"
    f"@media screen and (prefers-color-scheme: dark) {{ {_DARK} }}"
    f"{_RULES.replace('PAPER', _PAPER)}"
)
