"""Sex in the words of the KTP-el system, whatever a table calls it."""

from __future__ import annotations

from typing import Final

from ektpflow.errors import InvalidValue
from ektpflow.matching.reading.spelling import raw_text, shape

__all__ = ["read_sex"]

# The card says LAKI-LAKI and PEREMPUAN [S]; the rest are our choice of what tables write. P is
# perempuan here, never pria: where a table writes L it writes P, and where M then F.
_MALE: Final = frozenset({"MALE", "M", "L", "LK", "LAKI", "LAKILAKI", "LAKI2", "PRIA", "1"})
_FEMALE: Final = frozenset({"FEMALE", "F", "P", "PR", "PEREMPUAN", "WANITA", "W", "2"})


def read_sex(raw: object) -> str:
    """Return "MALE" or "FEMALE", the values of `ektpflow.resident.Sex`; empty where not known.

    Raises
    ------
    InvalidValue
        When the text is none of the accepted ones: a column of other codes would otherwise be a
        column of missing values, and a veto on sex would never speak.

    Examples
    --------
    >>> from ektpflow.matching.reading.sex import read_sex
    >>> read_sex("Laki-laki"), read_sex("P"), read_sex(2.0), read_sex("-")
    ('MALE', 'FEMALE', 'FEMALE', '')
    """
    text = raw_text(raw, "sex")
    word = "".join(c for c in text.upper() if c.isalnum())
    if word in _MALE:
        return "MALE"
    if word in _FEMALE:
        return "FEMALE"
    if not word:
        return ""
    raise InvalidValue(
        "sex",
        shape(text),
        "a table says it as MALE and FEMALE, M and F, L and P, Laki-laki and Perempuan, "
        "Pria and Wanita, or 1 and 2",
        "translate the column first, and leave empty what is not known",
    )
