"""What is compared and blocked, in words that every engine understands, as plain JSON values.

A comparison is ``{"columns": [...], "as": kind}`` with the kinds

- ``name``: a personal name, whose frequency counts
- ``swapped_names``: two names that may have changed places, whose frequencies count
- ``word``: a word or short text with errors; ``common_word``: the same, whose frequency counts
- ``code``: a number or code with wrong digits
- ``date``: a date as ISO text
- ``exact``: equal or not

A blocking key is a list of columns; candidates are the pairs that agree on all columns of any key,
and a key with an empty part makes none. Each engine gets the same candidates.
"""

from __future__ import annotations

from typing import Any, Final

Plan = dict[str, Any]


def compared(**kinds: str) -> list[dict[str, Any]]:
    """Return comparisons of single columns by their kinds."""
    return [{"columns": [column], "as": kind} for column, kind in kinds.items()]


# Single columns as keys, so that blocking recall is above .997 on all four sets and what remains is a
# task for the classifier (five to thirty candidates for each true pair).
FEBRL: Final[Plan] = {
    "comparisons": [
        {"columns": ["given_name", "surname"], "as": "swapped_names"},
        *compared(
            date_of_birth="date",
            street_number="code",
            address_1="common_word",
            address_2="common_word",
            suburb="common_word",
            postcode="code",
            state="exact",
        ),
    ],
    "blocking": [
        ["date_of_birth"],
        ["surname_sound", "given_name_sound"],
        ["postcode"],
        ["suburb"],
        ["address_1"],
        ["address_2"],
    ],
    # pairs that are surely one person, and the share of all true pairs that these are thought to be
    "sure": [["given_name", "surname", "date_of_birth"], ["date_of_birth", "postcode", "suburb"]],
    "sure_recall": 0.6,
    # what each training session holds equal
    "training": [["date_of_birth"], ["given_name", "surname"], ["postcode", "address_1"]],
}

# what a user of ours would say of the same columns
FEBRL_HOLDS: Final[dict[str, str]] = {
    "given_name": "name",
    "surname": "name",
    "date_of_birth": "date",
    "street_number": "code",
    "address_1": "words",
    "address_2": "words",
    "suburb": "words",
    "postcode": "code",
    "state": "choice",
}

# A register of the synthetic population. The NIK is left out: a double stands under another one, so
# its levels for equality are never seen in training; with it Splink is slower and .003 worse. Religion,
# marital status and occupation, where a register has them, are left out as well, and that is not in
# Splink's favour: with them it reaches .967 instead of .950. Who compares them in another engine must
# give them to the peers too.
REGISTER: Final[Plan] = {
    "comparisons": compared(
        name="name",
        sex="exact",
        birth_place="common_word",
        birth_date="date",
        mother_name="name",
        address="common_word",
        kelurahan="exact",
    ),
    "blocking": [
        ["birth_date", "name_first"],
        ["birth_date", "name_last"],
        ["birth_date", "mother_first"],
        ["birth_date", "birth_place"],
        ["birthday", "name_last"],
        ["birthday", "name_first", "mother_first"],
        ["birth_year", "name_first", "mother_first"],
        ["birth_year", "name_last", "mother_last"],
        ["birth_year", "name_sounds"],
        ["name_sounds", "mother_first"],
    ],
    "sure": [["name", "birth_date"], ["name", "mother_name", "birth_year"]],
    "sure_recall": 0.6,
    "training": [["birth_date"], ["name"]],
}
