"""Where the facts of the lifecycle's data come from, and how solid each source is.

Laws and letters stand in ``src/ektpflow/data/legal.csv``. Every other source that a basis names
stands here, with its mark and what was read there; the numbers are sections of the domain notes.
How a sentence for a citizen must read stands at the end.
"""

from __future__ import annotations

import csv
import re
from importlib import resources
from typing import Final

from ektpflow.lifecycle import Basis

RANK: Final = {"W": 0, "P": 1, "S": 2}

#: By the words in which a basis names it: the mark, and the line of the notes.
SOURCES: Final[dict[str, tuple[str, str]]] = {
    "slide deck PIAK 2015": ("S", "1.4: verified official vocabulary, slides 1 to 4"),
    "six phases text (Sambas 2020, Kendal 2021, Aceh Utara 2025)": ("S", "1.4: statuses 1 to 6g"),
    "court testimony of 17 Apr 2017": ("S", "1.4 row 6d: BPPT team lead, news.detik.com"),
    "official online static recording procedure, 8 steps": ("S", "1.5: scribd, slideplayer"),
    "procedure 7.2.1.1 of 3 Jan 2012": ("S", "1.3: 1 day if supported; 1.5 [P]: hand-over"),
    "duplicate-record warnings of offices": ("S", "1.2: rarangselatan, kotawaringinbaratkab"),
    "source study (JEHSS 7(4), 2025)": ("P", "8: one study, qualitative"),
    "card codes of OpenSID": ("P", "1.4 rows 7 to 10"),
    "timesindonesia 2017-12-12": ("W", "1.4 row 6e: S name, W meaning"),
    "viva 2017-09-19": ("S", "1.4 rule 3: the citizen chooses; rule 4 [P]: contact lenses"),
    "republika 2020-11-16": ("S", "1.4 rule 3: the citizen chooses"),
    "Rembang 2018": ("P", "1.5: suket codes Pro, SFE, PRR, DUP, Efac"),
    "Pekalongan 2017, Jember 2019": ("S", "1.3: suket valid 6 months"),
    "Tanjungpinang 2018": ("P", "1.3: 3 x 24 h"),
    "Medan procedure of April 2017": ("P", "1.3: 4 days, ages 17 to 19"),
    "Way Kanan service standard": ("P", "1.3: 1 day, at most 14 working days"),
    "Balongbendo 2019": ("P", "1.3: recording 1 working day, post about 2 working days"),
    "Medan Polonia 2011, Sidoarjo 2012": ("S", "6.1: recording 3 to 6 minutes, tail to 10"),
    "Medan Polonia 2011, Jepara 2017": ("P", "6.1: 8 to 9 h and 3 h in the rush"),
    "Sidoarjo 2012": ("P", "6.1: hand-over about 3 minutes with 1:1 match"),
    "Bogor 2017": ("S", "1.4 row 2: records rot on the local server; 6.1: up to a year"),
    "Jepara 2017, Kaur 2017": ("S", "6.4: 2 h; 2 weeks and more"),
    "Banyumas 2017": ("S", "6.1: 1, 3, 7, 20 days or more"),
    "Jember 2018": ("P", "6.1: 5 to 10 minutes from SFE to PRR on a good line"),
    "Ponorogo 2016": ("S", "6.1: a week or more"),
    "director-general 2016": ("P", "6.1: 1:N look-up 16 s"),
    "central stop of Dec 2016 to mid 2017": ("S", "6.4: about 6 months"),
    "national stock-out of July and August 2023": ("S", "5: last week of July to 4 Aug"),
    "ministry demonstration 2011": ("W", "6.1: print 30 s"),
    "Medan 2018": ("P", "0 fact 5: 1,500 and 800 a day; 1.5: request to Disdukcapil"),
    "director-general 2017": ("P", "0 fact 6: sent back next week, depending on delivery"),
}

_LAW: Final = re.compile(r"\b(?:UU|PP|Perpres|Permendagri|[Ll]etter) [\d.]+/[\w./]*\w")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_DATE: Final = re.compile(r"of \d+ \w+ \d{4}")


def _laws() -> dict[str, str]:
    text = (resources.files("ektpflow") / "data" / "legal.csv").read_text(encoding="utf-8")
    marks = {}
    for row in csv.DictReader(text.splitlines()):
        for law in _LAW.findall(row["instrument"]):
            marks[law.casefold()] = row["mark"]
    return marks


LAWS: Final = _laws()


def laws_in(basis: Basis) -> list[str]:
    """Return the laws and letters that a basis names."""
    return [law.casefold() for law in _LAW.findall(basis.text)]


def marks_in(basis: Basis) -> list[str]:
    """Return the marks of every law and source that a basis names."""
    named = [mark for name, (mark, _) in SOURCES.items() if name in basis.text]
    return named + [LAWS[law] for law in laws_in(basis)]


def unknown_in(basis: Basis) -> list[str]:
    """Return what a basis cites that is neither a law of the table nor a source of the list."""
    unknown = [law for law in laws_in(basis) if law not in LAWS]
    rest = _LAW.sub("", basis.text)
    for name in sorted(SOURCES, key=len, reverse=True):
        rest = rest.replace(name, "")
    # a citation bears a year; the date of a letter goes with its number
    return unknown + _YEAR.findall(_DATE.sub("", rest))


_CODE: Final = re.compile(r"\b[A-Z]+_[A-Z_]+\b|\b[A-Z][a-z]+[A-Z][a-z]+\b")


def plainly(indonesian: str, english: str) -> None:
    """Assert that a sentence is there in both languages, plain, polite and not too long."""
    assert indonesian.strip() == indonesian
    assert indonesian.endswith(".")
    assert english.endswith(".")
    assert indonesian != english
    for text in (indonesian, english):
        assert 30 <= len(text) <= 320, text
        assert not _CODE.search(text), text
    assert not re.search(r"\b(kamu|kau|engkau)\b", indonesian, re.IGNORECASE)
    assert not re.search(r"\b(Anda|yang|kartu|sudah)\b", english), english
    assert not re.search(r"\b(you|the|your|card)\b", indonesian)
