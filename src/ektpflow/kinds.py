"""Kinds of application, and the papers that each of them asks for.

Perpres 96/2018 art. 14 to 22 with the national list of services (letter 470/13287/Dukcapil of
28 Sep 2021) [S]. The column "records" is a reading of the duplicate-record warnings that offices
publish [S]: recording is once in a lifetime. The column "old_card" is a reading of the rule that
one person holds one card (UU 24/2013 art. 63) [S].

A rule has the mark of its weakest part. TRANSMIGRANT and EXTENSION are kinds of their own, but no
source lists their papers: those here are our reading, by the nearest neighbour (MOVED_IN, and
MOVED_IN_FOREIGNER without the move) [P].
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal

import attrs

from ektpflow.errors import InvalidValue

__all__ = ["KINDS", "Document", "Kind", "KindRule", "required_documents"]


class Document(StrEnum):
    """A paper of the file; the value is stable, the label Indonesian.

    Examples
    --------
    >>> from ektpflow.kinds import Document
    >>> Document.KK.label
    'kartu keluarga'
    """

    KK = "KK"
    FORM_F102 = "FORM_F102"
    TRAVEL_DOCUMENT = "TRAVEL_DOCUMENT"
    ITAP = "ITAP"
    MOVING_LETTER = "MOVING_LETTER"
    MISSION_LETTER = "MISSION_LETTER"
    SKPLN = "SKPLN"
    OLD_CARD = "OLD_CARD"
    POLICE_REPORT = "POLICE_REPORT"
    EVENT_EVIDENCE = "EVENT_EVIDENCE"

    @property
    def label(self) -> str:
        """Its Indonesian name."""
        return _PAPERS[self]


_PAPERS: Final = {
    Document.KK: "kartu keluarga",
    Document.FORM_F102: "formulir F-1.02",
    Document.TRAVEL_DOCUMENT: "dokumen perjalanan",
    Document.ITAP: "kartu izin tinggal tetap",
    Document.MOVING_LETTER: "surat keterangan pindah",
    Document.MISSION_LETTER: "surat keterangan pindah dari perwakilan RI",
    Document.SKPLN: "surat keterangan pindah luar negeri",
    Document.OLD_CARD: "KTP-el lama",
    Document.POLICE_REPORT: "surat keterangan hilang dari kepolisian",
    Document.EVENT_EVIDENCE: "bukti peristiwa kependudukan atau peristiwa penting",
}


class Kind(StrEnum):
    """What is applied for (Perpres 96/2018 art. 14) [S].

    Examples
    --------
    >>> from ektpflow.kinds import Kind
    >>> Kind.LOST.label
    'hilang'
    """

    NEW = "NEW"
    NEW_FOREIGNER = "NEW_FOREIGNER"
    MOVED_IN = "MOVED_IN"
    MOVED_IN_FROM_ABROAD = "MOVED_IN_FROM_ABROAD"
    MOVED_IN_FOREIGNER = "MOVED_IN_FOREIGNER"
    TRANSMIGRANT = "TRANSMIGRANT"
    DATA_CHANGE = "DATA_CHANGE"
    EXTENSION = "EXTENSION"
    LOST = "LOST"
    DAMAGED = "DAMAGED"
    OUT_OF_DOMICILE = "OUT_OF_DOMICILE"

    @property
    def label(self) -> str:
        """Its Indonesian name."""
        return KINDS[self].label_id


@attrs.frozen
class KindRule:
    """What one kind of application asks for. Every kind consumes one blank.

    Parameters
    ----------
    kind
        The kind.
    documents
        Papers that must be there.
    records
        Whether biometrics are recorded: "yes", "no", or "if_never_recorded".
    old_card
        What happens to a card that the person holds: "none" (there must not be one),
        "surrender" or "report" (reported lost).
    label_id, label_en
        What it is called.
    law
        Where it stands.
    mark
        Strength of the source: "S" solid, "P" plausible.

    Examples
    --------
    >>> from ektpflow.kinds import KINDS, Kind
    >>> KINDS[Kind.LOST].records, KINDS[Kind.LOST].old_card
    ('no', 'report')
    """

    kind: Kind
    documents: frozenset[Document]
    records: Literal["yes", "no", "if_never_recorded"]
    old_card: Literal["none", "surrender", "report"]
    label_id: str
    label_en: str
    law: str
    mark: Literal["S", "P"] = "S"


def _rule(
    kind: Kind,
    documents: tuple[Document, ...],
    records: Literal["yes", "no", "if_never_recorded"],
    old_card: Literal["none", "surrender", "report"],
    label_id: str,
    label_en: str,
    law: str,
    mark: Literal["S", "P"] = "S",
) -> KindRule:
    return KindRule(kind, frozenset(documents), records, old_card, label_id, label_en, law, mark)


_D: Final = Document
_ROWS: Final = (
    _rule(
        Kind.NEW, (_D.KK, _D.FORM_F102), "yes", "none",
        "penerbitan baru WNI", "first card, citizen", "Perpres 96/2018 art. 15",
    ),
    _rule(
        Kind.NEW_FOREIGNER, (_D.KK, _D.TRAVEL_DOCUMENT, _D.ITAP), "yes", "none",
        "penerbitan baru orang asing", "first card, foreigner", "Perpres 96/2018 art. 16",
    ),
    _rule(
        Kind.MOVED_IN, (_D.MOVING_LETTER, _D.KK), "no", "surrender",
        "pindah datang", "moved in within Indonesia", "Permendagri 108/2019 art. 20",
    ),
    _rule(
        Kind.MOVED_IN_FROM_ABROAD,
        (_D.MISSION_LETTER, _D.KK, _D.TRAVEL_DOCUMENT, _D.SKPLN), "if_never_recorded", "surrender",
        "datang dari luar negeri", "moved in from abroad", "Perpres 96/2018 art. 14",
    ),
    _rule(
        Kind.MOVED_IN_FOREIGNER,
        (_D.MOVING_LETTER, _D.ITAP, _D.TRAVEL_DOCUMENT, _D.KK, _D.OLD_CARD), "no", "surrender",
        "orang asing pindah datang", "foreigner moved in", "Perpres 96/2018 art. 14",
    ),
    _rule(
        Kind.TRANSMIGRANT, (_D.MOVING_LETTER, _D.KK), "no", "surrender",
        "transmigrasi", "transmigrant", "Permendagri 108/2019 art. 20(2)", "P",
    ),
    _rule(
        Kind.DATA_CHANGE, (_D.KK, _D.OLD_CARD, _D.EVENT_EVIDENCE), "no", "surrender",
        "perubahan data", "change of data", "Perpres 96/2018 art. 14; UU 24/2013 art. 64(8)",
    ),
    _rule(
        Kind.EXTENSION, (_D.ITAP, _D.OLD_CARD), "no", "surrender",
        "perpanjangan orang asing", "extension, foreigners only", "Perpres 96/2018 art. 14", "P",
    ),
    _rule(
        Kind.LOST, (_D.POLICE_REPORT, _D.KK, _D.FORM_F102), "no", "report",
        "hilang", "lost card", "Perpres 96/2018 art. 14; letter 470/13287/Dukcapil 2021",
    ),
    _rule(
        Kind.DAMAGED, (_D.OLD_CARD, _D.KK, _D.FORM_F102), "no", "surrender",
        "rusak", "damaged card", "Perpres 96/2018 art. 14; letter 470/13287/Dukcapil 2021",
    ),
    _rule(
        Kind.OUT_OF_DOMICILE, (_D.KK,), "if_never_recorded", "surrender",
        "di luar domisili", "outside the domicile", "Perpres 96/2018 art. 22",
    ),
)  # fmt: skip

#: Every kind with what it asks for.
KINDS: Final[Mapping[Kind, KindRule]] = MappingProxyType({row.kind: row for row in _ROWS})


def required_documents(kind: Kind) -> frozenset[Document]:
    """Return the papers that a kind of application asks for.

    Raises
    ------
    InvalidValue
        If there is no such kind.

    Examples
    --------
    >>> from ektpflow.kinds import Kind, required_documents
    >>> sorted(required_documents(Kind.NEW))
    [<Document.FORM_F102: 'FORM_F102'>, <Document.KK: 'KK'>]
    """
    rule = KINDS.get(kind)
    if rule is None:
        raise InvalidValue(
            "kind of application",
            repr(kind),
            f"one of {', '.join(Kind)} (Perpres 96/2018 art. 14)",
            "take a Kind",
        )
    return rule.documents
