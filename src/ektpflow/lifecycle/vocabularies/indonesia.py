"""Vocabularies of Indonesia: the offices, a suket's corner, the dashboard, and OpenSID."""

from __future__ import annotations

from typing import Final

from ektpflow.lifecycle.aliases import Answer, Code, Vocabulary
from ektpflow.lifecycle.status import ALIASES
from ektpflow.lifecycle.status import Status as S
from ektpflow.lifecycle.vocabularies.shared import COUNTER, HELD_UP, PICKUP, SEEN, WAY, several

__all__ = ["OFFICES", "OPENSID", "PENUNGGALAN", "SUKET"]

#: Codes of the KTP-el system, with the short codes and spellings that offices use for them.
OFFICES: Final = Vocabulary(
    name="offices of the KTP-el system",
    tells="where the record of one NIK, then its card, stands",
    source=(
        "slide deck PIAK 2015; six phases text (Sambas 2020, Kendal 2021); suket codes of Rembang "
        "2018; card codes after OpenSID"
    ),
    seen="2026-11-23",
    codes=tuple(
        Code(
            s.value,
            s,
            spellings=tuple(spelt for spelt, meant in ALIASES.items() if meant is s),
        )
        for s in S
        if not s.ours
    ),
    others=(
        *several(
            COUNTER,
            None,
            "the system shows the record, which before recording is UNREGISTERED for a first card "
            "and PRINT_READY_RECORD for who was recorded before",
        ),
        *several(
            PICKUP,
            "CARD_SHIPPED",
            "one code for a card on its way and for one that lies at the place of pickup",
        ),
        *several(
            (S.WITHDRAWN, S.CLOSED),
            None,
            "the system shows the record and the card, and an application that ended leaves both",
        ),
    ),
)

#: The codes that stand in the corner of a suket.
SUKET: Final = Vocabulary(
    name="corner of a suket",
    tells="how far the record was when the suket was given",
    source="mataairradio.com 2018-01-25 on Rembang [P]",
    seen="2026-11-23",
    codes=(
        Code("Pro", S.PROCESSING, "still at the office"),
        Code("SFE", S.SENT_FOR_ENROLLMENT, "on its way to the centre"),
        Code("PRR", S.PRINT_READY_RECORD, "ready to print"),
        Code("DUP", S.DUPLICATE_RECORD, "recorded twice"),
        Code("Efac", S.ENROLL_FAILURE_AT_CENTRAL, "did not arrive whole"),
    ),
    others=(
        Answer(S.BIO_CAPTURED, "Pro", "the code says no more than that the office still has it"),
        *several(
            (
                S.RECEIVED_AT_CENTRAL,
                *(s for s in HELD_UP if s not in (S.DUPLICATE_RECORD, S.ENROLL_FAILURE_AT_CENTRAL)),
                S.SENT_FOR_CARD_PRINTING,
                S.CARD_PRINTED,
            ),
            None,
            "no code for it was seen on a suket",
        ),
        *several(
            (
                S.UNREGISTERED,
                *COUNTER,
                S.CARD_SHIPPED,
                *PICKUP,
                S.CARD_ISSUED,
                S.WITHDRAWN,
                S.CLOSED,
            ),
            None,
            "no suket is given then",
        ),
    ),
)

#: The six outcomes of penunggalan that a public dashboard counts for each of the two sites.
PENUNGGALAN: Final = Vocabulary(
    name="dashboard of penunggalan",
    tells="what matching at the data centre came to",
    source="public dashboard of Ditjen Dukcapil, sites DC and DRC [S]",
    seen="2026-11-23",
    codes=(
        Code("EFAR", S.ENROLL_FAILURE_AT_REGIONAL),
        Code("ADJUDICATE", S.ADJUDICATE_RECORD),
        Code("DUPLICATE", S.DUPLICATE_RECORD),
        Code("EFAC", S.ENROLL_FAILURE_AT_CENTRAL),
        Code("PRR", S.PRINT_READY_RECORD),
        Code("SEARCH_FAILURE", S.SEARCH_FAILURE_AT_CENTRAL),
    ),
    others=(
        Answer(
            S.REQUEST_VALIDATION, None, "the slide deck of 2015 names it, the dashboard does not"
        ),
        *several(
            (S.UNREGISTERED, *COUNTER, *WAY, S.RECEIVED_AT_CENTRAL),
            None,
            "matching has come to nothing yet",
        ),
        *several(
            (S.SENT_FOR_CARD_PRINTING, S.CARD_PRINTED, S.CARD_SHIPPED, *PICKUP, S.CARD_ISSUED),
            "PRR",
            "what becomes of a unique record the dashboard does not count",
        ),
        *several((S.WITHDRAWN, S.CLOSED), None, "it counts records, not applications"),
    ),
)

#: OpenSID's ``status_rekam`` of a resident. The numbers are not in the order of the flow.
OPENSID: Final = Vocabulary(
    name="OpenSID status_rekam",
    tells="whether a resident was recorded, and where the card stands",
    source="OpenSID/OpenSID app/Enums/StatusKTPEnum.php at 0e93a51 (GPL-3; numbers and names only)",
    seen=SEEN,
    codes=(
        Code(
            "1",
            None,
            "under 17 and never married: nobody who need not have a card applies for one",
            ("BELUM WAJIB",),
        ),
        Code("2", S.UNREGISTERED, "not recorded yet", ("BELUM REKAM",)),
        Code("3", S.BIO_CAPTURED, "recorded", ("SUDAH REKAM",)),
        Code("4", S.CARD_PRINTED, spellings=("CARD PRINTED",)),
        Code("5", S.PRINT_READY_RECORD, spellings=("PRINT READY RECORD",)),
        Code("6", S.CARD_SHIPPED, spellings=("CARD SHIPPED",)),
        Code("7", S.SENT_FOR_CARD_PRINTING, spellings=("SENT FOR CARD PRINTING",)),
        Code("8", S.CARD_ISSUED, spellings=("CARD ISSUED",)),
    ),
    others=(
        *several(
            COUNTER,
            None,
            "it tells of the person's record: 2 for a first card, else what the record on file is",
        ),
        *several(
            (*WAY[1:], S.RECEIVED_AT_CENTRAL, *HELD_UP),
            "3",
            "from the recording to the end of matching it has one code",
        ),
        *several(PICKUP, "6", "it has one code for a card on its way and one that lies ready"),
        *several(
            (S.WITHDRAWN, S.CLOSED),
            None,
            "it tells of the person's record and card, and an application that ended leaves both "
            "as they were",
        ),
    ),
)
