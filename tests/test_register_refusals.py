"""What no synthetic register can be made from, and how it is refused."""

from __future__ import annotations

import attrs
import pytest

from ektpflow.errors import InvalidValue
from ektpflow.population import Rates, register
from recorded import ERRORS


@pytest.fixture(scope="module")
def world():
    return register(50, seed=1)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"rows": 0}, r"rows: 0 .* at least one\. give register\(50_000, seed=1\)"),
        ({"rows": 1.5}, r"rows: 1\.5 .* whole number"),
        ({"rows": True}, r"rows: True .* whole number"),
        ({"doubles": 0.5}, r"doubles: 0\.5 .* from 0 to 0\.45\. give doubles=0\.2"),
        ({"doubles": float("nan")}, r"doubles: nan .* from 0"),
        ({"doubles": "many"}, r"doubles: 'many' .* share of the rows"),
        ({"seed": None}, r"seed: a value of type NoneType .* made again\. give seed=1"),
        ({"mix": {"papua": 1.0}}, r"mix: papua .* cultures are jawa, sunda, .*bali"),
        ({"mix": {"jawa": 0.5}}, r"mix: 0\.5 = 0\.5 .* sum to 1\. divide each by their sum"),
        ({"mix": {"jawa": 1.5, "bali": -0.5}}, r"1\.5 \+ -0\.5 = 1 .* not below 0"),
        ({"mix": {}}, r"mix: empty .* sum to 1"),
        ({"mix": {"jawa": "all"}}, r"mix: .*'all'.* as a number\. give mix="),
        ({"mix": ["jawa"]}, r"mix: \['jawa'\] .* each name culture its share"),
        ({"regions": []}, r"no kecamatan .* leave regions= out"),
        ({"regions": ["12.71"]}, r"regions: 12\.71 .* recorded in a kecamatan\. write each like 12\.71\.17"),
        ({"regions": "12.71.17"}, r"one text is not enough\. give regions=\[\"12\.71\.17\"\]"),
        ({"regions": ["Medan"]}, r"region code: 'Medan' .* write it like"),
        ({"rates": {"twins": 0.5}}, r"rates: a value of type dict .* give rates=Rates\(twins"),
        ({"rates": Rates(thirds=0.6)}, r"thirds: 0\.6 .* at most half .* give thirds=0\.5 or less"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)  # fmt: skip
def test_what_no_register_can_be_made_from_is_refused_in_words(given, told):
    with pytest.raises(InvalidValue, match=told):
        register(**{"rows": 10, "seed": 1, **given})


@pytest.mark.parametrize("rate", [*ERRORS, "twins", "thirds"])
def test_a_rate_is_a_share(rate):
    for wrong in (-0.01, 1.01, float("nan"), "0.5", None, True):
        with pytest.raises(
            InvalidValue, match=rf"rates, {rate}: .* between 0 .* give {rate}=0\.05"
        ):
            Rates(**{rate: wrong})
    assert getattr(Rates(**{rate: 1}), rate) == 1


@pytest.mark.parametrize("factor", [-1, float("nan"), float("inf"), "2", None, True])
def test_errors_become_a_number_of_times_as_frequent(factor):
    with pytest.raises(InvalidValue, match=r"factor: .* no rarer than never\. give 0 for a world"):
        Rates().scaled(factor)


def test_scaling_changes_the_errors_alone_and_no_rate_goes_beyond_always():
    double = Rates().scaled(2)
    for field in attrs.fields(Rates):
        before, after = getattr(Rates(), field.name), getattr(double, field.name)
        assert after == (2 * before if field.name in ERRORS else before)
    assert all(getattr(Rates().scaled(1_000), name) == 1 for name in ERRORS)


def test_a_frame_of_another_library_and_a_row_that_is_not_there_are_refused(world):
    with pytest.raises(InvalidValue, match=r"'excel' .* pandas, polars, pyarrow.* or take columns"):
        world.frame("excel")
    for row in (-1, 50, 1.5, "7"):
        with pytest.raises(InvalidValue, match=r"row: .* has 50 rows, numbered from 0.* 0 to 49"):
            world.resident(row)
