"""Rows at the counter: from the visit to a complete file."""

from __future__ import annotations

from typing import Final

from ektpflow import events as e
from ektpflow.lifecycle.rows.shared import BEFORE_PRINT, ENDS, OPEN, STUDY, ours
from ektpflow.lifecycle.rule import Basis, Rule, Said, rules, stays
from ektpflow.lifecycle.status import Status as S
from ektpflow.office import Role, Tier

__all__ = ["COUNTER"]

COUNTER: Final[tuple[Rule, ...]] = (
    *rules(
        e.ApplicationSubmitted,
        S.UNREGISTERED,
        S.SUBMITTED,
        Role.COUNTER,
        "one_open_application",
        basis=Basis("Perpres 96/2018 art. 14-22", "S"),
        office=Tier.KECAMATAN,
        says=Said(
            "Permohonan KTP-el Anda sudah kami terima. Kelengkapan berkasnya akan kami periksa.",
            "We have received your application for a card. We will check that your papers are "
            "complete.",
        ),
    ),
    *stays(
        e.ReceiptIssued,
        (S.SUBMITTED,),
        Role.COUNTER,
        basis=STUDY,
        office=Tier.KECAMATAN,
        says=Said(
            "Anda menerima tanda terima. Simpanlah baik-baik, karena tanda terima ini diminta "
            "saat kartu diambil.",
            "You are given a receipt. Please keep it: it is asked for when you collect the card.",
        ),
    ),
    *stays(
        e.OldCardInvalidated,
        (S.SUBMITTED,),
        Role.COUNTER,
        basis=Basis(
            "Perpres 96/2018 art. 14-22: the old card is surrendered, or its loss reported; "
            "UU 24/2013 art. 63: only one card",
            "S",
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "KTP-el lama Anda tidak berlaku lagi, karena setiap orang hanya memegang satu kartu.",
            "Your old card is no longer valid, because everybody holds one card only.",
        ),
    ),
    *stays(
        e.OldCardDestroyed,
        (*OPEN, *ENDS),
        Role.COUNTER,
        basis=Basis(
            "letter 470.13/11176/SJ of 13 Dec 2018: invalid cards are recorded and burnt, with "
            "minutes for every destruction",
            "S",
        ),
        office=Tier.DINAS,
        says=Said(
            "KTP-el lama yang Anda serahkan sudah dimusnahkan dengan berita acara (catatan "
            "resmi), sehingga tidak dapat disalahgunakan.",
            "The old card that you handed in has been destroyed, with official minutes, so that "
            "nobody can misuse it.",
        ),
    ),
    *stays(
        e.ApplicationForwarded,
        BEFORE_PRINT,
        Role.COUNTER,
        "custody_here",
        basis=Basis(
            "source study (JEHSS 7(4), 2025); Medan 2018: the kecamatan sends the request to "
            "Disdukcapil",
            "P",
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Berkas Anda diteruskan ke kantor berikutnya. Anda tidak perlu melakukan apa-apa.",
            "Your papers were passed on to the next office. There is nothing you need to do.",
        ),
    ),
    *rules(
        e.FileFoundIncomplete,
        (S.SUBMITTED, S.INCOMPLETE),
        S.INCOMPLETE,
        Role.COUNTER,
        "custody_here",
        basis=STUDY,
        office=Tier.KECAMATAN,
        says=Said(
            "Berkas Anda belum lengkap. Petugas menyebutkan dokumen yang kurang; silakan datang "
            "lagi dengan membawanya.",
            "Your papers are not complete. The officer tells you what is missing; please come "
            "again and bring it.",
        ),
    ),
    *rules(
        e.FileCompleted,
        (S.SUBMITTED, S.INCOMPLETE),
        S.COMPLETE,
        Role.COUNTER,
        "custody_here",
        basis=Basis(
            "Permendagri 19/2018 art. 3(2): 1 to 24 hours from the officer's word that the file "
            "is complete",
            "S",
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Berkas Anda dinyatakan lengkap. Menurut peraturan, layanan selesai dalam 1 sampai "
            "24 jam sejak saat ini.",
            "Your papers are declared complete. By regulation the service takes 1 to 24 hours "
            "from now on.",
        ),
    ),
    *rules(
        e.ApplicationRejected,
        # the last two: where a recording turns out to be another person's, who used this NIK
        (S.SUBMITTED, S.INCOMPLETE, S.COMPLETE, S.SENT_FOR_ENROLLMENT),
        S.CLOSED,
        Role.COUNTER,
        "custody_here",
        basis=ours("what cannot be granted must end somewhere, and no source names that end"),
        office=Tier.KECAMATAN,
        says=Said(
            "Permohonan Anda tidak dapat dipenuhi dan ditutup. Petugas menjelaskan alasannya; "
            "Anda boleh mengajukan permohonan baru.",
            "Your application cannot be granted and is closed. The officer tells you why; you "
            "may apply again.",
        ),
    ),
)
