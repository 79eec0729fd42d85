"""Mutants of the gallery: each breaks one promise of the search, and one test must notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import test_gallery as gallery
from ektpflow.matching import Gallery
from ektpflow.matching.gallery.at_once import _Many
from ektpflow.matching.gallery.fields import Asked, Layout
from ektpflow.matching.gallery.search import Search
from ektpflow.matching.gallery.shelf import Shelf

__all__ = ["GALLERY", "broken"]

_among, _bound, _drop, _layout = Search.among, Layout.bound, _Many.drop, Layout.__init__


def every_record_weighs_what_the_model_says() -> None:
    gallery.test_one_by_one_and_all_at_once_every_record_weighs_what_the_model_says(counted=False)


def _own_comes_up(self: Any, blocks: Any, more: Any, own: Any, **named: Any) -> Any:
    return _among(self, blocks, more, None, **named)


def _stays_in_its_blocks(self: Any, name: Any) -> bool:
    return self._at.pop(name, None) is not None


def _too_low(self: Any, states: Any) -> float:
    return _bound(self, states) - 0.001


def _drops_too_many(self: Any, limit: float) -> None:
    _drop(self, limit + 0.001)


def _forgets_vetoes(self: Any, words: Any) -> None:
    _layout(self, words)
    for field in self.fields:
        field.vetoed = (False,) * len(field.vetoed)


def _forgets_pairs(self: Any, record: Any, name: Any) -> Any:
    found = self.search(record, name)
    self.enter(record, name)
    return found


def _looks_at_no_text(self: Any, at: int, other: str) -> bool:
    return False


#: By what it breaks: the class, its method, what stands there instead, and who must notice.
GALLERY: Final[dict[str, tuple[type, str, Callable[..., Any], Callable[[], object]]]] = {
    "a record comes up under its own number": (
        Search,
        "among",
        _own_comes_up,
        gallery.test_a_record_finds_itself_under_another_id_and_never_under_its_own,
    ),
    "a removed record is found": (
        Shelf,
        "drop",
        _stays_in_its_blocks,
        gallery.test_a_removed_record_is_never_found_and_its_place_is_taken_by_another,
    ),
    "the bound is below the weight": (
        Layout,
        "bound",
        _too_low,
        every_record_weighs_what_the_model_says,
    ),
    "the bound of a crowd is below the weight": (
        _Many,
        "drop",
        _drops_too_many,
        every_record_weighs_what_the_model_says,
    ),
    "texts are not looked at": (
        Asked,
        "passes",
        _looks_at_no_text,
        every_record_weighs_what_the_model_says,
    ),
    "a veto is forgotten": (
        Layout,
        "__init__",
        _forgets_vetoes,
        gallery.test_a_veto_is_told_and_leaves_the_pair_to_a_person,
    ),
    "a found pair is forgotten": (
        Gallery,
        "admit",
        _forgets_pairs,
        gallery.test_to_plan_anew_never_loses_a_pair_that_was_found,
    ),
}


@contextmanager
def broken(name: str) -> Iterator[None]:
    """Let galleries break one promise."""
    owner, method, instead, _ = GALLERY[name]
    right = getattr(owner, method)
    setattr(owner, method, instead)
    try:
        yield
    finally:
        setattr(owner, method, right)
