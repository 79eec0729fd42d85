"""Rows from the printing office to the citizen's hand."""

from __future__ import annotations

from typing import Final

from ektpflow import events as e
from ektpflow.lifecycle.rows.shared import OPEN, STUDY, ours
from ektpflow.lifecycle.rule import Basis, Rule, Said, rules, stays
from ektpflow.lifecycle.status import Status as S
from ektpflow.office import Role, Tier

__all__ = ["PICKUP"]

PICKUP: Final[tuple[Rule, ...]] = (
    *rules(
        e.CardsFetched,
        S.CARD_PRINTED,
        S.CARD_SHIPPED,
        Role.COUNTER,
        basis=Basis("card codes of OpenSID; source study (JEHSS 7(4), 2025)", "P"),
        office=Tier.KECAMATAN,
        says=Said(
            "Kartu Anda sedang dibawa dari tempat cetak ke tempat pengambilan.",
            "Your card is on its way from the printing office to the place of pickup.",
        ),
    ),
    *rules(
        e.CardArrived,
        S.CARD_SHIPPED,
        S.READY_FOR_PICKUP,
        Role.COUNTER,
        basis=ours(
            "the offices have one code for a card on its way and a card that lies ready; the "
            "citizen must know the difference"
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Kartu Anda sudah tiba dan dapat diambil. Bawalah tanda terima Anda.",
            "Your card has arrived and can be collected. Please bring your receipt.",
        ),
    ),
    *rules(
        e.CardLostInTransit,
        S.CARD_SHIPPED,
        S.PRINT_READY_RECORD,
        Role.COUNTER,
        basis=ours(
            "a card that did not arrive is written off with minutes and printed again: the "
            "office lost it, so the citizen applies for nothing"
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Kartu Anda hilang dalam perjalanan; kami mohon maaf. Kartu dicetak ulang tanpa "
            "permohonan baru.",
            "Your card was lost on its way; we are sorry. It is printed again and you need not "
            "apply again.",
        ),
    ),
    *stays(
        e.KelurahanInformed,
        (S.READY_FOR_PICKUP,),
        Role.COUNTER,
        basis=STUDY,
        office=Tier.KECAMATAN,
        says=Said(
            "Kelurahan sudah diberi tahu bahwa kartu Anda siap diambil.",
            "The kelurahan (the office of your village or quarter) was told that your card is "
            "ready.",
        ),
    ),
    *stays(
        e.CitizenInformed,
        (S.READY_FOR_PICKUP,),
        Role.COUNTER,
        basis=STUDY,
        office=Tier.KECAMATAN,
        says=Said(
            "Kami sudah memberi tahu Anda bahwa kartu Anda siap diambil. Bawalah tanda terima.",
            "We have told you that your card is ready. Please bring your receipt.",
        ),
    ),
    *stays(
        e.ReceiptReportedLost,
        OPEN,
        Role.COUNTER,
        basis=ours(
            "the receipt is asked for at pickup, and no source tells what who lost it does; a new "
            "number lets nobody lose the card with the paper"
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Kehilangan tanda terima sudah dicatat. Mulai sekarang pakailah nomor tanda terima "
            "yang baru.",
            "The loss of your receipt is noted. From now on please use the new receipt number.",
        ),
    ),
    *rules(
        e.IdentityNotConfirmed,
        S.READY_FOR_PICKUP,
        S.PICKUP_BLOCKED,
        Role.COUNTER,
        basis=Basis(
            "procedure 7.2.1.1 of 3 Jan 2012: a card whose chip does not match the finger is not "
            "handed over",
            "P",
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Sidik jari dan iris Anda tidak cocok dengan isi kartu, sehingga kartu belum dapat "
            "diserahkan. Petugas akan memeriksanya bersama Anda.",
            "Your finger and iris do not match the card, so it cannot be handed over yet. The "
            "officer will look into it with you.",
        ),
    ),
    *rules(
        e.IdentityConfirmed,
        S.PICKUP_BLOCKED,
        S.READY_FOR_PICKUP,
        Role.COUNTER,
        basis=ours(
            "a doubt that was cleared must not cost the citizen a new application; no source "
            "tells of a way back"
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Keraguan sudah terjawab: kartu itu milik Anda dan dapat diambil.",
            "The doubt is settled: the card is yours and can be collected.",
        ),
    ),
    *rules(
        e.CardReturned,
        S.READY_FOR_PICKUP,
        S.PICKUP_BLOCKED,
        Role.COUNTER,
        basis=ours("a card that nobody collects must not lie about, and no source sets a term"),
        office=Tier.KECAMATAN,
        says=Said(
            "Kartu Anda lama tidak diambil, sehingga dikembalikan ke tempat cetak. Hubungi "
            "kecamatan bila Anda masih memerlukannya.",
            "Your card was not collected for a long time and was sent back to the printing "
            "office. Contact the kecamatan (district office) if you still need it.",
        ),
    ),
    *stays(
        e.CardReturned,
        (S.PICKUP_BLOCKED,),
        Role.COUNTER,
        basis=Basis(
            "procedure 7.2.1.1 of 3 Jan 2012: a card that does not match goes back step by step",
            "P",
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Kartu yang tidak cocok itu dikembalikan ke tempat cetak. Tanyakan kelanjutannya di "
            "kecamatan.",
            "The card that does not match was sent back to the printing office. Ask at the "
            "kecamatan (district office) how it goes on.",
        ),
    ),
    *rules(
        e.CardDestroyed,
        S.PICKUP_BLOCKED,
        S.CLOSED,
        Role.COUNTER,
        basis=ours(
            "a card that can be handed to nobody is treated like an invalid one, which letter "
            "470.13/11176/SJ of 13 Dec 2018 has burnt with minutes; the case ends with it"
        ),
        office=Tier.DINAS,
        says=Said(
            "Kartu yang dikembalikan sudah dimusnahkan dengan berita acara (catatan resmi), dan "
            "permohonan ini ditutup. Bila Anda masih memerlukan kartu, ajukan permohonan baru "
            "tanpa direkam lagi.",
            "The returned card was destroyed, with official minutes, and this application is "
            "closed. If you still need a card, apply again; you need not be recorded again.",
        ),
    ),
    *stays(
        e.OldCardTakenBack,
        (S.READY_FOR_PICKUP,),
        Role.COUNTER,
        basis=ours(
            "UU 24/2013 art. 63 lets everybody hold one card; that a lost one which turned up is "
            "asked for at pickup is the nearest moment"
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Kartu lama yang Anda temukan kembali sudah kami terima. Kartu itu tidak berlaku lagi.",
            "We have taken the old card that you found again. It is no longer valid.",
        ),
    ),
    *stays(
        e.SuketTakenBack,
        (S.READY_FOR_PICKUP,),
        Role.COUNTER,
        basis=ours(
            "a suket stands in for the card while it is awaited; who holds the card needs none"
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Suket (surat keterangan pengganti KTP-el) Anda kami ambil kembali, karena kartu Anda "
            "sudah ada.",
            "We take your suket (temporary certificate) back, because your card is here.",
        ),
    ),
    *rules(
        e.CardIssued,
        S.READY_FOR_PICKUP,
        S.CARD_ISSUED,
        Role.COUNTER,
        "no_other_valid_card",
        basis=Basis("hand-over with 1:1 match (Sidoarjo 2012)", "P"),
        office=Tier.KECAMATAN,
        says=Said(
            "KTP-el sudah Anda terima. Jagalah baik-baik, dan laporkan bila kartu hilang atau "
            "data Anda berubah.",
            "You have received your card. Take good care of it, and report it if it is lost or "
            "if your data change.",
        ),
    ),
)
