"""The page "Alur KTP-el": every status and every row of a lifecycle in words, as HTML.

Nothing here needs Sphinx, so the tests read the page without it. What a status is, what it means,
what the law says and where it leads comes from the table; only the words around it stand here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from html import escape
from itertools import pairwise
from typing import Final

import attrs

from ektpflow.lifecycle import AnyStatus, Basis, Lifecycle, Phase, Rule, Said, about
from ektpflow.lifecycle.citizen import About, Took
from ektpflow.lifecycle.drawing.boxes import MAIN_WAY
from ektpflow.lifecycle.picture import lifecycle_html
from ektpflow.lifecycle.ways import in_words
from way_words import WORDS, Words

__all__ = ["Page", "anchor"]

#: A row that is alike in more statuses than this is told in full once, for all of them.
_FEW: Final = 5
_AHEAD: Final = frozenset(pairwise(MAIN_WAY))


def anchor(status: AnyStatus) -> str:
    """Return the anchor of a status, the same in both languages."""
    return str(status).lower().replace("_", "-")


@attrs.frozen
class Shared:
    """Rows that are alike in many statuses: one fact, one office, one basis, one sentence."""

    rows: tuple[Rule, ...]

    @property
    def row(self) -> Rule:
        """One that speaks for all."""
        return self.rows[0]

    @property
    def anchor(self) -> str:
        """Its anchor on the page."""
        return f"fact-{self.row.event.__name__.lower()}"


@attrs.frozen(slots=False)
class Page:
    """The page of one lifecycle in one language.

    Parameters
    ----------
    lifecycle
        The table.
    language
        ``"id"`` or ``"en"``.
    """

    lifecycle: Lifecycle
    language: str

    @property
    def words(self) -> Words:
        """What the page says that the table does not know."""
        return WORDS[self.language]

    # -- the parts, in the order of the page -------------------------------------------------------

    @property
    def head(self) -> str:
        """The diagram, whose boxes lead to the statuses, and how to read the page."""
        rows = self.lifecycle.rules
        chosen = sum(row.basis.ours for row in rows)
        intro = self.words.intro.format(
            statuses=len(self.lifecycle.statuses), rows=len(rows), ours=chosen
        )
        legend = "".join(
            f"<dt>{self._mark(mark)}</dt><dd>{escape(meaning)}</dd>"
            for mark, meaning in self.words.strengths.items()
        )
        picture = lifecycle_html(self.lifecycle, link=lambda status: f"#{anchor(status)}")
        return self._spoken(
            f'<div class="way-top"><p>{escape(intro)}</p>\n{picture}'
            f'<div class="way-legend"><p>{escape(self.words.legend)}</p>'
            f'<dl class="simple">{legend}</dl>'
            f"<p>{escape(self.words.written_in)}</p></div></div>"
        )

    def phases(self) -> Iterator[tuple[Phase, tuple[AnyStatus, ...]]]:
        """Give the statuses by phase, in the order of the flow."""
        for phase in Phase:
            found = tuple(s for s in self.lifecycle.statuses if s.phase is phase)
            if found:
                yield phase, found

    def heading(self, phase: Phase) -> str:
        """Return the heading of a phase."""
        return self.words.phases[phase]

    def title(self, status: AnyStatus) -> str:
        """Return the heading of a status: the word for people, never the code."""
        word = status.label if self.language == "id" else status.english
        return word[0].upper() + word[1:]

    def section(self, status: AnyStatus) -> str:
        """Return what is told of a status, below its heading."""
        told, words = about(status), self.words
        other = status.english if self.language == "id" else status.label
        own = f' <span class="way-ours">{escape(words.own_word)}</span>' if status.ours else ""
        facts = [
            (words.can_do, f"<p>{self._say(told.can_do)}</p>"),
            (words.next, f"<p>{escape(self._next(told))}</p>"),
            (words.takes, _list(map(self._took, told.takes))),
            (words.basis, f"<p>{self._basis(told.basis)}</p>"),
        ]
        listed = "".join(f"<dt>{escape(what)}</dt><dd>{said}</dd>" for what, said in facts if said)
        lang = "en" if self.language == "id" else "id"
        return self._spoken(
            f'<p class="way-code"><code>{status}</code> <span lang="{lang}">{escape(other)}</span>'
            f"{own}</p>\n"
            f'<p class="way-meaning">{self._say(told.meaning)}</p>\n'
            f'<dl class="way-facts simple">{listed}</dl>\n{self._on(status)}'
        )

    @property
    def often(self) -> str:
        """What can happen in many statuses, each told once with the statuses it is told of."""
        entries = [
            f'<li id="{shared.anchor}">{self._row(shared.row)}<p class="way-from">'
            f"{escape(self.words.possible_in)} {self._where(shared)}</p></li>"
            for shared in self.shared
        ]
        return self._spoken(f'<ul class="way-on">{"".join(entries)}</ul>')

    @cached_property
    def shared(self) -> tuple[Shared, ...]:
        """The rows that are told once, those that end a case first."""
        alike: dict[object, list[Rule]] = {}
        for row in self.lifecycle.rules:
            # a fact that keeps the status leads from everywhere to the same: to where it was
            target = None if row.stays else row.target
            key = (row.event, target, row.office, row.role, row.basis, row.says)
            alike.setdefault(key, []).append(row)
        found = [Shared(tuple(rows)) for rows in alike.values() if len(rows) > _FEW]
        return tuple(sorted(found, key=lambda shared: shared.row.stays))

    # -- pieces of them ----------------------------------------------------------------------------

    def _on(self, status: AnyStatus) -> str:
        """Return the ways on: the own ones in full, those of many statuses folded."""
        words = self.words
        often = {row: shared for shared in self.shared for row in shared.rows}
        rows = sorted(self.lifecycle.table[status].values(), key=self._rank)
        own = [row for row in rows if row not in often]
        html = ""
        if status in self.lifecycle.finals:
            html += f'<p class="way-end">{escape(words.ends)}</p>'
        if own:
            html += f'<p class="way-title">{escape(words.ways)}</p>'
            html += (
                f'<ul class="way-on">{"".join(f"<li>{self._row(row)}</li>" for row in own)}</ul>'
            )
        if len(own) < len(rows):
            folded = _list(
                f'{self._say(row.says)} <a href="#{often[row].anchor}">{escape(words.more)}</a>'
                for row in rows
                if row in often
            )
            summary = words.also.format(count=len(rows) - len(own))
            html += f'<details class="way-also"><summary>{escape(summary)}</summary>{folded}'
            html += "</details>"
        return html

    def _where(self, shared: Shared) -> str:
        """Say in which statuses, by those that are left out where these are fewer."""
        words, table = self.words, self.lifecycle
        sources = {row.source for row in shared.rows}
        still = [s for s in table.statuses if s not in table.finals and s != table.initial]
        for name, those in ((words.every_open, still), (words.every, table.statuses)):
            left = [status for status in those if status not in sources]
            if sources <= set(those) and len(left) < len(sources):
                return escape(name) + (f", {escape(words.but)} {self._links(left)}" if left else "")
        return self._links([row.source for row in shared.rows])

    def _links(self, statuses: Iterable[AnyStatus]) -> str:
        # some of their names have commas
        return " · ".join(map(self._link, statuses))

    def _rank(self, row: Rule) -> int:
        """Put the good way first, then what leaves it, then ends, then what keeps the status."""
        if row.stays:
            return 3
        if (row.source, row.target) in _AHEAD:
            return 0
        return 2 if row.target in self.lifecycle.finals else 1

    def _row(self, row: Rule) -> str:
        words = self.words
        fact = in_words(row.event.__name__)
        leads = (
            escape(words.stays)
            if row.stays
            else f"→ {escape(words.leads)} {self._link(row.target)}"
        )
        office = "" if row.office is None else f"{words.offices[row.office]}, "
        return (
            f"<p>{self._say(row.says)}</p>"
            f'<p class="way-leads"><strong>{leads}</strong> · '
            f"{escape(office + words.roles[row.role])} · "
            f'<code title="{escape(fact)}">{row.event.__name__}</code></p>'
            f'<p class="way-basis">{self._basis(row.basis)}</p>'
        )

    def _next(self, told: About) -> str:
        words = self.words
        if told.next_office is None:
            return words.nobody if told.status in self.lifecycle.finals else words.not_known
        office = words.offices[told.next_office]
        return (words.you_at if told.citizen_first else words.office_at).format(office=office)

    def _took(self, took: Took) -> str:
        if not took.known:
            return self._say(took.says)
        return f'{self._say(took.says)} <span class="way-source">{self._basis(took.basis)}</span>'

    def _basis(self, basis: Basis) -> str:
        text = f'<span lang="en">{escape(basis.text)}</span>' if basis.text else ""
        return f"{self._mark(basis.strength)} {text}".rstrip()

    def _mark(self, strength: str) -> str:
        if strength == "ours":
            return f'<span class="way-ours">{escape(self.words.ours)}</span>'
        meaning = escape(self.words.strengths[strength])
        return f'<abbr class="way-mark" title="{meaning}">{strength}</abbr>'

    def _link(self, status: AnyStatus) -> str:
        return f'<a href="#{anchor(status)}">{escape(self.title(status))}</a>'

    def _say(self, said: Said) -> str:
        return escape(said.indonesian if self.language == "id" else said.english)

    def _spoken(self, html: str) -> str:
        return f'<div class="way" lang="{self.language}">\n{html}\n</div>'


def _list(items: Iterable[str]) -> str:
    """Return a list; a single item is no list."""
    found = tuple(items)
    if len(found) == 1:
        return f"<p>{found[0]}</p>"
    listed = "".join(f"<li>{item}</li>" for item in found)
    return f"<ul>{listed}</ul>" if listed else ""
