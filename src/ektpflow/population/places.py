"""Where people live and are born, and the numbers that offices give them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.population.dates import Day
from ektpflow.population.slips import skeleton
from ektpflow.population.words import Draw, Pool, one_of
from ektpflow.region import Level, RegionCode, RegionTable

__all__ = ["REGIONS", "Home", "Numbers", "Places"]

#: Kota Medan, Kota Binjai and nine kecamatan of Kabupaten Deli Serdang around them
#: (Kepmendagri 300.2.2-2138/2025) [S].
REGIONS: Final = (
    *(f"12.71.{number:02d}" for number in range(1, 22)),
    *(f"12.75.{number:02d}" for number in range(1, 6)),
    *(f"12.07.{number:02d}" for number in (2, 5, 21, 22, 23, 24, 25, 26, 28)),
)
# Kecamatan far away, where some got their NIK before they came (the same decree) [S].
_FAR: Final = (
    "117101", "120201", "120501", "120602", "120801", "121901", "127201", "137101", "147101",
    "167101", "187101", "317103", "327101", "327302", "331101", "337201", "337401", "347101",
    "350501", "357801",
)  # fmt: skip
_FIRST_SERIAL: Final = 9001
_SERIALS: Final = 999
_VILLAGES: Final = 6
_CITY: Final = 71  # cities are numbered from 71, regencies below
_LOCAL: Final = Pool.of(
    "Medan Binjai Stabat Tebing-Tinggi Pematangsiantar Lubuk-Pakam Belawan Kabanjahe Deli-Tua"
    " Perbaungan Kisaran Galang Berastagi Pancur-Batu",
    level=6,
)
_STREETS: Final = Pool.of(
    "Melati Mawar Kenanga Anggrek Dahlia Flamboyan Cempaka Teratai Seroja Kamboja Merpati Rajawali"
    " Garuda Nuri Elang Cendana Jati Mahoni Pinus Beringin Sawo Mangga Rambutan Durian Nangka"
    " Kelapa"
    " Bahagia Damai Sejahtera Makmur Sentosa Rukun Pendidikan Pelita Karya Sekolah Pasar Mesjid"
    " Stasiun Lapangan Bukit Sungai Pantai Danau Rakyat Pembangunan Kartini Sudirman Diponegoro"
    " Cokroaminoto Sisingamangaraja Imam-Bonjol Gajah-Mada Veteran Pahlawan Pemuda Merdeka",
    level=20,
)
_KINDS: Final = ("JALAN", "JALAN", "JALAN", "GANG", "LORONG")


@attrs.frozen
class Home:
    """Where a household lives: six digits, village, street, RT and RW, number of its KK."""

    kecamatan: str
    village: str
    street: str
    rt: str
    rw: str
    kk: str


class Numbers:
    """Gives out NIK and KK numbers, none twice, all of the serials that offices do not reach."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._taken: set[str] = set()

    def nik(self, kecamatan: str, others: tuple[str, ...], day: Day, *, female: bool) -> str:
        """Return a NIK of the kecamatan or, where its serials are used up, of one of the others.

        Raises
        ------
        InvalidValue
            If the serials of this day and sex are used up everywhere.
        """
        year, month, number = day
        coded = f"{number + 40 * female:02d}{month:02d}{year % 100:02d}"
        for region in (kecamatan, *others):
            if found := self._free(region + coded):
                return found
        raise InvalidValue(
            "synthetic register",
            f"one person more of one sex born on {year}-{month:02d}-{number:02d}",
            f"999 synthetic numbers are set apart for a kecamatan, sex and day, and the "
            f"{1 + len(others)} kecamatan have given out theirs",
            "name more kecamatan in regions=, or make fewer rows",
        )

    def kk(self, kecamatan: str) -> str:
        """Return a KK number, recorded on some day from 2006 to 2025."""
        draw = self._draw
        while True:
            day = f"{1 + int(draw() * 28):02d}{1 + int(draw() * 12):02d}{6 + int(draw() * 20):02d}"
            if found := self._free(kecamatan + day):
                return found

    def _free(self, start: str) -> str:
        serial = int(self._draw() * _SERIALS)
        for step in range(_SERIALS):
            number = f"{start}{_FIRST_SERIAL + (serial + step) % _SERIALS}"
            if number not in self._taken:
                self._taken.add(number)
                return number
        return ""


class Places:
    """The kecamatan of a register with their villages, streets and towns."""

    def __init__(self, draw: Draw, regions: Iterable[str | RegionCode], numbers: Numbers) -> None:
        self._draw = draw
        self._numbers = numbers
        if isinstance(regions, str):
            raise InvalidValue(
                "synthetic register, regions",
                repr(regions),
                "regions are several kecamatan, so one text is not enough",
                f'give regions=["{regions}"]',
            )
        codes = tuple(RegionCode(str(region)) for region in regions)
        for code in codes:
            if code.level is not Level.DISTRICT:
                raise InvalidValue(
                    "synthetic register, regions",
                    str(code),
                    "people are recorded in a kecamatan",
                    "write each like 12.71.17",
                )
        if not codes:
            raise InvalidValue(
                "synthetic register, regions",
                "no kecamatan",
                "people live somewhere",
                "name at least one, or leave regions= out",
            )
        self.kecamatan: Final = tuple(code.digits for code in codes)
        self._villages: Final = {code.digits: _villages(code) for code in codes}

    def home(self, *, away_from: str = "") -> Home:
        """Return a new home, in another kecamatan than the one named where there is another."""
        draw = self._draw
        kecamatan = one_of(draw, self.kecamatan)
        while kecamatan == away_from and len(self.kecamatan) > 1:
            kecamatan = one_of(draw, self.kecamatan)
        kind = one_of(draw, _KINDS)
        street = _STREETS.draw(draw()).replace("-", " ")
        return Home(
            kecamatan,
            one_of(draw, self._villages[kecamatan]),
            f"{kind} {street} NO {1 + int(draw() * 180)}",
            f"{1 + int(draw() * 14):03d}",
            f"{1 + int(draw() * 9):03d}",
            self._numbers.kk(kecamatan),
        )

    def registered(self, kecamatan: str) -> str:
        """Return where somebody who lives here got a NIK: mostly here, else near, or far away."""
        chance = self._draw()
        if chance < 0.75:  # (shares invented)
            return kecamatan
        return one_of(self._draw, self.kecamatan if chance < 0.92 else _FAR)

    def town(self) -> str:
        """Return a town of the country around, where most people are born."""
        return _LOCAL.draw(self._draw()).replace("-", " ")


def in_other_words(draw: Draw, street: str) -> str:
    """Return the address as another clerk writes it: other short forms, no number, a comma."""
    kind, _, rest = street.partition(" ")
    name, _, number = rest.partition(" NO ")
    sign = one_of(draw, (" NO ", " NO.", " NO. ", " ", ", NO. ", ""))
    return f"{_short(draw, kind)} {name}" + (sign + number if sign else "")


def _short(draw: Draw, kind: str) -> str:
    """Write a kind of street by its first letter and one or two consonants, or in full."""
    if draw() < 0.2:  # (shares invented)
        return kind
    return skeleton(kind, 1 + int(draw() * 2)) + ("." if draw() < 0.5 else "")


def _villages(code: RegionCode) -> tuple[str, ...]:
    """Return the villages that the package knows, else six numbers as the scheme gives them."""
    table = RegionTable.builtin()
    if code in table:
        return tuple(str(village) for village in table.children(code))
    first = 1001 if int(code.digits[2:4]) >= _CITY else 2001
    return tuple(f"{code}.{first + number}" for number in range(_VILLAGES))
