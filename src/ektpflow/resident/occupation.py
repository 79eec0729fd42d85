"""Occupations by code: the 88 on which the lists agree, and others that stay open."""

from __future__ import annotations

from typing import Final

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.resident.shared import printable

__all__ = ["OCCUPATIONS", "Occupation"]

#: The 88 occupations on which every published list agrees [S]; code 1 comes first. Spelling
#: varies a little between the lists.
OCCUPATIONS: Final = (
    "Belum/Tidak Bekerja", "Mengurus Rumah Tangga", "Pelajar/Mahasiswa", "Pensiunan",
    "Pegawai Negeri Sipil", "Tentara Nasional Indonesia", "Kepolisian RI", "Perdagangan",
    "Petani/Pekebun", "Peternak", "Nelayan/Perikanan", "Industri", "Konstruksi", "Transportasi",
    "Karyawan Swasta", "Karyawan BUMN", "Karyawan BUMD", "Karyawan Honorer", "Buruh Harian Lepas",
    "Buruh Tani/Perkebunan", "Buruh Nelayan/Perikanan", "Buruh Peternakan",
    "Pembantu Rumah Tangga", "Tukang Cukur", "Tukang Listrik", "Tukang Batu", "Tukang Kayu",
    "Tukang Sol Sepatu", "Tukang Las/Pandai Besi", "Tukang Jahit", "Tukang Gigi", "Penata Rias",
    "Penata Busana", "Penata Rambut", "Mekanik", "Seniman", "Tabib", "Paraji", "Perancang Busana",
    "Penterjemah", "Imam Masjid", "Pendeta", "Pastor", "Wartawan", "Ustadz/Mubaligh",
    "Juru Masak", "Promotor Acara", "Anggota DPR-RI", "Anggota DPD", "Anggota BPK", "Presiden",
    "Wakil Presiden", "Anggota Mahkamah Konstitusi", "Anggota Kabinet/Kementerian", "Duta Besar",
    "Gubernur", "Wakil Gubernur", "Bupati", "Wakil Bupati", "Walikota", "Wakil Walikota",
    "Anggota DPRD Provinsi", "Anggota DPRD Kabupaten/Kota", "Dosen", "Guru", "Pilot", "Pengacara",
    "Notaris", "Arsitek", "Akuntan", "Konsultan", "Dokter", "Bidan", "Perawat", "Apoteker",
    "Psikiater/Psikolog", "Penyiar Televisi", "Penyiar Radio", "Pelaut", "Peneliti", "Sopir",
    "Pialang", "Paranormal", "Pedagang", "Perangkat Desa", "Kepala Desa", "Biarawati",
    "Wiraswasta",
)  # fmt: skip


@attrs.frozen
class Occupation:
    """An occupation by code and label.

    Codes 1 to 88 agree everywhere [S]. After 88 the lists differ, so those are open: never
    refused, and not in `OCCUPATIONS`.

    Parameters
    ----------
    code
        1 and up.
    label
        What the card says; the lists differ in spelling, so none is refused.

    Raises
    ------
    InvalidValue
        If the code is below 1 or there is no label.

    Examples
    --------
    >>> from ektpflow.resident import Occupation
    >>> Occupation.of(3), Occupation(92, "Chef").agreed
    (Occupation(code=3, label='Pelajar/Mahasiswa'), False)
    """

    code: int
    label: str

    def __attrs_post_init__(self) -> None:
        if self.code < 1:
            raise InvalidValue("occupation, code", f"{self.code}", "codes run from 1", "see KK")
        printable("occupation, label", self.label, needed=True)

    @classmethod
    def of(cls, code: int) -> Occupation:
        """Return one of the 88 on which the lists agree.

        Raises
        ------
        InvalidValue
            If the code is none of them.

        Examples
        --------
        >>> from ektpflow.resident import Occupation
        >>> Occupation.of(88).label
        'Wiraswasta'
        """
        if not 1 <= code <= len(OCCUPATIONS):
            raise InvalidValue(
                "occupation, code",
                f"{code}",
                f"the lists agree on 1 to {len(OCCUPATIONS)} only",
                "give code and label: Occupation(code, label)",
            )
        return cls(code, OCCUPATIONS[code - 1])

    @property
    def agreed(self) -> bool:
        """Whether the code is one of those on which every list agrees."""
        return self.code <= len(OCCUPATIONS)
