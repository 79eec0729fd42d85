"""The words that the fields of a resident may hold."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Blood", "Citizenship", "FamilyRelation", "Marital", "Religion", "Sex"]


class _Word(StrEnum):
    """A word of the register; the value is stable."""

    @property
    def label(self) -> str:
        """What the card of a citizen says."""
        return self.value


class Sex(_Word):
    """Sex as recorded [S].

    Examples
    --------
    >>> from ektpflow.resident import Sex
    >>> Sex.FEMALE.label
    'PEREMPUAN'
    """

    MALE = "MALE"
    FEMALE = "FEMALE"

    @property
    def label(self) -> str:
        """What the card of a citizen says."""
        return "LAKI-LAKI" if self is Sex.MALE else "PEREMPUAN"


class Religion(_Word):
    """Religion, or belief, which MK 97/PUU-XIV/2016 admits [S]."""

    ISLAM = "ISLAM"
    KRISTEN = "KRISTEN"
    KATOLIK = "KATOLIK"
    HINDU = "HINDU"
    BUDDHA = "BUDDHA"
    KHONGHUCU = "KHONGHUCU"
    KEPERCAYAAN = "KEPERCAYAAN TERHADAP TUHAN YME"


class Marital(_Word):
    """Marital status: four on the card (Permendagri 19/2010) [S], finer in the KK.

    The KK tells whether a marriage is registered (Permendagri 118/2017) [S], and in some places
    whether a divorce is (Jombang 2025) [P].

    Examples
    --------
    >>> from ektpflow.resident import Marital
    >>> Marital.KAWIN_BELUM_TERCATAT.on_card
    'KAWIN'
    """

    BELUM_KAWIN = "BELUM KAWIN"
    KAWIN = "KAWIN"
    CERAI_HIDUP = "CERAI HIDUP"
    CERAI_MATI = "CERAI MATI"
    KAWIN_TERCATAT = "KAWIN TERCATAT"
    KAWIN_BELUM_TERCATAT = "KAWIN BELUM TERCATAT"
    CERAI_HIDUP_TERCATAT = "CERAI HIDUP TERCATAT"
    CERAI_HIDUP_BELUM_TERCATAT = "CERAI HIDUP BELUM TERCATAT"

    @property
    def on_card(self) -> str:
        """What the card says, one of the four, whether it is registered or not."""
        return self.value.removesuffix(" TERCATAT").removesuffix(" BELUM")


class Blood(_Word):
    """Blood group: A, B, AB and O, each with or without its rhesus factor, or unknown [P]."""

    A = "A"
    B = "B"
    AB = "AB"
    O = "O"  # noqa: E741  (the group is called so)
    A_POS = "A+"
    A_NEG = "A-"
    B_POS = "B+"
    B_NEG = "B-"
    AB_POS = "AB+"
    AB_NEG = "AB-"
    O_POS = "O+"
    O_NEG = "O-"
    UNKNOWN = "-"


class FamilyRelation(_Word):
    """Relation to the head of the family, as in the KK [S]."""

    KEPALA_KELUARGA = "KEPALA KELUARGA"
    SUAMI = "SUAMI"
    ISTRI = "ISTRI"
    ANAK = "ANAK"
    MENANTU = "MENANTU"
    CUCU = "CUCU"
    ORANG_TUA = "ORANG TUA"
    MERTUA = "MERTUA"
    FAMILI_LAIN = "FAMILI LAIN"
    PEMBANTU = "PEMBANTU"
    LAINNYA = "LAINNYA"


class Citizenship(_Word):
    """Citizen (WNI), or foreigner with a permanent permit (WNA) [S]."""

    WNI = "WNI"
    WNA = "WNA"
