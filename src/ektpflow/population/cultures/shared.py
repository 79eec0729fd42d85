"""Words that several cultures share: names of the young, and names from Arabic."""

from __future__ import annotations

from typing import Final

from ektpflow.population.words import Pool, joined

__all__ = [
    "ATTRIBUTES", "FAITHFUL_MEN", "FAITHFUL_WOMEN", "FURTHER", "SITI", "YOUNG_MEN", "YOUNG_WOMEN",
]  # fmt: skip

# Names from Arabic with which Indonesian Muslims are called, alone or as a second word.
ATTRIBUTES: Final = Pool.of(
    "Rahman Rahim Aziz Hamid Karim Latif Ghofur Malik Wahid Halim Kadir Rasyid Salam Hakim Majid"
    " Jalil Syukur Basir Gani Jabbar Manaf Rauf Somad Wahab Muis Mukti Fatah Khalik Qodir Razak"
    " Syahid Kholiq Hadi Nasir Mujib Bari Ghani Haris Azim Muhyi Sattar Hafiz Munir Hayyi",
    level=12,
)
FAITHFUL_MEN: Final = (
    *joined(
        "Syam Saif Jalal Burhan Kamal Badr Nur Syarif Zain Fakhr Izz Muhyi Taj Jamal Hasan Sam"
        " Awal Khair Najm Shalah Sirat Amir Alim Ahmad Safr Haer Bahr Asn Amr Hisb Naim Rafi"
        " Khoir Misb Nasr Tam Muslih Mahf",
        "udin uddin ullah",
    ),
    *(
        "IBRAHIM ISMAIL YUSUF HASAN HUSEIN UMAR USMAN ALI IDRIS ILYAS YAKUB SULAIMAN HARUN ZAKARIA"
        " AHMAD MAHMUD HAMZAH KHALID ANWAR FAISAL FAUZI HABIB ARIFIN HIDAYAT IKHSAN IMRON IRFAN"
        " JUNAIDI KHAIRUL LUKMAN MASRUR MUSTOFA NASRUL RIDWAN ROHMAT SALIM TAUFIK ZAINAL ZULFIKAR"
        " MANSUR MUSLIM MUKHTAR MUHTADI SYAFII SOBIRIN ROSIDI"
    ).split(),
)
SITI: Final = Pool.of(
    "Aminah Khadijah Fatimah Zubaidah Maryam Rohani Aisyah Halimah Nurjanah Zainab Maimunah Aminatun"
    " Mariam Rahmah Hajar Romlah Rukayah Salamah Kholifah Munawaroh Maisaroh Mutmainah Solekhah"
    " Asiyah Rohmah Jamilah Marfuah Masitoh Juariah Saadah Fadilah Hasanah Barokah Karomah Nafisah"
    " Umayah Sarah Hafsah Rodiyah Muslimah Kalsum Habibah Latifah Zulaikha Badriah Hamidah",
    level=14,
)
FAITHFUL_WOMEN: Final = (
    *SITI.words,
    *joined(
        "Nur Mar Ros Sal Kar Mun Jum Har Rahm Rukm Mas Sum Fat Zul Zur Khoir Sa Ham Um Yus",
        "laila aini hasanah jannah halimah azizah mawati hamidah aidah asiah baiti iyah ilah imah",
    ),
)
YOUNG_MEN: Final = (
    "RIZKY DIMAS ADITYA FAJAR BAGUS REZA GALIH ANDI RIAN ILHAM IRFAN ARIF YOGA DENI ANGGA RENDI"
    " FIKRI ALDI BAYU HENDRA WAHYU EKO DANI RAHMAT IQBAL FERDI NANDA RAFI FARHAN GILANG TAUFIK"
    " AKBAR RAMA SATRIA KEVIN TEGUH DONI RIFKI HAFIZ AZIS VINO DWIKI RAKA ARYA ZAKI FADLI NAUFAL"
    " HARIS RANGGA YUDHA ROBI INDRA FERRY ADE OKI TOMI RONALD HANIF ZIDAN ALFIN BIMA KRISNA FAISAL"
    " GUNTUR SURYA PANJI ARDIAN ALVIN REYHAN DAFFA AFIF BRIAN ERWIN FAHMI GANI HERU IVAN JOKO"
).split()
YOUNG_WOMEN: Final = (
    "PUTRI DEWI AYU RINA ANISA INTAN FITRI NOVI RATNA SARI YUNI DIAN WULAN INDAH MEGA TIARA LESTARI"
    " RISKA NADIA CITRA MELATI AULIA DINA EKA VINA AMELIA BELLA DESI TIKA PUSPITA RANI SINTA"
    " SALSA NABILA ZAHRA KARTIKA WIDYA YULIA MAYA LIA FEBRI OKTA MAULIDA SHINTA DIANA FIRDA HANA"
    " ELSA GITA ICHA JULIA KIRANA LARAS MIRA NITA OLIVIA PRISKA RIRIN SUCI TASYA ULFA VERA WENI"
    " YOLANDA ZASKIA ARUM BUNGA CHIKA DINDA ERIKA FARAH"
).split()
_FURTHER_MEN: Final = (
    "PRATAMA SAPUTRA KURNIAWAN NUGROHO HIDAYAT SETIAWAN RAMADHAN MAULANA WIJAYA PUTRA PERMANA"
    " GUNAWAN SANTOSO FIRMANSYAH WIBOWO ARDIANSYAH SUSANTO PRASETYO KUSUMA UTAMA PERDANA ADI"
    " WICAKSONO SUPRIYADI HAKIM LUTFI CAHYONO BUDIMAN HARTONO FAUZAN AFANDI MAHENDRA ISKANDAR"
    " ALAMSYAH SYAHPUTRA IRAWAN ANGGARA PRAYOGA ANUGRAH NOVIANTO FIRDAUS SUHENDRA WARDANA"
    " SANJAYA HERMAWAN DARMAWAN YULIANTO EFENDI ARIYANTO JAYA PRAMUDYA SUBAGYO WAHYUDI ROMADHON"
).split()
_FURTHER_WOMEN: Final = (
    "LESTARI WULANDARI SARI RAHAYU PUSPITA PERMATA MAHARANI ANGGRAINI OKTAVIA WIDYASTUTI SAFITRI"
    " PUTRI HANDAYANI KUSUMA NINGSIH ASTUTI RAMADHANI HIDAYATI NURAINI APRILIA CAHYANI FEBRIANTI"
    " KARTIKA MULYANI YULIANTI PRATIWI SUSANTI HASANAH AGUSTINA ANDRIANI UTAMI FITRIANI DAMAYANTI"
    " INDRIANI NOVITASARI PERTIWI KHAIRANI AULIA ROHMAH AMALIA ZAHRA MELATI PURNAMASARI KURNIASIH"
    " WIDIASARI SETYAWATI OKTAVIANI MARLINA YUNITA RATNASARI SUNDARI HARTATI MAISAROH AZZAHRA"
).split()
_TAIL_MEN: Final = joined(
    "Ar Ad Fir Her Yul Rud Sur Wah Dar Is And Fer Kur Her Nov Mul Gun Rah Jun Ris Fe Har Ro Al",
    "man wan diansyah di mansyah ianto andi naldi yadi fandi ando gani dika manto lian endra zal",
)
_TAIL_WOMEN: Final = joined(
    "Yul Fitr Nov Mul And Indr Her Sus Wid Rat Ag Aprl Feb Okt Mel Ris Des Kar Rin Mart Nur Elv",
    "ianti iani iyani inda yana ita ilawati iasih asari ika awati inawati iastuti una ira etty",
)
#: Second and third words that every culture may use, of men and of women.
FURTHER: Final = (
    (*_FURTHER_MEN, *_TAIL_MEN),
    (*_FURTHER_WOMEN, *_TAIL_WOMEN),
)
