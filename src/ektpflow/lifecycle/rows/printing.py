"""Rows of print-only cases, and of printing."""

from __future__ import annotations

from typing import Final

from ektpflow import events as e
from ektpflow.lifecycle.rows.shared import ours
from ektpflow.lifecycle.rule import Basis, Rule, Said, rules, stays
from ektpflow.lifecycle.status import Status as S
from ektpflow.office import Role, Tier

__all__ = ["PRINTING"]

_SPOILED: Final = Basis(
    "letter 400.8.1.2/202241/Dukcapil: failed encodes and failed prints are checked, logged and "
    "burnt",
    "P",
)
_MISPRINT: Final = ours(
    "a faulty print is no fault of the record: it is destroyed, and printed again on the proof "
    "that still holds"
)
_MISPRINTED: Final = Said(
    "Hasil cetak kartu Anda cacat. Kartu itu dimusnahkan dan dicetak ulang; Anda tidak perlu "
    "mengajukan permohonan lagi.",
    "Your card came out faulty. It is destroyed and printed again; you need not apply again.",
)
_WRONG: Final = ours(
    "wrong data are mended in the file before anything is printed from them, so the case goes "
    "back to its complete file"
)
_WRONG_DATA: Final = Said(
    "Data pada kartu Anda ternyata salah. Kartu itu dimusnahkan dan berkas Anda dibuka lagi; "
    "petugas akan memberi tahu bila ada bukti yang perlu Anda bawa.",
    "The data on your card turned out to be wrong. The card is destroyed and your file is opened "
    "again; the officer tells you if there is any evidence you should bring.",
)

PRINTING: Final[tuple[Rule, ...]] = (
    # print only
    *stays(
        e.BiodataChanged,
        (S.COMPLETE,),
        Role.DINAS,
        "record_print_ready",
        basis=Basis("UU 24/2013 art. 64(8)", "S"),
        office=Tier.DINAS,
        says=Said(
            "Data Anda sudah diubah sesuai bukti yang Anda bawa. NIK Anda tidak berubah.",
            "Your data have been changed as the evidence you brought shows. Your NIK (population "
            "number) stays the same.",
        ),
    ),
    *rules(
        e.UniquenessOnFile,
        S.COMPLETE,
        S.PRINT_READY_RECORD,
        Role.DINAS,
        "record_print_ready",
        basis=Basis(
            "recorded once in a lifetime, then printed from the record on file: "
            "duplicate-record warnings of offices",
            "S",
        ),
        office=Tier.DINAS,
        says=Said(
            "Rekaman Anda sudah ada dan sudah dinyatakan tunggal, jadi Anda tidak perlu direkam "
            "lagi. Kartu Anda siap dicetak.",
            "Your recording is on file and was found unique, so you need not be recorded again. "
            "Your card is ready to be printed.",
        ),
    ),
    *rules(
        e.UniquenessOnFile,
        S.SENT_FOR_ENROLLMENT,
        S.PRINT_READY_RECORD,
        Role.DINAS,
        "record_print_ready",
        basis=ours(
            "no source tells how a record gets out that is stuck because its NIK is on file; the "
            "uniqueness already proved for that NIK serves, where it is the same person"
        ),
        office=Tier.DINAS,
        says=Said(
            "Kartu Anda akan dicetak dari rekaman yang sudah ada di pusat data, bukan dari "
            "rekaman baru yang tertahan. Kartu Anda siap dicetak.",
            "Your card will be printed from the recording already at the data centre, not from "
            "the new one that is stuck. Your card is ready to be printed.",
        ),
    ),
    # printing
    *rules(
        e.SentForPrinting,
        S.PRINT_READY_RECORD,
        S.SENT_FOR_CARD_PRINTING,
        Role.PRINTER,
        "proved_unique",
        "custody_at_printing_office",
        "no_other_valid_card",
        basis=Basis(
            "personalisation only after no duplicate was found: slide deck PIAK 2015, court "
            "testimony of 17 Apr 2017",
            "S",
        ),
        office=Tier.DINAS,
        says=Said(
            "Kartu Anda masuk antrean cetak. Satu blangko (kartu kosong) sudah disisihkan untuk "
            "Anda.",
            "Your card is in the print queue. One blank card has been set aside for you.",
        ),
    ),
    *rules(
        e.PrintCancelled,
        S.SENT_FOR_CARD_PRINTING,
        S.PRINT_READY_RECORD,
        Role.PRINTER,
        basis=ours(
            "a printer that stops would hold the blank for ever; a job taken back sets it free"
        ),
        office=Tier.DINAS,
        says=Said(
            "Perintah cetak ditarik kembali dan kartu Anda menunggu giliran lagi. Anda tidak "
            "perlu mengajukan permohonan lagi.",
            "The print order was taken back, and your card waits for its turn again. You need "
            "not apply again.",
        ),
    ),
    *rules(
        e.CardPersonalised,
        S.SENT_FOR_CARD_PRINTING,
        S.CARD_PRINTED,
        Role.PRINTER,
        "proved_unique",
        "no_other_valid_card",
        basis=Basis("Perpres 26/2009 art. 6 as amended by Perpres 35/2010", "S"),
        office=Tier.DINAS,
        says=Said(
            "Kartu Anda sudah dicetak, dan cip di dalamnya sudah diisi dengan data Anda.",
            "Your card has been printed, and its chip now holds your data.",
        ),
    ),
    *rules(
        e.EncodeFailed,
        S.SENT_FOR_CARD_PRINTING,
        S.PRINT_READY_RECORD,
        Role.PRINTER,
        basis=_SPOILED,
        office=Tier.DINAS,
        says=Said(
            "Cip kartu gagal diisi. Kartu Anda akan dicetak lagi dengan blangko (kartu kosong) "
            "lain; Anda cukup menunggu.",
            "The chip of the card could not be written. Your card will be printed again on "
            "another blank card; you only need to wait.",
        ),
    ),
    *rules(
        e.PrintFailed,
        S.SENT_FOR_CARD_PRINTING,
        S.PRINT_READY_RECORD,
        Role.PRINTER,
        basis=_SPOILED,
        office=Tier.DINAS,
        says=Said(
            "Pencetakan gagal. Kartu Anda akan dicetak lagi dengan blangko (kartu kosong) lain; "
            "Anda cukup menunggu.",
            "The printing failed. Your card will be printed again on another blank card; you "
            "only need to wait.",
        ),
    ),
    *rules(
        e.MisprintFound,
        S.CARD_PRINTED,
        S.PRINT_READY_RECORD,
        Role.COUNTER,
        basis=_MISPRINT,
        office=Tier.DINAS,
        says=_MISPRINTED,
    ),
    *rules(
        e.MisprintFound,
        S.READY_FOR_PICKUP,
        S.PRINT_READY_RECORD,
        Role.COUNTER,
        basis=_MISPRINT,
        office=Tier.KECAMATAN,
        says=_MISPRINTED,
    ),
    *rules(
        e.DataFoundWrong,
        S.CARD_PRINTED,
        S.COMPLETE,
        Role.COUNTER,
        basis=_WRONG,
        office=Tier.DINAS,
        says=_WRONG_DATA,
    ),
    *rules(
        e.DataFoundWrong,
        S.READY_FOR_PICKUP,
        S.COMPLETE,
        Role.COUNTER,
        basis=_WRONG,
        office=Tier.KECAMATAN,
        says=_WRONG_DATA,
    ),
)
