"""The lifecycle as a picture in plain SVG: wide, narrow for a phone, and for a sheet of paper.

KTP_EL has a picture laid out by hand; every other lifecycle gets a layout of its own. No drawing
needs another program, and the same table gives the same bytes.
"""

from __future__ import annotations

from typing import Final

from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.drawing.boxes import Link
from ektpflow.lifecycle.drawing.handlaid import handlaid_svg
from ektpflow.lifecycle.drawing.layered import layered_svg
from ektpflow.lifecycle.drawing.listed import listed_svg

__all__ = ["Link", "lifecycle_html", "lifecycle_sheet", "lifecycle_svg"]

_FORMS: Final = """\
<style>
@media screen and (max-width: 719px) {
  .ektpflow-wide { display: none }
  .ektpflow-narrow { display: block !important }
}
@media print {
  .ektpflow-wide { display: none }
  .ektpflow-sheet { display: block !important; break-inside: avoid }
  .ektpflow-sheet svg { max-height: 96vh }
}
</style>
"""


def lifecycle_svg(lifecycle: Lifecycle, *, narrow: bool = False, link: Link | None = None) -> str:
    """Return the picture of a lifecycle as one SVG element.

    Parameters
    ----------
    lifecycle
        The table to draw.
    narrow
        A list from top to bottom, 368 pixels wide, for a phone. Otherwise KTP_EL is 720 pixels
        wide, and another lifecycle as wide as it needs to be.
    link
        Returns for a status where a click on its box leads, or None. The picture must then stand in
        the page itself: inside an ``<img>`` no browser follows a link.

    Returns
    -------
    str
        SVG text, readable in light, dark and print; a pointer resting on a box or an edge shows
        the facts by name.

    Raises
    ------
    InvalidValue
        When a link leads to a script or any other address that is no page.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.lifecycle.picture import lifecycle_svg
    >>> picture = lifecycle_svg(KTP_EL, link=lambda status: f"#{status.lower()}")
    >>> picture.startswith("<svg"), picture.count(">PRINT_READY_RECORD<")
    (True, 1)
    >>> '<a href="#print_ready_record"' in picture
    True
    """
    if narrow:
        return listed_svg(lifecycle, link)
    return handlaid_svg(lifecycle, link) or layered_svg(lifecycle, link)


def lifecycle_sheet(lifecycle: Lifecycle, *, link: Link | None = None) -> str:
    """Return the picture as a list in two columns, which fits one sheet of A4 with 25 statuses.

    Parameters
    ----------
    lifecycle, link
        As for `lifecycle_svg`.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.lifecycle.picture import lifecycle_sheet
    >>> lifecycle_sheet(KTP_EL).count(">PRINT_READY_RECORD<")
    1
    """
    return listed_svg(lifecycle, link, columns=2)


def lifecycle_html(lifecycle: Lifecycle, *, link: Link | None = None) -> str:
    """Return a part of a page that shows the form which fits: screen, phone or paper.

    Parameters
    ----------
    lifecycle, link
        As for `lifecycle_svg`.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.lifecycle.picture import lifecycle_html
    >>> lifecycle_html(KTP_EL).count("<svg")
    3
    """
    # the two others are hidden on themselves too, for pages that take style sheets out
    return (
        f'{_FORMS}<div class="ektpflow-wide">\n{lifecycle_svg(lifecycle, link=link)}</div>\n'
        f'<div class="ektpflow-narrow" style="display:none">\n'
        f"{lifecycle_svg(lifecycle, narrow=True, link=link)}</div>\n"
        f'<div class="ektpflow-sheet" style="display:none">\n'
        f"{lifecycle_sheet(lifecycle, link=link)}</div>\n"
    )
