"""Places of birth in one spelling.

A place of birth is written as a town, a regency, a village or with its province, in old and new
spelling and in abbreviations, so two records of one person seldom share it letter by letter.

- Words for the kind of place in front are left off (Kota, Kabupaten, Kab., Desa ...), except where
  Kota is part of the name (Kotabaru, Kota Pinang: our choice of list);
- what follows a comma or a bracket is the larger place (Medan, Sumut) and is left off;
- usual abbreviations of parts of names become the part (Tj., P. Siantar: our choice of list);
- the spelling before 1972 is read as in `names`.

Renamed towns are not joined: we have no source that lists them with their dates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ektpflow.matching.reading import spelling
from ektpflow.matching.reading.spelling import modern, plain, raw_text, told
from ektpflow.matching.reading.spelling import words as clean

__all__ = ["as_region", "place_key", "read_place"]

_KINDS: Final = frozenset(
    {"KOTA", "KABUPATEN", "KAB", "KOTAMADYA", "KODYA", "KOTIF", "DESA", "DS", "DUSUN"}
    | {"KELURAHAN", "KEL", "KECAMATAN", "KEC", "PROVINSI", "PROPINSI", "PROV", "DKI", "DI"}
)
_KOTA: Final = frozenset(
    {"BARU", "BUMI", "AGUNG", "PINANG", "MOBAGU", "GAJAH", "RAJA", "WARINGIN", "DALAM"}
)
_EXPANDED: Final = {
    "TJ": "TANJUNG",
    "TG": "TANJUNG",
    "TJG": "TANJUNG",
    "TGJ": "TANJUNG",
    "TJUNG": "TANJUNG",
    "LBK": "LUBUK",
    "BKT": "BUKIT",
    "PDG": "PADANG",
    "PKL": "PANGKALAN",
    "PMT": "PEMATANG",
    "BDR": "BANDAR",
    "GN": "GUNUNG",
    "GNG": "GUNUNG",
    "KP": "KAMPUNG",
    "KPG": "KAMPUNG",
    "KAMP": "KAMPUNG",
    "SIMP": "SIMPANG",
    "SP": "SIMPANG",
    "UJG": "UJUNG",
    "MR": "MUARA",
    "SEI": "SUNGAI",
    "SEL": "SELATAN",
    "UTR": "UTARA",
    "TIM": "TIMUR",
    "BRT": "BARAT",
    "TENG": "TENGAH",
    "JKT": "JAKARTA",
    "SBY": "SURABAYA",
    "BDG": "BANDUNG",
    "JAKPUS": "JAKARTA PUSAT",
    "JAKSEL": "JAKARTA SELATAN",
    "JAKTIM": "JAKARTA TIMUR",
    "JAKBAR": "JAKARTA BARAT",
    "JAKUT": "JAKARTA UTARA",
    "JOGJAKARTA": "YOGYAKARTA",
    "JOGJA": "YOGYAKARTA",
    "YOGYA": "YOGYAKARTA",
}
# One letter says which part only together with the next word.
_TWO_WORDS: Final = {
    ("D", "I"): "DI",
    ("P", "SIANTAR"): "PEMATANG SIANTAR",
    ("P", "BRANDAN"): "PANGKALAN BRANDAN",
    ("P", "BERANDAN"): "PANGKALAN BERANDAN",
    ("P", "SUSU"): "PANGKALAN SUSU",
    ("P", "SIDEMPUAN"): "PADANG SIDEMPUAN",
    ("P", "SIDIMPUAN"): "PADANG SIDIMPUAN",
    ("P", "PINANG"): "PANGKAL PINANG",
    ("T", "BALAI"): "TANJUNG BALAI",
    ("T", "TINGGI"): "TEBING TINGGI",
    ("TB", "TINGGI"): "TEBING TINGGI",
    ("B", "ACEH"): "BANDA ACEH",
    ("B", "LAMPUNG"): "BANDAR LAMPUNG",
    ("L", "PAKAM"): "LUBUK PAKAM",
}
_REGENCY: Final = 5  # 12.71
_DISTRICT: Final = 8  # 12.71.17


def read_place(raw: object) -> str:
    """Return the name of a place in the spelling in which places are compared.

    Examples
    --------
    >>> from ektpflow.matching.reading.places import read_place
    >>> read_place("Kab. Deli Serdang"), read_place("P. Siantar"), read_place("Bandoeng (Jabar)")
    ('DELI SERDANG', 'PEMATANG SIANTAR', 'BANDUNG')
    >>> read_place("Tj. Balai") == read_place("TANDJUNG BALAI")
    True
    >>> read_place("Kota Medan"), read_place("Kota Baru"), read_place(None)
    ('MEDAN', 'KOTABARU', '')
    """
    text = plain(raw_text(raw, "place"))
    for sign in ",(":
        if sign in text:
            text = text.lstrip(" ,(").partition(sign)[0]
    text, before = clean(text), ""
    # Abbreviations come first, for TJ would become C; each step may uncover another's work.
    while text != before:
        before = text
        text = " ".join(_without_kind(modern(_expanded(text)).split()))
    return told(text)


def place_key(place: str) -> str:
    """Return the consonant key of a place written as one word: Pekan Baru meets Pekanbaru.

    Examples
    --------
    >>> from ektpflow.matching.reading.places import place_key
    >>> place_key("PEKAN BARU"), place_key("PEKANBARU")
    ('PKNBR', 'PKNBR')
    """
    return spelling.key(place.replace(" ", ""))


def as_region(names: Mapping[str, str]) -> Callable[[str], str]:
    """Return a feature: the regency in which a place lies, by a region table.

    Parameters
    ----------
    names
        Name of each region by its code with dots. Regencies and districts are looked at; a
        district only where districts of that name lie in one regency. A kota and a kabupaten of
        one name (Bandung) are told apart by no record that leaves the word off: both get the lower
        code.

    Returns
    -------
    Callable
        Takes what `read_place` returned; "" where the table does not tell.

    Examples
    --------
    >>> from ektpflow.matching.reading.places import as_region, read_place
    >>> region = as_region({"12.71": "Kota Medan", "12.71.17": "Medan Baru"})
    >>> region(read_place("MEDAN")), region(read_place("Medan Baru")), region("ATLANTIS")
    ('12.71', '12.71', '')
    """
    regencies: dict[str, str] = {}
    districts: dict[str, set[str]] = {}
    for code in sorted(names):
        if len(code) in {_REGENCY, _DISTRICT}:
            place = read_place(names[code]).replace(" ", "")
            if len(code) == _REGENCY:
                regencies.setdefault(place, code)
            else:
                districts.setdefault(place, set()).add(code[:_REGENCY])
    certain = {place: min(codes) for place, codes in districts.items() if len(codes) == 1}
    found = {**certain, **regencies}
    found.pop("", None)

    def region(place: str) -> str:
        return found.get(place.replace(" ", ""), "")

    return region


def _expanded(text: str) -> str:
    parts = text.split()
    if len(parts) > 1 and (found := _TWO_WORDS.get((parts[0], parts[1]))):
        parts = [*found.split(), *parts[2:]]
    return " ".join(_EXPANDED.get(part, part) for part in parts)


def _without_kind(parts: list[str]) -> list[str]:
    start = 0
    while start < len(parts) - 1 and parts[start] in _KINDS:
        if parts[start] == "KOTA" and parts[start + 1] in _KOTA:
            return ["KOTA" + parts[start + 1], *parts[start + 2 :]]
        start += 1
    return parts[start:]
