"""From not having applied to a complete file."""

from __future__ import annotations

from typing import Final

from ektpflow.lifecycle.citizen.words import UNKNOWN, WHOLE_SERVICE, About, took
from ektpflow.lifecycle.rule import Basis, Said
from ektpflow.lifecycle.status import Status as S
from ektpflow.office import Tier

__all__ = ["APPLICATION"]

APPLICATION: Final = (
    About(
        S.UNREGISTERED,
        meaning=Said(
            "Anda sudah mempunyai NIK (nomor induk kependudukan) tetapi belum mengajukan "
            "permohonan KTP-el.",
            "You have a NIK (population number) but have not yet applied for the card.",
        ),
        can_do=Said(
            "Ajukan permohonan di kecamatan, atau lewat kelurahan, bila Anda berusia 17 tahun "
            "atau sudah pernah menikah. Bawalah kartu keluarga.",
            "Apply at the kecamatan (district office), or through the kelurahan (village office), "
            "if you are 17 or were ever married. Bring the family card.",
        ),
        next_office=Tier.KECAMATAN,
        citizen_first=True,
        basis=Basis("six phases text (Sambas 2020, Kendal 2021, Aceh Utara 2025)", "S"),
        takes=(UNKNOWN,),
    ),
    About(
        S.SUBMITTED,
        meaning=Said(
            "Permohonan Anda sudah diterima, dan petugas memeriksa apakah berkasnya lengkap.",
            "Your application was received, and an officer checks whether the papers are complete.",
        ),
        can_do=Said(
            "Simpan tanda terima. Tunggulah di loket, atau datang lagi bila diberi tahu.",
            "Keep the receipt. Wait at the counter, or come again when you are told.",
        ),
        next_office=Tier.KECAMATAN,
        citizen_first=False,
        basis=Basis("the offices have no code for an application before recording", "ours"),
        takes=(UNKNOWN,),
    ),
    About(
        S.INCOMPLETE,
        meaning=Said(
            "Ada dokumen yang kurang, sehingga permohonan Anda belum dapat diproses.",
            "A document is missing, so your application cannot be processed yet.",
        ),
        can_do=Said(
            "Lengkapi dokumen yang disebutkan petugas, lalu datang lagi. Anda tidak perlu "
            "mengajukan permohonan dari awal.",
            "Get the papers that the officer named and come again. You need not start anew.",
        ),
        next_office=Tier.KECAMATAN,
        citizen_first=True,
        basis=Basis("the offices have no code for a file that lacks a paper", "ours"),
        takes=(UNKNOWN,),
    ),
    About(
        S.COMPLETE,
        meaning=Said(
            "Berkas Anda lengkap. Bila belum pernah direkam, Anda akan direkam; bila sudah, kartu "
            "dapat dicetak dari rekaman yang ada.",
            "Your papers are complete. If you were never recorded you will be now; if you were, "
            "the card can be printed from the recording on file.",
        ),
        can_do=Said(
            "Datanglah untuk direkam bila diminta: foto, tanda tangan, sidik jari, dan iris. "
            "Lepaskan kacamata dan lensa kontak.",
            "Come to be recorded if you are asked to: photo, signature, fingerprints and irises. "
            "Take off glasses and contact lenses.",
        ),
        next_office=Tier.KECAMATAN,
        citizen_first=False,
        basis=Basis(
            "the word is ours for a moment that the law names: Permendagri 19/2018 art. 3(2), "
            "the officer declares the file complete [S]",
            "ours",
        ),
        takes=(
            *WHOLE_SERVICE[:1],
            took(
                "perekaman sendiri 3 sampai 6 menit, sampai 10 menit bagi sebagian orang",
                "the recording itself 3 to 6 minutes, up to 10 for some",
                "Medan Polonia 2011, Sidoarjo 2012",
                "S",
            ),
            took(
                "antrean 3 sampai 9 jam pada masa ramai",
                "3 to 9 hours in the queue when there was a rush",
                "Medan Polonia 2011, Jepara 2017",
                "P",
            ),
        ),
    ),
)
