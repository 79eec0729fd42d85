"""Balinese, called by the order of birth, and Chinese-Indonesians with their surnames."""

from __future__ import annotations

from typing import Final

from ektpflow.population.cultures.culture import Culture
from ektpflow.population.cultures.shared import FURTHER, YOUNG_MEN, YOUNG_WOMEN
from ektpflow.population.words import Pool, joined
from ektpflow.resident import Religion

__all__ = ["BALI", "TIONGHOA"]

_SU: Final = joined("Su Wi Ar Dar Mar Wid Bud Sud Kar Ra", "darma arta ardana jana wirya kanta"
                    " astawa adnyana arsana teja widia mantara dana wijaya gina artha")  # fmt: skip
_NI: Final = joined("Su Wi Ar Dar Mar Wid Sud Kar Ra", "ni asih armini artini andari iati ayuni"
                    " astiti antari adnyani kerti widiani wati")  # fmt: skip

BALI: Final = Culture(
    code="bali",
    given=(
        Pool.of("Sudarma Suarta Sukarata Wirawan Ardika Astika Rai Bagus", _SU, level=30),
        Pool.of("Suartini Sukerti Rai Ayu Sri Sulasmi Wirati", _NI, level=30),
    ),
    young=(
        Pool.of("Agus Bagus Yoga Adi", YOUNG_MEN, _SU[:60], level=30),
        Pool.of("Ayu Sri Dewi", YOUNG_WOMEN, _NI[:60], level=30),
    ),
    further=(
        Pool.of("Wirawan Putra Adnyana Mahendra Artha", _SU, FURTHER[0], level=30),
        Pool.of("Dewi Lestari Pradnyani Cahyani Antari", _NI, FURTHER[1], level=30),
    ),
    words=(0, 25, 58, 17),
    places=Pool.of("Denpasar Gianyar Tabanan Singaraja Klungkung Bangli Karangasem", level=6),
    religions=((Religion.HINDU, 96), (Religion.ISLAM, 2), (Religion.KRISTEN, 2)),
    birth_order=(
        (("WAYAN", "PUTU", "GEDE"), ("MADE", "KADEK", "NENGAH"), ("NYOMAN", "KOMANG"), ("KETUT",)),
        (("WAYAN", "PUTU", "LUH"), ("MADE", "KADEK", "NENGAH"), ("NYOMAN", "KOMANG"), ("KETUT",)),
    ),
)

TIONGHOA: Final = Culture(
    code="tionghoa",
    given=(
        Pool.of(
            "Hendra Andy Willy Jimmy Tommy Hartono Rudy Eddy Johan Susanto Budiman Robert Wilson"
            " Suwandi Johnny Kasim Darwin Effendy Lukas Ferry Sunaryo Tony Herry",
            joined("Siu Kim Tjin Kok Tek Boen Hok Peng Sun Wie Seng Liong Ah",
                   "hong liang seng bun hok tiong kiat siong lam an kie"),
            level=30,
        ),
        Pool.of(
            "Lina Susanti Merry Yuliana Fenny Linda Lily Suryani Erna Juliana Rosalina Vivi Ana"
            " Kartini Lanny Mariana Nelly Sherly Tina Wati Yenny Herlina",
            joined("Mei Siu Lie Bie Sui Hui Giok Swee Pik Ai",
                   "ling lan hwa ing fong lian kim hoa nio tjin"),
            level=30,
        ),
    ),
    young=(
        Pool.of(
            "Kevin Jonathan Steven Michael William Vincent Felix Jason Calvin Nicholas Ricky Albert"
            " Andrew Bryan Christian Darren Edwin Frederick Hansen Ivander Leonardo Matthew",
            YOUNG_MEN[:30],
            level=30,
        ),
        Pool.of(
            "Jessica Vivian Cindy Stephanie Angela Felicia Michelle Natasha Jennifer Catherine"
            " Evelyn Melisa Valencia Gracia Fransisca Caroline Devina Patricia Shanti Tiffany",
            YOUNG_WOMEN[:30],
            level=30,
        ),
    ),
    further=(
        Pool.of("Adrian Wijaya Setiawan Sutanto Hartanto Alexander", FURTHER[0], level=30),
        Pool.of("Wijaya Angeline Susilawati Marcella Setiawati", FURTHER[1], level=30),
    ),
    words=(9, 60, 27, 4),
    places=Pool.of("Bagansiapiapi Singkawang Pontianak Selatpanjang Palembang Jakarta", level=6),
    religions=(
        (Religion.BUDDHA, 58), (Religion.KRISTEN, 24), (Religion.KATOLIK, 14),
        (Religion.KHONGHUCU, 4),
    ),
    families=Pool.of(
        "Wijaya Halim Salim Santoso Gunawan Tanoto Susanto Lim Tan Chandra Kurniawan Hartono Liman"
        " Tanuwijaya Oei Lie Kosasih Setiawan Budiman Sutanto Winata Angkasa Ongko Kusuma Wibowo"
        " Lukito Tjandra Tanjaya Sugianto Suwandi Wong Chen Huang Ng Goh Tio Kwee Hartanto Leo",
        level=15,
    ),
    family_share=0.8,
    head=frozenset({"HERMAN"}),
)  # fmt: skip
