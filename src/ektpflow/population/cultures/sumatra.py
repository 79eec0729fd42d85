"""Batak with their marga, Malay and Acehnese, Minangkabau."""

from __future__ import annotations

from typing import Final

from ektpflow.population.cultures.culture import Culture
from ektpflow.population.cultures.shared import (
    FAITHFUL_MEN,
    FAITHFUL_WOMEN,
    FURTHER,
    YOUNG_MEN,
    YOUNG_WOMEN,
)
from ektpflow.population.words import Pool, joined
from ektpflow.resident import Religion

__all__ = ["BATAK", "MELAYU", "MINANG"]

_CHRISTIAN_MEN: Final = [
    "JONATHAN",
    "DANIEL",
    "ANDREAS",
    "MARKUS",
    "PETRUS",
    "PAULUS",
    "DAVID",
    "SAMUEL",
    "RICARDO",
    "YOHANES",
    "ROBERT",
    "BENNY",
    "JHON",
    "EDWARD",
    "FRANS",
    "STEPHEN",
    "JOSUA",
    "IMANUEL",
    "GABRIEL",
    "MICHAEL",
    "WILSON",
    "HENDRIK",
    "ROY",
    "PARULIAN",
    "THOMAS",
]
_CHRISTIAN_WOMEN: Final = [
    "MARIA",
    "ESTER",
    "RUTH",
    "DEBORA",
    "ELISABETH",
    "MAGDALENA",
    "MARTHA",
    "CHRISTINA",
    "ANGELINA",
    "RATNA",
    "LIDIA",
    "SARAH",
    "NOVA",
    "YOHANA",
    "GRACE",
    "JULIANA",
    "VERONIKA",
    "FRISKA",
    "NATALIA",
    "HELENA",
    "ROSALINA",
    "CLARA",
    "MONICA",
    "EVA",
    "THERESIA",
]

BATAK: Final = Culture(
    code="batak",
    given=(
        Pool.of(
            "Togar Parlindungan Hotman Sahat Bonar Maruli Tigor Poltak Monang Saut Binsar Jonggi"
            " Mangasi Haposan Ramses Manahan Tumpal Marihot Pardamean Sabar Ojak Bistok Halomoan"
            " Jamorlan Kalvin Luhut Mangara Nelson Oloan Pangihutan Rosman Sudung Torang Ucok",
            joined(
                "Par Mar Man Pan Ha Sa Tu Ro Jo Bin Hot",
                "ulian lin dapot gatas tua nangkok holong sahala asi gomgom buha lomo mulia tondi",
            ),
            _CHRISTIAN_MEN,
            FAITHFUL_MEN[:50],
            level=30,
        ),
        Pool.of(
            "Tiur Rosmaida Lamria Tiarma Basaria Nurmala Dameria Rotua Sondang Duma Herlina"
            " Risma Lasma Tiominar Rumondang Bunga Saurma Marlina Hotmaida Normauli Asima Lenny"
            " Renta Sorta Tetty Ulina Megawati Pesta Donda Elfrida Floria Kartini Nurlela",
            joined(
                "Ti Ros Lam Nur Da Ro Hot Mas Sor Rus",
                "mauli lina tiar gohi ida nita minta marito delima rohana ria mian intan melva",
            ),
            _CHRISTIAN_WOMEN,
            FAITHFUL_WOMEN[:50],
            level=30,
        ),
    ),
    young=(
        Pool.of("", _CHRISTIAN_MEN, YOUNG_MEN, FAITHFUL_MEN[:40], level=35),
        Pool.of("", _CHRISTIAN_WOMEN, YOUNG_WOMEN, FAITHFUL_WOMEN[:40], level=35),
    ),
    further=(
        Pool.of("Parlindungan Halomoan Parulian Hasiholan Pardomuan", FURTHER[0], level=30),
        Pool.of("Rotua Uli Natalia Romauli Boru Theresia", FURTHER[1], level=30),
    ),
    words=(2, 62, 32, 4),
    places=Pool.of(
        "Tarutung Balige Pematangsiantar Sidikalang Kabanjahe Dolok Padangsidimpuan Sibolga"
        " Porsea Panyabungan Laguboti Berastagi Rantauprapat",
        level=8,
    ),
    religions=((Religion.KRISTEN, 62), (Religion.ISLAM, 28), (Religion.KATOLIK, 10)),
    opening=(0.02, 0.01),
    families=Pool.of(
        "Siregar Nasution Harahap Lubis Simanjuntak Sitorus Ginting Tarigan Sembiring Hasibuan"
        " Sinaga Purba Manurung Panjaitan Hutagalung Silalahi Situmorang Nainggolan Sihombing"
        " Simbolon Hutabarat Tampubolon Marpaung Sianturi Pasaribu Napitupulu Siahaan Gultom"
        " Pardede Saragih Damanik Girsang Barus Perangin-angin Karo-karo Pane Ritonga Dalimunthe"
        " Rambe Hutapea Aritonang Lumbantoruan Sirait Butarbutar Sagala Sinambela Sihotang"
        " Simarmata Sidabutar Tambunan Matondang Hutasoit Simatupang Simamora Pohan Batubara"
        " Daulay Rangkuti Munthe Sinulingga Surbakti Bangun Sitepu Tobing Sihite Malau Manik"
        " Pakpahan Samosir Turnip Sidauruk Limbong Naibaho Sitanggang Rajagukguk Doloksaribu",
        level=18,
    ),
    family_share=0.97,
    head=frozenset({"HERMAN"}),
)

MELAYU: Final = Culture(
    code="melayu",
    given=(
        Pool.of(
            "Ahmad Zulkifli Zainal Syahrul Khairul Ridwan Iskandar Anwar Rusli Effendi Mahyudin"
            " Amran Azhar Bustami Darwis Fakhrurrazi Hasbi Ilyas Jafar Marzuki Nazaruddin Razali"
            " Saiful Tarmizi Usman Yusri Zaini Budiman Herizal",
            FAITHFUL_MEN,
            joined(
                "Zul Khair Am Az Ab Sya Is Ru Fa Mu",
                "rizal hendri mizan fahmi rul har khairi linsyah badri yadi akhir",
            ),
            level=40,
        ),
        Pool.of(
            "Nuraini Rosmawati Rohani Asmah Cut Zuraida Hafsah Khairani Laila Mardiana Nurlela"
            " Rahmawati Salmah Syarifah Wardah Yusnidar Zahara Ernawati Hasnah Juwita",
            FAITHFUL_WOMEN,
            joined(
                "Nur Ros Zu Khair Yus Sya Mar As",
                "mawati raida linda midah nidar hafni yani hayani dalena wani",
            ),
            level=40,
        ),
    ),
    young=(
        Pool.of("", YOUNG_MEN, FAITHFUL_MEN[:120], level=40),
        Pool.of("Cut Putri", YOUNG_WOMEN, FAITHFUL_WOMEN[:120], level=40),
    ),
    further=(
        Pool.of("", FURTHER[0], FAITHFUL_MEN, level=40),
        Pool.of("", FURTHER[1], FAITHFUL_WOMEN, level=40),
    ),
    words=(20, 58, 19, 3),
    places=Pool.of(
        "Lhokseumawe Bireuen Sigli Langsa Stabat Kisaran Dumai Bengkalis Pekanbaru Takengon"
        " Meulaboh Batubara",
        level=8,
    ),
    religions=((Religion.ISLAM, 100),),
    opening=(0.3, 0.1),
    head=frozenset({"NURHAYATI", "MULYADI", "HERMAN"}),
)

MINANG: Final = Culture(
    code="minang",
    given=(
        Pool.of(
            "Afrizal Syafrizal Zulkarnain Yusrizal Yulizar Masril Syamsuar Erizal Nofrizal Bachtiar"
            " Chairul Dasril Edison Firdaus Gusnaldi Hendri Irwandi Jasman Kamarudin Lukman",
            joined(
                "Yus Syaf Af Mas Zul Er Des Wel Ris Fit Nas Al Nof Dar Jas",
                "rizal ril man nedi wan mon fendi zal naldi mardi dison yendi wardi ferry",
            ),
            FAITHFUL_MEN[:60],
            level=35,
        ),
        Pool.of(
            "Yusnimar Ernita Desmawati Rosnidar Nurlis Asnidar Elmiati Gustina Hasmi Irdawati"
            " Jasmaniar Lismar Mardiah Nelwati Oktavia Ramayulis Syofiarti Upik",
            joined(
                "Yus Des Er Ros Nel Wel Mar Syaf Fit Gus El Yul As Nur Ris",
                "neti wita mawati nidar lina da niar fina miati marni wati nelis maini rita",
            ),
            FAITHFUL_WOMEN[:60],
            level=35,
        ),
    ),
    young=(
        Pool.of("", YOUNG_MEN, FAITHFUL_MEN[:60], level=40),
        Pool.of("", YOUNG_WOMEN, FAITHFUL_WOMEN[:60], level=40),
    ),
    further=(
        Pool.of("Chaniago Koto Tanjung Piliang", FURTHER[0], FAITHFUL_MEN[:40], level=30),
        Pool.of("", FURTHER[1], FAITHFUL_WOMEN[:40], level=30),
    ),
    words=(20, 62, 15, 3),
    places=Pool.of("Padang Bukittinggi Payakumbuh Pariaman Solok Batusangkar Painan", level=6),
    religions=((Religion.ISLAM, 100),),
    opening=(0.16, 0.05),
    head=frozenset({"NURHAYATI", "HERMAN"}),
)
