"""From the recording to the way to the data centre."""

from __future__ import annotations

from typing import Final

from ektpflow.lifecycle.citizen.words import About, took
from ektpflow.lifecycle.rule import Basis, Said
from ektpflow.lifecycle.status import Status as S
from ektpflow.office import Tier

__all__ = ["RECORDING"]

_SIX: Final = Basis("six phases text (Sambas 2020, Kendal 2021, Aceh Utara 2025)", "S")
_OUTAGE: Final = took(
    "bila jaringan putus: 2 jam sampai lebih dari 2 minggu",
    "while the line is down: 2 hours to more than 2 weeks",
    "Jepara 2017, Kaur 2017",
    "S",
)
_WAIT: Final = Said(
    "Anda cukup menunggu. Mohon jangan merekam lagi di tempat lain: rekaman kedua menahan kartu "
    "Anda. Bila perlu tanda pengenal, mintalah suket (surat keterangan pengganti KTP-el) di "
    "Disdukcapil.",
    "You only need to wait. Please do not be recorded again elsewhere: a second recording holds "
    "your card up. If you need a proof of identity, ask at Disdukcapil (the civil registry "
    "office) for a suket, a temporary certificate.",
)

RECORDING: Final = (
    About(
        S.BIO_CAPTURED,
        meaning=Said(
            "Anda sudah direkam, dan data Anda masih tersimpan di kantor yang merekam.",
            "You have been recorded, and your data are still at the office that recorded you.",
        ),
        can_do=_WAIT,
        next_office=Tier.KECAMATAN,
        citizen_first=False,
        basis=_SIX,
        takes=(
            took(
                "1 hari kerja untuk perekaman",
                "1 working day for the recording",
                "Balongbendo 2019",
                "P",
            ),
            took(
                "ada rekaman yang tertahan lama di server daerah",
                "some records lie for a long time on the local server",
                "Bogor 2017",
                "S",
            ),
        ),
    ),
    About(
        S.PROCESSING,
        meaning=Said(
            "Data rekaman Anda sedang disiapkan untuk dikirim ke pusat data nasional. Kodenya Pro.",
            "Your recorded data are being prepared for sending to the national data centre. The "
            "code is Pro.",
        ),
        can_do=_WAIT,
        next_office=Tier.KECAMATAN,
        citizen_first=False,
        basis=_SIX,
        takes=(_OUTAGE,),
    ),
    About(
        S.SENT_FOR_ENROLLMENT,
        meaning=Said(
            "Data rekaman Anda sedang dikirim ke pusat data nasional. Kodenya SFE. Status ini "
            "juga tampak bila NIK Anda sudah mempunyai rekaman, dan saat itu data tidak bergerak "
            "lagi.",
            "Your recorded data are on their way to the national data centre. The code is SFE. "
            "It also shows when your NIK (population number) already has a recording, and then "
            "nothing moves any more.",
        ),
        can_do=Said(
            "Tunggulah. Bila sudah lama tidak berubah, tanyakan di Disdukcapil apakah NIK Anda "
            "sudah mempunyai rekaman. Mohon jangan merekam lagi.",
            "Wait. If nothing changes for long, ask at Disdukcapil (the civil registry office) "
            "whether your NIK already has a recording. Please do not be recorded again.",
        ),
        next_office=Tier.CENTRE,
        citizen_first=False,
        basis=Basis(
            "six phases text (Sambas 2020, Kendal 2021, Aceh Utara 2025); slide deck PIAK 2015: "
            "the sign of a NIK that is on file",
            "S",
        ),
        takes=(
            took("1, 3, 7, 20 hari atau lebih", "1, 3, 7, 20 days or more", "Banyumas 2017", "S"),
            took(
                "5 sampai 10 menit pada jaringan yang baik, sampai siap cetak",
                "5 to 10 minutes on a good line, until ready to print",
                "Jember 2018",
                "P",
            ),
            took("1 minggu atau lebih", "1 week or more", "Ponorogo 2016", "S"),
            took("sampai 1 tahun", "up to a year", "Bogor 2017", "S"),
            _OUTAGE,
        ),
    ),
)
