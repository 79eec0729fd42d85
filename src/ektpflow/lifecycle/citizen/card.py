"""From a record that is ready to print to the card in hand, and the ends without one."""

from __future__ import annotations

from typing import Final

from ektpflow.lifecycle.citizen.words import OPENSID, UNKNOWN, WHOLE_SERVICE, About, took
from ektpflow.lifecycle.rule import Basis, Said
from ektpflow.lifecycle.status import Status as S
from ektpflow.office import Tier

__all__ = ["CARD"]

_DELIVERY: Final = took(
    "minggu berikutnya, bergantung pada pengiriman dari dinas ke kecamatan",
    "the week after, depending on delivery from the dinas to the kecamatan",
    "director-general 2017",
    "P",
)
_COMING: Final = Said(
    "Tunggulah kabar bahwa kartu siap diambil, dan simpan tanda terima Anda.",
    "Wait to be told that the card is ready, and keep your receipt.",
)

CARD: Final = (
    About(
        S.PRINT_READY_RECORD,
        meaning=Said(
            "Data Anda tunggal dan kartu siap dicetak. Kodenya PRR. Pencetakan menunggu giliran "
            "dan blangko (kartu kosong).",
            "Your data are unique and the card is ready to be printed. The code is PRR. Printing "
            "waits for its turn and for a blank card.",
        ),
        can_do=Said(
            "Tunggulah giliran cetak. Bila blangko habis, mintalah suket (surat keterangan "
            "pengganti KTP-el) atau tanyakan tentang identitas digital (IKD) di Disdukcapil.",
            "Wait for your turn. If there are no blank cards, ask at Disdukcapil (the civil "
            "registry office) for a suket, a temporary certificate, or for the digital identity "
            "(IKD).",
        ),
        next_office=Tier.DINAS,
        citizen_first=False,
        basis=Basis("slide deck PIAK 2015; code PRR: Rembang 2018", "S"),
        takes=(
            *WHOLE_SERVICE[:1],
            took(
                "sekitar 1 minggu tanpa blangko di seluruh Indonesia",
                "about a week without blank cards in the whole country",
                "national stock-out of July and August 2023",
                "S",
            ),
        ),
    ),
    About(
        S.SENT_FOR_CARD_PRINTING,
        meaning=Said(
            "Kartu Anda masuk antrean cetak, dan satu blangko (kartu kosong) sudah disisihkan.",
            "Your card is in the print queue, and one blank card has been set aside for it.",
        ),
        can_do=_COMING,
        next_office=Tier.DINAS,
        citizen_first=False,
        basis=OPENSID,
        takes=(
            took(
                "30 detik per kartu dalam peragaan",
                "30 seconds a card in a demonstration",
                "ministry demonstration 2011",
                "W",
            ),
            took(
                "Medan mencetak 1.500 kartu sehari pada jaringan yang baik, 800 pada yang buruk",
                "Medan prints 1,500 cards a day on a good network, 800 on a bad one",
                "Medan 2018",
                "P",
            ),
        ),
    ),
    About(
        S.CARD_PRINTED,
        meaning=Said(
            "Kartu Anda sudah dicetak, dan masih berada di tempat cetak.",
            "Your card has been printed, and is still at the printing office.",
        ),
        can_do=_COMING,
        next_office=Tier.KECAMATAN,
        citizen_first=False,
        basis=OPENSID,
        takes=(_DELIVERY,),
    ),
    About(
        S.CARD_SHIPPED,
        meaning=Said(
            "Kartu Anda dalam perjalanan ke tempat pengambilan.",
            "Your card is on its way to the place of pickup.",
        ),
        can_do=_COMING,
        next_office=Tier.KECAMATAN,
        citizen_first=False,
        basis=OPENSID,
        takes=(
            _DELIVERY,
            took(
                "sekitar 2 hari kerja lewat pos",
                "about 2 working days by post",
                "Balongbendo 2019",
                "P",
            ),
        ),
    ),
    About(
        S.READY_FOR_PICKUP,
        meaning=Said(
            "Kartu Anda siap diambil di tempat pengambilan.",
            "Your card lies ready at the place of pickup.",
        ),
        can_do=Said(
            "Ambillah sendiri, karena sidik jari Anda dicocokkan dengan kartu. Bawalah tanda "
            "terima, dan suket atau kartu lama bila ada.",
            "Collect it yourself, since your finger is matched with the card. Bring the receipt, "
            "and the suket (temporary certificate) or old card if you have one.",
        ),
        next_office=Tier.KECAMATAN,
        citizen_first=True,
        basis=Basis(
            "the offices' code CARD_SHIPPED does not tell a card on its way from one that lies "
            "ready",
            "ours",
        ),
        takes=(
            took(
                "penyerahan sendiri sekitar 3 menit",
                "the hand-over itself about 3 minutes",
                "Sidoarjo 2012",
                "P",
            ),
        ),
    ),
    About(
        S.PICKUP_BLOCKED,
        meaning=Said(
            "Kartu ada tetapi belum dapat diserahkan: sidik jari tidak cocok, atau kartu lama "
            "tidak diambil lalu dikembalikan.",
            "There is a card but it cannot be handed over: the finger does not match, or nobody "
            "collected it for long and it was sent back.",
        ),
        can_do=Said(
            "Datanglah ke kecamatan agar petugas memeriksanya bersama Anda. Bawalah tanda terima "
            "dan kartu keluarga.",
            "Go to the kecamatan (district office) so that an officer can look into it with you. "
            "Bring the receipt and the family card.",
        ),
        next_office=Tier.KECAMATAN,
        citizen_first=True,
        basis=Basis("the offices have no code for a card that is held back", "ours"),
        takes=(UNKNOWN,),
    ),
    About(
        S.CARD_ISSUED,
        meaning=Said(
            "Kartu sudah Anda terima. Bagi warga negara Indonesia kartu ini berlaku seumur hidup.",
            "You have the card. For Indonesian citizens it is valid for life.",
        ),
        can_do=Said(
            "Jagalah kartu Anda. Laporkan bila hilang, rusak, atau data Anda berubah; Anda tidak "
            "perlu direkam lagi.",
            "Take care of it. Report it if it is lost or damaged or if your data change; you need "
            "not be recorded again.",
        ),
        next_office=None,
        citizen_first=False,
        basis=OPENSID,
        takes=WHOLE_SERVICE,
    ),
    About(
        S.WITHDRAWN,
        meaning=Said(
            "Permohonan ini dibatalkan atas keinginan Anda. Data yang sudah direkam tetap "
            "tersimpan.",
            "This application was withdrawn as you wished. What was recorded stays on file.",
        ),
        can_do=Said(
            "Anda boleh mengajukan permohonan lagi kapan saja.",
            "You may apply again at any time.",
        ),
        next_office=None,
        citizen_first=False,
        basis=Basis("the offices have no code for an application that was withdrawn", "ours"),
        takes=(),
    ),
    About(
        S.CLOSED,
        meaning=Said(
            "Permohonan ini ditutup tanpa kartu. Alasannya dicatat bersama permohonan Anda.",
            "This application was closed without a card. The reason is noted with it.",
        ),
        can_do=Said(
            "Tanyakan alasannya di kantor tempat Anda mengajukan. Bila masih memerlukan kartu, "
            "ajukan permohonan baru.",
            "Ask for the reason at the office where you applied. If you still need a card, apply "
            "again.",
        ),
        next_office=None,
        citizen_first=False,
        basis=Basis("the offices have no code for an application that ended", "ours"),
        takes=(),
    ),
)
