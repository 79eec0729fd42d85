"""Rows of matching before personalisation, and of every way out of a failure at the centre."""

from __future__ import annotations

from typing import Final

from ektpflow import events as e
from ektpflow.lifecycle.rows.shared import DECK, SIX, ours
from ektpflow.lifecycle.rule import Basis, Rule, Said, rules
from ektpflow.lifecycle.status import Status as S
from ektpflow.office import Role, Tier

__all__ = ["CENTRE"]

_RESULT: Final = S.RECEIVED_AT_CENTRAL
_DISPUTED: Final = (S.ENROLL_FAILURE_AT_REGIONAL, S.ENROLL_FAILURE_AT_CENTRAL, S.ADJUDICATE_RECORD)
_DELETED: Final = Basis(
    "slide deck PIAK 2015: deleted at the centre by NIK, then recorded again or sent again", "S"
)
_EXPERT: Final = Basis(
    "court testimony of 17 Apr 2017: what the machine cannot tell, a human expert decides", "S"
)

CENTRE: Final[tuple[Rule, ...]] = (
    *rules(
        e.UniquenessConfirmed,
        _RESULT,
        S.PRINT_READY_RECORD,
        Role.CENTRE,
        basis=DECK,
        office=Tier.CENTRE,
        says=Said(
            "Pemadanan (pencocokan dengan data semua penduduk) selesai: data Anda tunggal. Kartu "
            "Anda siap dicetak.",
            "The comparison with everybody else's data is finished: yours are unique. Your card "
            "is ready to be printed.",
        ),
    ),
    *rules(
        e.DuplicateOneToOne,
        _RESULT,
        S.DUPLICATE_RECORD,
        Role.CENTRE,
        basis=DECK,
        office=Tier.CENTRE,
        says=Said(
            "Ditemukan satu rekaman lain yang tampaknya milik Anda. Kartu belum dapat dicetak; "
            "silakan datang ke Disdukcapil untuk memilih rekaman yang dipakai.",
            "One other recording was found that seems to be yours. No card can be printed yet: "
            "please go to Disdukcapil (the civil registry office) and choose which one stays.",
        ),
    ),
    *rules(
        e.DuplicateOneToMany,
        _RESULT,
        S.DUPLICATE_RECORD,
        Role.CENTRE,
        basis=DECK,
        office=Tier.CENTRE,
        says=Said(
            "Ditemukan beberapa rekaman lain yang tampaknya milik Anda. Kartu belum dapat "
            "dicetak; silakan datang ke Disdukcapil untuk memilih rekaman yang dipakai.",
            "Several other recordings were found that seem to be yours. No card can be printed "
            "yet: please go to Disdukcapil (the civil registry office) and choose which one stays.",
        ),
    ),
    *rules(
        e.AdjudicationRequested,
        _RESULT,
        S.ADJUDICATE_RECORD,
        Role.CENTRE,
        basis=DECK,
        office=Tier.CENTRE,
        says=Said(
            "Data Anda mirip dengan rekaman lain, dan mesin tidak dapat memastikannya. Seorang "
            "ahli akan memeriksa; Anda cukup menunggu.",
            "Your data resemble another recording, and the machine cannot tell. An expert will "
            "look at both; you only need to wait.",
        ),
    ),
    *rules(
        e.ValidationRequested,
        _RESULT,
        S.REQUEST_VALIDATION,
        Role.CENTRE,
        basis=Basis(
            "slide deck PIAK 2015 names the outcome; what it means is told by one press report "
            "(timesindonesia 2017-12-12)",
            "W",
        ),
        office=Tier.CENTRE,
        says=Said(
            "Petugas pusat data perlu memastikan data Anda sebelum dicocokkan lagi. Anda cukup "
            "menunggu.",
            "An officer of the data centre must confirm your data before they are compared "
            "again. You only need to wait.",
        ),
    ),
    *rules(
        e.SearchFailed,
        _RESULT,
        S.SEARCH_FAILURE_AT_CENTRAL,
        Role.CENTRE,
        basis=SIX,
        office=Tier.CENTRE,
        says=Said(
            "Pencarian di pusat data tidak berhasil dijalankan. Ini bukan kesalahan Anda; "
            "pencarian akan diulang.",
            "The search at the data centre could not be carried out. It is no fault of yours; it "
            "will be made again.",
        ),
    ),
    *rules(
        e.EnrolmentFailedAtRegional,
        _RESULT,
        S.ENROLL_FAILURE_AT_REGIONAL,
        Role.CENTRE,
        basis=DECK,
        office=Tier.CENTRE,
        says=Said(
            "Rekaman Anda tidak lengkap atau tidak terbaca ketika dikirim dari daerah. Rekaman "
            "itu akan dikirim ulang, atau Anda diminta datang untuk direkam ulang.",
            "Your recording was incomplete or unreadable as it was sent from your region. It "
            "will be sent again, or you are asked to come and be recorded again.",
        ),
    ),
    *rules(
        e.EnrolmentFailedAtCentral,
        _RESULT,
        S.ENROLL_FAILURE_AT_CENTRAL,
        Role.CENTRE,
        basis=DECK,
        office=Tier.CENTRE,
        says=Said(
            "Rekaman Anda tidak diterima utuh di pusat data, misalnya sidik jari tidak ikut "
            "terkirim. Rekaman itu akan dikirim ulang, atau Anda diminta datang untuk direkam "
            "ulang.",
            "Your recording did not arrive whole at the data centre; fingerprints may be "
            "missing, for example. It will be sent again, or you are asked to come and be "
            "recorded again.",
        ),
    ),
    *rules(
        e.DeletedForResend,
        _DISPUTED,
        S.BIO_CAPTURED,
        Role.DINAS,
        "holds_no_card",
        basis=_DELETED,
        office=Tier.DINAS,
        says=Said(
            "Rekaman yang bermasalah dihapus di pusat data dan akan dikirim ulang. Anda tidak "
            "perlu datang.",
            "The faulty recording was deleted at the data centre and will be sent again. You "
            "need not come.",
        ),
    ),
    *rules(
        e.DeletedForRecapture,
        _DISPUTED,
        S.COMPLETE,
        Role.DINAS,
        "holds_no_card",
        basis=_DELETED,
        office=Tier.DINAS,
        says=Said(
            "Rekaman yang bermasalah dihapus di pusat data. Silakan datang lagi untuk direkam "
            "ulang, dengan membawa tanda terima Anda.",
            "The faulty recording was deleted at the data centre. Please come and be recorded "
            "again, and bring your receipt.",
        ),
    ),
    *rules(
        e.SearchRetried,
        S.SEARCH_FAILURE_AT_CENTRAL,
        S.RECEIVED_AT_CENTRAL,
        Role.CENTRE,
        basis=ours(
            "no source tells the remedy; a search that failed has found nothing, so it is made "
            "again"
        ),
        office=Tier.CENTRE,
        says=Said(
            "Pencarian di pusat data diulang. Anda cukup menunggu.",
            "The search at the data centre is being made again. You only need to wait.",
        ),
    ),
    *rules(
        e.Validated,
        S.REQUEST_VALIDATION,
        S.RECEIVED_AT_CENTRAL,
        Role.CENTRE,
        basis=ours(
            "no source tells what follows; a person's word is no proof of uniqueness, so the "
            "record is matched again"
        ),
        office=Tier.CENTRE,
        says=Said(
            "Data Anda sudah dipastikan oleh petugas, dan kini dicocokkan lagi.",
            "An officer has confirmed your data, and they are now compared again.",
        ),
    ),
    *rules(
        e.ValidationRefused,
        S.REQUEST_VALIDATION,
        S.CLOSED,
        Role.CENTRE,
        basis=ours(
            "no source tells what follows; a record that nobody confirms cannot become a card"
        ),
        office=Tier.CENTRE,
        says=Said(
            "Data Anda tidak dapat dipastikan, sehingga permohonan ini ditutup. Tanyakan "
            "alasannya di Disdukcapil; Anda boleh mengajukan permohonan baru.",
            "Your data could not be confirmed, so this application is closed. Ask at Disdukcapil "
            "(the civil registry office) for the reason; you may apply again.",
        ),
    ),
    *rules(
        e.JudgedUnique,
        S.ADJUDICATE_RECORD,
        S.PRINT_READY_RECORD,
        Role.ADJUDICATOR,
        basis=_EXPERT,
        office=Tier.CENTRE,
        says=Said(
            "Ahli memutuskan bahwa rekaman yang mirip itu milik orang lain. Data Anda tunggal, "
            "dan kartu Anda siap dicetak.",
            "The expert decided that the similar recording is somebody else's. Your data are "
            "unique, and your card is ready to be printed.",
        ),
    ),
    *rules(
        e.JudgedDuplicate,
        S.ADJUDICATE_RECORD,
        S.DUPLICATE_RECORD,
        Role.ADJUDICATOR,
        basis=_EXPERT,
        office=Tier.CENTRE,
        says=Said(
            "Ahli memutuskan bahwa Anda sudah pernah direkam. Kartu belum dapat dicetak; silakan "
            "datang ke Disdukcapil untuk memilih rekaman yang dipakai.",
            "The expert decided that you were recorded before. No card can be printed yet: please "
            "go to Disdukcapil (the civil registry office) and choose which recording stays.",
        ),
    ),
)
