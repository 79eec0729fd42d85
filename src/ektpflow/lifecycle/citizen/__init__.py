"""What a status means for the citizen: what she can do, who acts next, and how long it takes.

>>> from ektpflow.lifecycle import Status, about
>>> found = about(Status.SENT_FOR_ENROLLMENT)
>>> found.meaning.english.split(".")[0]
'Your recorded data are on their way to the national data centre'
>>> for took in found.takes[:2]:
...     print(took)
1, 3, 7, 20 days or more [Banyumas 2017, S]
5 to 10 minutes on a good line, until ready to print [Jember 2018, P]
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ektpflow.lifecycle.citizen.application import APPLICATION
from ektpflow.lifecycle.citizen.card import CARD
from ektpflow.lifecycle.citizen.centre import CENTRE
from ektpflow.lifecycle.citizen.recording import RECORDING
from ektpflow.lifecycle.citizen.words import About, Took
from ektpflow.lifecycle.rule import Basis, Said
from ektpflow.lifecycle.status import AnyStatus, Status

__all__ = ["About", "Took", "about"]

_ALL: Final[Mapping[AnyStatus, About]] = MappingProxyType(
    {found.status: found for found in (*APPLICATION, *RECORDING, *CENTRE, *CARD)}
)


def about(status: AnyStatus) -> About:
    """Return what a status means, what can be done in it, who acts next and how long it takes.

    A status that an extension added is told by the words it brings: its label is its meaning, and
    neither the next office nor a time is known.

    Examples
    --------
    >>> from ektpflow.lifecycle import OwnStatus, Phase, Status, about
    >>> about(Status.READY_FOR_PICKUP).citizen_first
    True
    >>> print(about(Status.PRINT_READY_RECORD).next_office.label)
    Disdukcapil
    >>> waits = OwnStatus("AT_LURAH", "Menunggu lurah", "waits for the lurah", Phase.APPLICATION)
    >>> about(waits).meaning.english, about(waits).takes
    ('waits for the lurah', ())
    """
    if isinstance(status, Status):
        return _ALL[status]
    return About(
        status=status,
        meaning=Said(status.label, status.english),
        can_do=Said(
            "Tanyakan di kantor tempat Anda mengajukan permohonan.",
            "Ask at the office where you applied.",
        ),
        next_office=None,
        citizen_first=False,
        basis=Basis("a status of an extension, in that extension's words", "ours"),
        takes=(),
    )
