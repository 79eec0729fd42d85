"""Javanese and Sundanese: many people of one word, stems with endings, no family names."""

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

__all__ = ["JAVA", "SUNDA"]

_STEMS_MEN: Final = (
    "Su Har War Mul Par Sar Kar Wid Dar Sum Sug Pur Trim Riy Wah Jum Rus Wir Tar Suj Sup Ngad Pon"
    " Wag Kas Sam Mar Sut Suw Nar Kus Suk Tuk Mis Sud Pai Rat Sis Had Yat Mud Tug Bud Suy Pram"
)
_ENDS_MEN: Final = (
    "no yono yanto adi di man to tono so iman jo min mo ji wito bowo kiman anto iyo iran onggo idi"
    " oyo ijan itno aji"
)
_STEMS_WOMEN: Final = (
    "Su Sri Har Mar Wa Par Sum Tum Kar Sar Tu Las Was Ngat Pon Jum Rus Sut Suw Sup Kas Sul Tri Ro"
    " Mur Nar Siti Sug Wag Tar Sam Yat Mis Suk Pai Sud Suy Dar Rub Jam"
)
_ENDS_WOMEN: Final = (
    "ni yati iyem inah wati mi iyah ti yani ningsih sih inem iati arti astuti rini ami mini iyani"
    " ilah ijah asri anti inten"
)

JAVA: Final = Culture(
    code="jawa",
    given=(
        Pool.of(
            "Agus Bambang Joko Budi Sugeng Wahyu Heru Teguh Hadi Bagus Untung Sigit Eko Tri Dwi"
            " Purwanto Supriyanto Suparman Sunarto Wagiman Paimin Tukiman Ngatimin Supardi Mujiono",
            joined(_STEMS_MEN, _ENDS_MEN),
            FAITHFUL_MEN[:60],
            level=70,
        ),
        Pool.of(
            "Endang Sri Suminah Sulastri Sumiati Ngatinah Wagirah Tumini Sukinah Kasmi"
            " Suparti Sutini Rubinem Poniyem Lasmini Murni Yatini Rahayu Dwi Tri",
            joined(_STEMS_WOMEN, _ENDS_WOMEN),
            FAITHFUL_WOMEN[:60],
            level=70,
        ),
    ),
    young=(
        Pool.of("", YOUNG_MEN, joined(_STEMS_MEN, _ENDS_MEN)[:200], FAITHFUL_MEN[:80], level=40),
        Pool.of(
            "", YOUNG_WOMEN, joined(_STEMS_WOMEN, _ENDS_WOMEN)[:120], FAITHFUL_WOMEN[:80], level=40
        ),
    ),
    further=(
        Pool.of("", FURTHER[0], joined(_STEMS_MEN, _ENDS_MEN)[:300], level=35),
        Pool.of("", FURTHER[1], joined(_STEMS_WOMEN, _ENDS_WOMEN)[:300], level=35),
    ),
    words=(40, 44, 14, 2),
    places=Pool.of(
        "Surakarta Blitar Semarang Kebumen Kediri Malang Sragen Klaten Wonogiri Purworejo Madiun"
        " Ponorogo Banyumas Pati Magelang Jember Tulungagung Sleman Bantul Cilacap",
        level=10,
    ),
    religions=((Religion.ISLAM, 94), (Religion.KRISTEN, 3), (Religion.KATOLIK, 3)),
    opening=(0.15, 0.055),
    head=frozenset({"NURHAYATI", "SUTRISNO", "SLAMET", "MULYADI", "HERMAN"}),
)

SUNDA: Final = Culture(
    code="sunda",
    given=(
        Pool.of(
            "Asep Dadang Ujang Cecep Dedi Endang Iwan Yayan Agus Aep Atang Dayat Engkos Entis Ade"
            " Nana Maman Oman Encep Jajang Tatang Ahmad Uus Wawan Yaya Ade Elan Ojak Karna Sarip",
            joined(
                "Su Ded End Tar Ju Kur Ro Sa Ru Her Wa Ka Ma Na Sur",
                "ana andi andar yana haya hendar naedi man ryana manah dirja madi rwan tisna",
            ),
            FAITHFUL_MEN,
            level=40,
        ),
        Pool.of(
            "Euis Neng Iis Tati Imas Nining Yayah Lilis Eneng Ai Entin Titin Cucu Dedeh Elis Nani"
            " Onih Rukmini Unah Wiwin Yeti Aan Enok Ikah Juju Kokom Mimin Popon Oom Sari",
            joined(
                "Ro Ku Su Ko Ma Nu Ju Yu Ti Wi Sa Ka",
                "haeti mariah miati rniasih stika lyati"
                " ningsih rhayani kayah ariah narti minar rtika",
            ),
            FAITHFUL_WOMEN,
            level=40,
        ),
    ),
    young=(
        Pool.of("Asep Cecep Agus Ujang Dede", YOUNG_MEN, FAITHFUL_MEN[:80], level=40),
        Pool.of("Neng Ai Dede Elis", YOUNG_WOMEN, FAITHFUL_WOMEN[:80], level=40),
    ),
    further=(
        Pool.of(
            "Sunandar Hidayat Suryana Kurnia Rohmana Mulyana Permana Gunawan Saepudin Koswara"
            " Suherman Sudrajat Rukmana Nugraha Wiguna Suhendar Sutisna Supriatna Komarudin",
            FURTHER[0],
            level=30,
        ),
        Pool.of(
            "Nurjanah Komariah Rohaeti Sumiati Kurniasih Rostika Mulyati Suryani Yuningsih"
            " Rosmiati Maryani Sukaesih Setiawati Hernawati Nuraeni Solihat",
            FURTHER[1],
            level=30,
        ),
    ),
    words=(22, 59, 16, 3),
    places=Pool.of("Bandung Garut Tasikmalaya Cianjur Sukabumi Ciamis Sumedang Bogor", level=8),
    religions=((Religion.ISLAM, 98), (Religion.KRISTEN, 1), (Religion.KATOLIK, 1)),
    opening=(0.18, 0.07),
    head=frozenset({"NURHAYATI", "MULYADI", "HERMAN"}),
)
