"""A gallery in a file: it comes back as it was, or the file is refused with place and way out."""

from __future__ import annotations

import os
import stat
import sys
from array import array
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.errors import BadFile, InvalidValue
from ektpflow.matching import Gallery, Person
from ektpflow.matching.gallery import sections
from ektpflow.matching.kinds import NAME
from ektpflow.population import people, second_identity
from test_gallery import MODEL, crowded, frequencies, town


@pytest.fixture(scope="module")
def full():
    """A gallery in which records came, were found, and left again."""
    rows, _ = town()
    gallery = Gallery(MODEL, frequencies(), crowded(20))
    for at, row in enumerate(rows[:600]):
        gallery.admit(row, at)
    for name in range(0, 600, 5):
        gallery.remove(name)
    return gallery


@pytest.fixture(scope="module")
def path(full, tmp_path_factory):
    file = tmp_path_factory.mktemp("files") / "medan.gallery"
    full.save(file)
    return file


def test_a_gallery_comes_back_as_it_was(full, path):
    rows, _ = town()
    again = Gallery.load(path)
    assert (again.state, len(again), again.links) == (full.state, len(full), full.links)
    assert (again.plan, again.frequencies) == (full.plan, full.frequencies)
    for at, row in enumerate(rows[:700]):
        assert again.search(row, at, floor=0.0) == full.search(row, at, floor=0.0)


def test_what_happens_afterwards_happens_to_both_alike(full, path):
    rows, _ = town()
    here, there = full.copy(), Gallery.load(path)
    for at, row in enumerate(rows[600:700], 600):
        assert here.admit(row, at) == there.admit(row, at)
    for name in range(0, 700, 3):
        here.remove(name)
        there.remove(name)
    assert here.state == there.state
    for row in rows[:50]:
        assert here.search(row, floor=0.0) == there.search(row, floor=0.0)


def test_the_same_gallery_gives_the_same_bytes(path, tmp_path):
    Gallery.load(path).save(tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == path.read_bytes()


def test_persons_come_back_with_their_recording(tmp_path):
    crowd = people(30, seed=9)
    gallery = Gallery()
    for one in crowd:
        gallery.admit(Person.of(one.resident, f"{one.body}#1"))
    gallery.admit(Person.of(second_identity(crowd[0], seed=9).resident, None))
    gallery.save(tmp_path / "persons")
    again = Gallery.load(tmp_path / "persons")
    assert again.entries() == gallery.entries()
    assert again.links == gallery.links != frozenset()
    assert again.get(crowd[3].resident.nik).handle == f"{crowd[3].body}#1"


@pytest.mark.parametrize("name", ["an-id", 7])
def test_ids_come_back_as_they_were(name, tmp_path):
    rows, _ = town()
    gallery = Gallery()
    gallery.enter(rows[0], name)
    gallery.save(tmp_path / "one")
    assert name in Gallery.load(tmp_path / "one")


def test_an_empty_gallery_is_still_a_gallery(tmp_path):
    Gallery().save(tmp_path / "none")
    assert len(Gallery.load(tmp_path / "none")) == 0


@pytest.mark.parametrize("names", [("one", 2), ((1, 2),), (True,)])
def test_ids_that_no_file_can_hold_are_refused(names, tmp_path):
    gallery = Gallery()
    for name in names:
        gallery.enter(town()[0][0], name)
    with pytest.raises(InvalidValue, match="ids of one kind"):
        gallery.save(tmp_path / "odd")
    assert not list(tmp_path.iterdir())


# -- the file keeps secrets ------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_may_read_it(path):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_of_who_left_nothing_is_written(tmp_path):
    rows, _ = town()
    gallery = Gallery()
    gallery.enter(rows[0], 0)
    gallery.enter({**rows[1], "name": "Parlindungan", "address": "Gang Buntu 7"}, 1)
    gallery.remove(1)
    gallery.save(tmp_path / "left")
    content = (tmp_path / "left").read_bytes()
    assert b"PARLINDUNGAN" not in content
    assert b"BUNTU" not in content
    assert b"PARLINDUNGAN" not in Gallery.load(tmp_path / "left").state.encode()


# -- the file is whole, or refused -----------------------------------------------------------------


def _refused(path, place, problem, model=None):
    with pytest.raises(BadFile) as no:
        Gallery.load(path, model)
    assert str(path) in str(no.value)
    assert place in no.value.place
    assert problem in no.value.problem
    assert no.value.hint


@given(share=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_short_is_refused_wherever_it_was_cut(path, tmp_path_factory, share):
    content = path.read_bytes()
    cut = tmp_path_factory.mktemp("cut") / "cut"
    cut.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BadFile) as no:
        Gallery.load(cut)
    assert "cut short" in str(no.value) or no.value.place == "line 1"


@given(seed=st.integers(0, 10**9))
def test_a_file_with_one_byte_altered_is_refused_wherever_it_is(path, tmp_path_factory, seed):
    content = bytearray(path.read_bytes())
    at = Random(seed).randrange(len(content))
    content[at] ^= 1 << Random(seed).randrange(8)
    altered = tmp_path_factory.mktemp("altered") / "altered"
    altered.write_bytes(content)
    with pytest.raises(BadFile):
        Gallery.load(altered)


def test_an_altered_name_is_told_with_the_section_it_stands_in(path, tmp_path):
    content = path.read_bytes()
    start = content.index(b"texts.0 ")
    at = content.index(b"\n", start) + 20
    (tmp_path / "altered").write_bytes(content[:at] + b"~" + content[at + 1 :])
    _refused(tmp_path / "altered", "texts.0", "not those that were written")


def test_a_file_that_lost_a_section_or_gained_something_is_refused(path, tmp_path):
    content = path.read_bytes()
    one, two = content.index(b"links "), content.index(b"texts.0 ")
    (tmp_path / "lost").write_bytes(content[:one] + content[two:])
    _refused(tmp_path / "lost", "links", "another line stands where this section begins")
    (tmp_path / "more").write_bytes(content + b"x")
    _refused(tmp_path / "more", "last line", "something was added")
    end = content.rindex(b"end 0 ")
    (tmp_path / "ended").write_bytes(content[: end + 6] + b"0" * 64 + b"\n")
    _refused(tmp_path / "ended", "last line", "exchanged")


def test_a_file_of_another_format_or_none_is_refused(path, tmp_path):
    content = path.read_bytes()
    other = tmp_path / "other"
    other.write_bytes(content.replace(b"ektpflow gallery 1", b"ektpflow gallery 2", 1))
    _refused(other, "line 1", "is of format 2; this library reads 1")
    other.write_text("nik,name\n", encoding="utf-8")
    _refused(other, "line 1", "is no ektpflow gallery")
    _refused(tmp_path / "nowhere", "file", "cannot be read")


def test_a_file_of_another_model_is_refused(path):
    for other in (attrs.evolve(MODEL, possible=29.0), attrs.evolve(MODEL, version="9")):
        _refused(path, "head", "was made with model expert/2", other)


def _reading(**other):
    """The model with names that are read by a kind of one's own."""
    kind = attrs.evolve(NAME, name="our names", **other)
    names = attrs.evolve(MODEL.comparisons[0], kind=kind)
    return attrs.evolve(MODEL, comparisons=(names, *MODEL.comparisons[1:]))


@pytest.mark.parametrize(
    "other",
    [
        {"read": lambda raw: f"{NAME.read(raw)}!"},
        {"features": {**NAME.features, "consonants": lambda text: text}},
    ],
    ids=["reader", "feature"],
)
def test_a_file_that_was_read_by_other_rules_is_refused(other, tmp_path):
    rows, _ = town()
    gallery = Gallery(_reading())
    for at, row in enumerate(rows[:300]):
        gallery.enter(row, at)
    gallery.save(tmp_path / "ours")
    assert Gallery.load(tmp_path / "ours", _reading()).state == gallery.state
    _refused(tmp_path / "ours", "texts.0", "read by other rules today", _reading(**other))


def test_a_gallery_that_cannot_be_written_leaves_what_stood_there(
    full, path, tmp_path, monkeypatch
):
    file = tmp_path / "medan.gallery"
    file.write_bytes(path.read_bytes())

    def fails(handle):
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="no space"):
        full.save(file)
    assert file.read_bytes() == path.read_bytes()
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_means_the_same_on_a_machine_that_counts_from_the_other_end(monkeypatch):
    numbers = array("I", [1, 2, 65_536])
    little = sections.packed(numbers) if sys.byteorder == "little" else None
    assert little == b"\1\0\0\0\2\0\0\0\0\0\1\0"
    monkeypatch.setattr(sections.sys, "byteorder", "big")
    turned = sections.packed(numbers)
    assert turned == b"\0\0\0\1\0\0\0\2\0\1\0\0"
    assert sections.unpacked("I", turned) == numbers
