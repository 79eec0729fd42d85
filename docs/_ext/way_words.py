"""The words of the page "Alur KTP-el" that no table knows: headings, offices, marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from ektpflow.lifecycle import Phase
from ektpflow.office import Role, Tier

__all__ = ["WORDS", "Words"]


@attrs.frozen
class Words:
    """The words in one language; a name in braces is filled in."""

    intro: str
    legend: str
    strengths: Mapping[str, str]
    written_in: str
    ours: str
    own_word: str
    can_do: str
    next: str
    takes: str
    basis: str
    you_at: str
    office_at: str
    nobody: str
    not_known: str
    ways: str
    leads: str
    stays: str
    ends: str
    also: str
    more: str
    often: str
    possible_in: str
    every_open: str
    every: str
    but: str
    phases: Mapping[Phase, str]
    offices: Mapping[Tier, str]
    roles: Mapping[Role, str]


_INDONESIAN: Final = Words(
    intro=(
        "Halaman ini menjelaskan {statuses} status yang dapat dilalui permohonan KTP-el Anda: apa "
        "artinya, apa yang dapat Anda lakukan, kantor mana yang bertindak, dan apa dasarnya. "
        "Pilihlah sebuah kotak pada gambar untuk membaca penjelasannya. Dari {rows} langkah yang "
        "mungkin, {ours} tidak diatur atau dijelaskan oleh sumber mana pun yang kami temukan; "
        "langkah itu ditandai sebagai pilihan pemodelan kami."
    ),
    legend="Seberapa kuat sebuah sumber:",
    strengths={
        "S": "kuat: teks hukum, dokumen kementerian, atau beberapa sumber yang sejalan",
        "P": "cukup kuat: satu halaman resmi, satu pejabat yang dikutip pers, atau satu penelitian",
        "W": "lemah: satu sumber tidak resmi, atau sumber-sumber yang bertentangan",
        "ours": "tidak ada sumber yang mengaturnya; pilihan ini dibuat oleh pustaka ektpflow",
    },
    written_in=(
        "Nama kejadian pada gambar, nama sumber, dan alasan pilihan ditulis dalam bahasa Inggris."
    ),
    ours="pilihan pemodelan kami",
    own_word="istilah kami sendiri",
    can_do="Yang dapat Anda lakukan",
    next="Siapa yang bertindak",
    takes="Berapa lama",
    basis="Dasar status ini",
    you_at="Anda, di {office}",
    office_at="{office}",
    nobody="Tidak ada: permohonan sudah berakhir.",
    not_known="Tidak diketahui.",
    ways="Apa yang dapat terjadi berikutnya",
    leads="Menjadi",
    stays="Status tetap",
    ends="Permohonan berakhir di sini; tidak ada langkah yang mengubah status ini.",
    also="Juga dapat terjadi di sini, seperti di banyak status lain ({count})",
    more="dasar",
    often="Yang dapat terjadi di banyak status",
    possible_in="Dapat terjadi di:",
    every_open="semua status sejak permohonan diterima sampai berakhir",
    every="semua status",
    but="kecuali:",
    phases={phase: phase.value for phase in Phase},
    offices={
        Tier.KELURAHAN: "kelurahan",
        Tier.KECAMATAN: "kecamatan",
        Tier.DINAS: "Disdukcapil",
        Tier.PROVINCE: "pemerintah provinsi",
        Tier.CENTRE: "pusat data Ditjen Dukcapil",
    },
    roles={role: role.label for role in Role},
)

_ENGLISH: Final = Words(
    intro=(
        "This page explains the {statuses} statuses through which an application for the KTP-el "
        "can go: what each means, what the citizen can do, which office acts, and on which basis. "
        "Choose a box of the picture to read about it. Of the {rows} steps that are possible, "
        "{ours} are ruled or told by no source that we found; these are marked as our modelling "
        "choice."
    ),
    legend="How well a source carries:",
    strengths={
        "S": "solid: the text of a law, a document of the ministry, or several sources that agree",
        "P": "plausible: one official page, one official quoted by the press, or one study",
        "W": "weak: one source that is not official, or sources that contradict each other",
        "ours": "no source rules it; the choice is that of the library ektpflow",
    },
    written_in="Codes are spelt as the KTP-el system spells them.",
    ours="our modelling choice",
    own_word="our own word",
    can_do="What you can do",
    next="Who acts next",
    takes="How long it takes",
    basis="Where the status stands",
    you_at="You, at the {office}",
    office_at="The {office}",
    nobody="Nobody: the application has ended.",
    not_known="Not known.",
    ways="What can happen next",
    leads="Becomes",
    stays="The status stays",
    ends="The application ends here; no step changes this status.",
    also="Also possible here, as in many other statuses ({count})",
    more="basis",
    often="What can happen in many statuses",
    possible_in="Possible in:",
    every_open="every status of an application that has not ended",
    every="every status",
    but="but not in:",
    phases={
        Phase.APPLICATION: "Application",
        Phase.RECORDING: "Recording",
        Phase.CENTRE: "Data centre",
        Phase.PRINTING: "Printing",
        Phase.PICKUP: "Pickup",
        Phase.END: "End",
    },
    offices={
        Tier.KELURAHAN: "kelurahan (village office)",
        Tier.KECAMATAN: "kecamatan (district office)",
        Tier.DINAS: "Disdukcapil (civil registry office)",
        Tier.PROVINCE: "province",
        Tier.CENTRE: "national data centre",
    },
    roles={
        Role.COUNTER: "officer at the counter",
        Role.OPERATOR: "recording operator",
        Role.DINAS: "back office",
        Role.PRINTER: "printing officer",
        Role.STORE: "keeper of blank cards",
        Role.CENTRE: "officer of the data centre",
        Role.ADJUDICATOR: "expert",
    },
)

#: By language.
WORDS: Final[Mapping[str, Words]] = {"id": _INDONESIAN, "en": _ENGLISH}
