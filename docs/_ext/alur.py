"""The directive ``{alur} id`` puts the page "Alur KTP-el" together when Sphinx builds it.

It stands last in its page: the statuses become sections of it, with their codes as anchors.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from card_way import Page, anchor
from ektpflow.lifecycle import KTP_EL

INDONESIAN = "id/"


def _raw(html: str) -> nodes.raw:
    return nodes.raw("", html, format="html")


def _section(title: str, ident: str, *children: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *children, ids=[ident])


class Alur(SphinxDirective):
    """Every status and every row of KTP_EL, in one language."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the diagram, then a section for each phase with its statuses."""
        self.env.note_reread()  # the table may have changed where the page has not
        page = Page(KTP_EL, self.arguments[0])
        parts: list[nodes.Node] = [_raw(page.head)]
        for phase, statuses in page.phases():
            told = [
                _section(page.title(status), anchor(status), _raw(page.section(status)))
                for status in statuses
            ]
            parts.append(_section(page.heading(phase), f"phase-{phase.name.lower()}", *told))
        return [*parts, _section(page.words.often, "often", _raw(page.often))]


def _speak(
    _app: Sphinx, docname: str, _template: str, context: dict[str, object], _: object
) -> None:
    """Tell browsers and screen readers that a page is in Indonesian."""
    if docname.startswith(INDONESIAN):
        context["language"] = "id"


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("alur", Alur)
    app.connect("html-page-context", _speak)
    app.add_css_file("alur.css")
    return {"parallel_read_safe": True}
