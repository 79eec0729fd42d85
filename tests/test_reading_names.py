"""Reading names: which spellings meet, and which people stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ektpflow.matching.reading.names import (
    consonants,
    first_key,
    given_key,
    joined,
    joined_key,
    normalised,
    sorted_words,
)
from ektpflow.matching.reading.names import given as given_words
from ektpflow.matching.reading.words import CLANS

WORDS = st.lists(
    st.sampled_from(
        ["MUHAMMAD", "SITI", "NUR", "I", "WAYAN", "PUTU", "AYU", "LUBIS", "BUDI", "SRI"]
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize(
    "spelling",
    [
        "Muhammad",
        "Muhamad",
        "Muhammed",
        "Mohammad",
        "Mohamad",
        "Mohammed",
        "Mohamed",
        "Mohamat",
        "Mochamad",
        "Mochammad",
        "Muchamad",
        "Muchammad",
        "Moehammad",
        "Moechamad",
        "Mokhamad",
        "Mukhammad",
        "Mukamad",
        "Mohd",
        "Muhd",
        "Mhd",
        "Moh",
        "Muh",
        "Moch",
        "Much",
        "Moh.",
        "Muh.",
        "Moch.",
        "Much.",
        "Mohd.",
        "Mhd.",
        "M",
        "M.",
    ],
)
def test_every_spelling_of_muhammad_in_front_is_one(spelling):
    assert normalised(f"{spelling} Rizki") == "MUHAMMAD RIZKI"


@pytest.mark.parametrize("name", ["Mahmud", "Mukti", "Mohan", "Muhar", "Mahdi", "Ahmad", "Muhadi"])
def test_other_names_are_not_muhammad(name):
    assert normalised(f"{name} Rizki") != "MUHAMMAD RIZKI"


@pytest.mark.parametrize(
    "spelling",
    [
        "Abdul Rahman",
        "Abd. Rahman",
        "Abd Rahman",
        "Abdoel Rahman",
        "Abdurrahman",
        "Abdurahman",
        "Abdur Rahman",
        "Abdulrahman",
        "ABDL RAHMAN",
    ],
)
def test_abdul_is_a_word_of_its_own_however_it_grew(spelling):
    assert normalised(spelling) == "ABDUL RAHMAN"


@pytest.mark.parametrize("name", ["ABDULLAH", "ABDULLOH", "ABDURI", "ABDI", "ABDUL"])
def test_abdullah_is_one_name(name):
    assert normalised(name) == name


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("HAJI Budi Santoso", "BUDI SANTOSO"),
        ("H Budi Santoso", "BUDI SANTOSO"),
        ("Hadji", "HAJI"),
        ("K.H. R. Ahmad Dahlan", "AHMAD DAHLAN"),
        ("K. H. Ahmad Dahlan", "AHMAD DAHLAN"),
        ("R.A. Kartini", "KARTINI"),
        ("S. Pohan", "S POHAN"),
        ("S.K. Pohan", "S K POHAN"),
        ("Ny. Ibu Megawati", "MEGAWATI"),
        ("ALMH Megawati", "MEGAWATI"),
        ("IBU", "IBU"),
        ("RADEN AJENG KARTINI", "AJENG KARTINI"),
        ("Prof. Dr. Ir. H. Budi", "BUDI"),
        ("Budi Santoso SH", "BUDI SANTOSO"),
        ("Budi Santoso S.Pd", "BUDI SANTOSO"),
        ("Budi Santoso S.Pd M.M.", "BUDI SANTOSO"),
        ("Budi Santoso S Pd", "BUDI SANTOSO"),
        ("Budi A.Md.Keb", "BUDI"),
        ("Budi S H", "BUDI S H"),
        ("Ani S. Ag.", "ANI"),
        ("Jack Ma", "JACK MA"),
        ("Tan Meng", "TAN MENG"),
        ("SH", "SH"),
        ("Siti Aminah, S.H., M.H.", "SITI AMINAH"),
        (", Budi", "BUDI"),
        ("I Md. Suarta", "I MADE SUARTA"),
        ("Ni Wy Sari", "NI WAYAN SARI"),
        ("Wy. Sudarma", "WAYAN SUDARMA"),
        ("I Gst Ngr Rai", "I GUSTI NGURAH RAI"),
        ("Noor Hayati", "NUR HAYATI"),
        ("Christina Rachmat", "KRISTINA RAKHMAT"),
        ("Siti-Aminah", "SITI AMINAH"),
    ],
)
def test_titles_degrees_and_abbreviations(written, compared):
    assert normalised(written) == compared


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("MUHAMMAD RIZKI LUBIS", "RIZKI"),
        ("RIZKI NURHAYATI SIREGAR", "RIZKI NURHAYATI"),
        ("NI LUH PUTU AYU LESTARI", "LESTARI"),
        ("IDA BAGUS SUDARMA", "SUDARMA"),
        ("BAGUS SANTOSO", "BAGUS SANTOSO"),
        ("ADI PUTU", "ADI PUTU"),
        ("SITI NUR", "SITI NUR"),
        ("I WAYAN", "WAYAN"),
        ("LUBIS", "LUBIS"),
        ("MUHAMMAD SIREGAR", "MUHAMMAD"),
        ("LUBIS SIREGAR", "LUBIS SIREGAR"),
    ],
)
def test_the_given_words_are_those_that_brothers_do_not_share(name, words):
    assert given_words(name) == words


@given(WORDS)
def test_the_given_words_are_words_of_the_name_in_their_order_and_at_least_one(words):
    kept = given_words(" ".join(words)).split()
    rest = iter(words)
    assert kept
    assert all(word in rest for word in kept)


@given(WORDS, st.randoms(use_true_random=False))
def test_the_order_of_words_changes_neither_sorted_words_nor_consonants(words, random):
    other = list(words)
    random.shuffle(other)
    assert sorted_words(" ".join(words)) == sorted_words(" ".join(other))
    assert consonants(" ".join(words)) == consonants(" ".join(other))


@given(WORDS)
def test_words_that_grow_together_stay_joined(words):
    words = [word for word in words if word != "MUHAMMAD"]
    assert joined(" ".join(words)) == joined("".join(words))


def test_names_written_in_one_or_two_words_share_a_key():
    assert joined_key("NUR HAYATI") == joined_key("NURHAYATI") != ""
    assert consonants("NUR HAYATI") != consonants("NURHAYATI")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FATIMAH", "FATIMA"),
        ("DZULKIFLI", "ZULKIPLI"),
        ("BUDHI", "BUDI"),
        ("ERICK", "ERIK"),
        ("UTSMAN", "USMAN"),
        ("GHOFUR", "GOFUR"),
        ("JOSEPH", "YUSUF"),
        ("DEDDY", "DEDI"),
    ],
)
def test_one_sound_has_one_key(one, other):
    assert consonants(one) == consonants(other)


@pytest.mark.parametrize(("one", "other"), [("DEDI", "DIDO DI"), ("NANANG", "NANG"), ("ADI", "DI")])
def test_the_key_keeps_what_is_not_doubled(one, other):
    assert consonants(one) != consonants(other)


def test_the_keys_of_given_words_divide_what_clans_and_common_words_crowd():
    assert given_key("SITI AMINAH LUBIS") == given_key("AMINAH") == first_key("AMINAH LUBIS")
    assert first_key("BUDI AGUS") == first_key("AGUS BUDI") == "AGS"


def test_clan_names_are_kept_in_the_spelling_in_which_names_are_compared():
    assert normalised("Simandjoentak") in CLANS
    assert all(normalised(clan) == clan for clan in CLANS)
