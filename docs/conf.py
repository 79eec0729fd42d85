"""Sphinx settings. No page needs the network; the glossary and the law come from data files."""

from __future__ import annotations

import csv
import os
import shutil
import sys
from pathlib import Path

from ektpflow import __version__
from ektpflow.lifecycle import KTP_EL
from ektpflow.population import Rates

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "ektpflow" / "data"
# the modules of this folder import each other by their plain names
sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from card_way import anchor  # noqa: E402  (found by the line above)

project = "ektpflow"
author = "The ektpflow developers"
copyright = "2026, the ektpflow developers"
version = release = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "alur",
]
if os.environ.get("EKTPFLOW_INTERSPHINX"):  # without a network it is only a warning, and -W fails
    extensions.append("sphinx.ext.intersphinx")
    intersphinx_mapping = {"python": ("https://docs.python.org/3", None)}

source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "ektpflow"
html_static_path = ["_static"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_typehints = "description"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_use_rtype = False
suppress_warnings = ["myst.xref_missing", "ref.python"]
# names of other projects cannot be resolved without a network; our own must be
nitpick_ignore_regex = [
    ("py:.*", r"(?!ektpflow).*"),
    ("py:class", r"ektpflow\..*\._\w+"),  # private bases have no page
    ("py:.*", r"ektpflow\.[a-z_.]+\.(T|F|C|World|S_co|A_co)"),  # nor have type variables
    ("py:attr", r"ektpflow\.lifecycle\.status\.Status\.[A-Z_]+"),  # statuses have one of theirs
]


def _table(file: str, columns: list[str]) -> str:
    with (DATA / file).open(encoding="utf-8", newline="") as rows:
        lines = [columns, ["---"] * len(columns)]
        lines += [[row[column] for column in columns] for row in csv.DictReader(rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _code(name: str) -> str:
    """Return a code that a narrow column may break."""
    return f"<code>{name.replace('_', '_<wbr>')}</code>"


def _statuses() -> str:
    lines = [":::{container} codes", ""]
    lines += ["| status | Indonesian | English | phase | our own word |", "|---" * 5 + "|"]
    lines += [
        f'| <a href="../explanation/alur-ktp-el.html#{anchor(s)}">{_code(s)}</a> | {s.label} '
        f"| {s.english} | {s.phase.value} | {'yes' if s.ours else ''} |"
        for s in KTP_EL.statuses
    ]
    lines += [":::", "", "## Rows", "", ":::{container} codes", ""]
    lines += ["| from | fact | to | role | guards | basis |", "|---" * 6 + "|"]
    lines += [
        f"| {_code(r.source)} | {r.event.__name__} | {_code(r.target)} | {r.role} | "
        f"{' '.join(map(_code, r.guards))} | {r.basis.strength} |"
        for r in KTP_EL.rules
        if not r.stays
    ]
    return "\n".join([*lines, ":::"])


def _rates() -> str:
    table = Rates().table()
    lines = [[column.name for column in table.columns], ["---", "---:", "---", "---"]]
    lines += [[_code(name), f"{share:g}", *told] for name, share, *told in table.rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


#: What a page asks for by a name in double braces.
_MADE = {
    "glossary": lambda: _table("glossary.csv", ["term", "indonesian", "english", "source"]),
    "legal": lambda: _table("legal.csv", ["instrument", "date", "gives", "source", "mark"]),
    "rates": _rates,
    "statuses": _statuses,
}


def _fill(app: object, _docname: str, source: list[str]) -> None:
    """Put what stands in data files and in the code into the pages that ask for it."""
    for name, made in _MADE.items():
        if f"{{{{{name}}}}}" in source[0]:
            source[0] = source[0].replace(f"{{{{{name}}}}}", made())
            # what is filled in may have changed where the page has not
            app.env.note_reread()  # type: ignore[attr-defined]


def _pictures(app: object, error: Exception | None) -> None:
    """Copy the pictures that a page shows by `<picture>`, which Sphinx does not read."""
    if error is None:
        images = Path(__file__).parent / "images"
        shutil.copytree(images, Path(app.outdir) / "images", dirs_exist_ok=True)  # type: ignore[attr-defined]


def setup(app: object) -> None:
    """Connect the filling of pages, and their pictures."""
    app.connect("source-read", _fill)  # type: ignore[attr-defined]
    app.connect("build-finished", _pictures)  # type: ignore[attr-defined]
