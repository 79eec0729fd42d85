"""Rows of a person recorded more than once: which record stays, and what becomes of the others."""

from __future__ import annotations

from typing import Final

from ektpflow import events as e
from ektpflow.lifecycle.rows.shared import BEFORE_PRINT, ours
from ektpflow.lifecycle.rule import Rule, Said, rules
from ektpflow.lifecycle.status import Status as S
from ektpflow.office import Role, Tier

__all__ = ["DUPLICATES"]

_CHOICE: Final = (
    "that the citizen chooses, and at the dinas, is the director-general's word (viva 2017-09-19, "
    "republika 2020-11-16) [S]"
)

DUPLICATES: Final[tuple[Rule, ...]] = (
    *rules(
        e.ThisRecordKept,
        S.DUPLICATE_RECORD,
        S.RECEIVED_AT_CENTRAL,
        Role.DINAS,
        "others_hold_no_card",
        basis=ours(
            "deleting one record does not prove that nobody else is left, so the kept one is "
            f"matched again before print; {_CHOICE}"
        ),
        office=Tier.DINAS,
        says=Said(
            "Sesuai pilihan Anda, rekaman ini dipakai dan yang lain dihapus. Data Anda "
            "dicocokkan sekali lagi sebelum kartu dicetak.",
            "As you chose, this recording stays and the others are deleted. Your data are "
            "compared once more before the card is printed.",
        ),
    ),
    *rules(
        e.OtherRecordKept,
        S.DUPLICATE_RECORD,
        S.CLOSED,
        Role.DINAS,
        basis=ours(
            "an application whose record is deleted has nothing left to print, and the kept "
            f"record is printed by a case of its own; {_CHOICE}"
        ),
        office=Tier.DINAS,
        says=Said(
            "Sesuai pilihan Anda, rekaman yang lain dipakai, sehingga permohonan ini ditutup "
            "tanpa kartu. Anda dapat meminta kartu dicetak dari rekaman yang dipakai.",
            "As you chose, the other recording stays, so this application is closed without a "
            "card. You can ask for a card to be printed from the recording that stays.",
        ),
    ),
    *rules(
        e.DuplicateDisputed,
        S.DUPLICATE_RECORD,
        S.ADJUDICATE_RECORD,
        Role.DINAS,
        basis=ours(
            "false duplicates are known (contact lenses, viva 2017-09-19 [P]) and no source tells "
            "how to object; what the machine got wrong, an expert must see"
        ),
        office=Tier.DINAS,
        says=Said(
            "Keberatan Anda dicatat, misalnya karena saudara kembar atau lensa kontak saat "
            "perekaman. Seorang ahli akan memeriksa kedua rekaman.",
            "Your objection is noted, for example a twin, or contact lenses when you were "
            "recorded. An expert will look at both recordings.",
        ),
    ),
    *rules(
        e.ClosedAsDuplicate,
        BEFORE_PRINT,
        S.CLOSED,
        Role.DINAS,
        basis=ours(
            "the record of this application was deleted for another one of the same person; two "
            "open applications would end in two cards"
        ),
        office=Tier.DINAS,
        says=Said(
            "Permohonan ini ditutup, karena rekaman Anda dari permohonan lain yang dipakai. "
            "Kartu Anda diurus lewat permohonan itu.",
            "This application was closed, because your recording from another application "
            "stays. Your card comes by way of that one.",
        ),
    ),
)
