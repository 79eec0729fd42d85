"""At the national data centre: matching, and everything that may hold a record up there."""

from __future__ import annotations

from typing import Final

from ektpflow.lifecycle.citizen.words import UNKNOWN, About, took
from ektpflow.lifecycle.rule import Basis, Said
from ektpflow.lifecycle.status import Status as S
from ektpflow.office import Tier

__all__ = ["CENTRE"]

_SIX: Final = Basis("six phases text (Sambas 2020, Kendal 2021, Aceh Utara 2025)", "S")
_DECK: Final = Basis("slide deck PIAK 2015", "S")
_WAIT: Final = Said(
    "Anda cukup menunggu. Bila perlu tanda pengenal, mintalah suket (surat keterangan pengganti "
    "KTP-el) di Disdukcapil.",
    "You only need to wait. If you need a proof of identity, ask at Disdukcapil (the civil "
    "registry office) for a suket, a temporary certificate.",
)
_FAILED: Final = Said(
    "Tanyakan di Disdukcapil apakah rekaman cukup dikirim ulang atau Anda perlu direkam ulang. "
    "Bila diminta datang, bawalah tanda terima.",
    "Ask at Disdukcapil (the civil registry office) whether the recording can be sent again or "
    "you must be recorded again. If you are asked to come, bring your receipt.",
)

CENTRE: Final = (
    About(
        S.RECEIVED_AT_CENTRAL,
        meaning=Said(
            "Pusat data nasional sudah menerima data Anda dan mencocokkannya dengan data semua "
            "penduduk.",
            "The national data centre has your data and compares them with everybody else's.",
        ),
        can_do=_WAIT,
        next_office=Tier.CENTRE,
        citizen_first=False,
        basis=_SIX,
        takes=(
            took(
                "pencarian itu sendiri 16 detik",
                "the search itself 16 seconds",
                "director-general 2016",
                "P",
            ),
            took(
                "sekitar 6 bulan ketika pencocokan di pusat berhenti",
                "about 6 months when matching at the centre stood still",
                "central stop of Dec 2016 to mid 2017",
                "S",
            ),
        ),
    ),
    About(
        S.ENROLL_FAILURE_AT_REGIONAL,
        meaning=Said(
            "Rekaman Anda tidak lengkap atau tidak terbaca ketika dikirim dari daerah. Kartu "
            "belum dapat dicetak.",
            "Your recording was incomplete or unreadable as it was sent from your region. No "
            "card can be printed yet.",
        ),
        can_do=_FAILED,
        next_office=Tier.DINAS,
        citizen_first=False,
        basis=_DECK,
        takes=(UNKNOWN,),
    ),
    About(
        S.ENROLL_FAILURE_AT_CENTRAL,
        meaning=Said(
            "Menurut pusat data, rekaman Anda tidak lengkap atau tidak terbaca, misalnya sidik "
            "jari tidak ikut terkirim. Kodenya Efac.",
            "The data centre found your recording incomplete or unreadable; fingerprints may be "
            "missing, for example. The code is Efac.",
        ),
        can_do=_FAILED,
        next_office=Tier.DINAS,
        citizen_first=False,
        basis=Basis("slide deck PIAK 2015; code Efac: Rembang 2018", "S"),
        takes=(UNKNOWN,),
    ),
    About(
        S.SEARCH_FAILURE_AT_CENTRAL,
        meaning=Said(
            "Pencarian di pusat data tidak berhasil dijalankan. Tidak ada yang salah dengan "
            "rekaman Anda.",
            "The search at the data centre could not be carried out. This says nothing about "
            "your recording.",
        ),
        can_do=_WAIT,
        next_office=Tier.CENTRE,
        citizen_first=False,
        basis=_SIX,
        takes=(UNKNOWN,),
    ),
    About(
        S.ADJUDICATE_RECORD,
        meaning=Said(
            "Data Anda mirip dengan rekaman lain dan mesin tidak dapat memastikan, sehingga "
            "seorang ahli memeriksanya.",
            "Your data resemble another recording and the machine cannot tell, so an expert "
            "looks at both.",
        ),
        can_do=_WAIT,
        next_office=Tier.CENTRE,
        citizen_first=False,
        basis=Basis("slide deck PIAK 2015; court testimony of 17 Apr 2017", "S"),
        takes=(UNKNOWN,),
    ),
    About(
        S.REQUEST_VALIDATION,
        meaning=Said(
            "Petugas pusat data perlu memastikan data Anda. Apa persisnya yang diperiksa tidak "
            "dijelaskan oleh sumber mana pun.",
            "An officer of the data centre must confirm your data. What exactly is looked at, no "
            "source explains.",
        ),
        can_do=_WAIT,
        next_office=Tier.CENTRE,
        citizen_first=False,
        basis=Basis(
            "the name stands in the slide deck PIAK 2015; its meaning is told by one press report "
            "(timesindonesia 2017-12-12)",
            "W",
        ),
        takes=(UNKNOWN,),
    ),
    About(
        S.DUPLICATE_RECORD,
        meaning=Said(
            "Anda tampaknya sudah pernah direkam. Kartu tidak dicetak sampai Anda memilih rekaman "
            "yang dipakai. Kodenya DUP.",
            "It seems that you were recorded before. No card is printed until you choose which "
            "recording stays. The code is DUP.",
        ),
        can_do=Said(
            "Datanglah ke Disdukcapil dan pilih rekaman yang dipakai. Bila itu bukan rekaman "
            "Anda, misalnya milik saudara kembar, katakanlah: seorang ahli akan memeriksa.",
            "Go to Disdukcapil (the civil registry office) and choose which recording stays. If "
            "the other is not yours but a twin's, for example, say so: an expert will look.",
        ),
        next_office=Tier.DINAS,
        citizen_first=True,
        basis=Basis("slide deck PIAK 2015; code DUP: Rembang 2018", "S"),
        takes=(UNKNOWN,),
    ),
)
