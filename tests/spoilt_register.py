"""A small register of a foreign country, with doubles whose errors are known: for tests of training."""

from __future__ import annotations

import random
from datetime import date, timedelta

COLUMNS = {"given": "name", "family": "name", "born": "date", "town": "words", "sex": "choice"}
#: How a field of a double differs: a slip of one letter or digit, another value.
SLIP, OTHER = 0.15, 0.10

_SYLLABLES = [
    "ba",
    "do",
    "fe",
    "gu",
    "hi",
    "ka",
    "le",
    "mo",
    "nu",
    "pe",
    "ra",
    "si",
    "tu",
    "va",
    "we",
    "zo",
]


def _words(many, seed):
    r = random.Random(seed)
    return [
        "".join(r.choice(_SYLLABLES) for _ in range(r.choice((2, 3, 3, 4)))) for _ in range(many)
    ]


def spoilt_register(people=2000, doubles=600, seed=1):
    """Return columns, and the pairs that are one person."""
    r = random.Random(seed)
    given, family, towns = _words(300, 1), _words(900, 2), _words(80, 3)

    def somebody():
        born = date(1940, 1, 1) + timedelta(days=r.randrange(25_000))
        return {
            "given": given[int(300 * r.random() ** 2)],
            "family": family[int(900 * r.random() ** 2)],
            "born": born.isoformat(),
            "town": towns[int(80 * r.random() ** 2)],
            "sex": r.choice("fm"),
        }

    def slip(text):
        at = r.choice([i for i, sign in enumerate(text) if sign != "-"][-4:])
        signs = "123456789" if text[at].isdigit() else "abcdefghijklmnopqrstuvwxyz"
        return text[:at] + r.choice([sign for sign in signs if sign != text[at]]) + text[at + 1 :]

    def again(row):
        fresh, found = somebody(), dict(row)
        for column in ("given", "family", "born", "town"):
            chance = r.random()
            if chance < OTHER:
                found[column] = fresh[column]
            elif chance < OTHER + SLIP:
                found[column] = slip(row[column])
            elif chance < OTHER + SLIP + 0.03:
                found[column] = None
        return found

    rows = [somebody() for _ in range(people)]
    rows += [again(row) for row in rows[:doubles]]
    order = list(range(len(rows)))
    r.shuffle(order)
    place = {row: at for at, row in enumerate(order)}
    table = {column: [rows[row][column] for row in order] for column in COLUMNS}
    return table, {tuple(sorted((place[n], place[people + n]))) for n in range(doubles)}
