"""KTP_EL: the lifecycle of an application for an Indonesian electronic identity card.

Its rows stand in `ektpflow.lifecycle.rows`, one module a stage. Each names its law or publication
and how solid that is; where an exit is not documented anywhere, the row says "our modelling
choice" and why. The order of the part at the data centre follows the slide deck *Verifikasi
biometrik perekaman dan penghapusan rekaman duplikat* (Direktorat PIAK, 2015) [S]; recording follows
the eight steps of the official online static recording procedure [S]; printing and pickup follow
OpenSID's card codes [P] and Perpres 96/2018.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from ektpflow import events as e
from ektpflow.lifecycle.clocks import Clock
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.rows.centre import CENTRE
from ektpflow.lifecycle.rows.counter import COUNTER
from ektpflow.lifecycle.rows.duplicates import DUPLICATES
from ektpflow.lifecycle.rows.ends import ENDINGS
from ektpflow.lifecycle.rows.pickup import PICKUP
from ektpflow.lifecycle.rows.printing import PRINTING
from ektpflow.lifecycle.rows.recording import RECORDING
from ektpflow.lifecycle.rows.shared import ENDS, ours
from ektpflow.lifecycle.rule import Basis
from ektpflow.lifecycle.status import Status as S

__all__ = ["APPLICATION", "FILE_COMPLETE", "KTP_EL", "PRINT_READY"]

#: The law's clock: 1 to 24 hours after the officer declares the file complete. That it stands still
#: while the citizen is awaited is our modelling choice: the law does not say.
FILE_COMPLETE: Final = Clock(
    "file_complete",
    (e.FileCompleted,),
    timedelta(hours=24),
    Basis("Permendagri 19/2018 art. 3(2)", "S"),
    (e.CardIssued,),
    frozenset({S.INCOMPLETE, S.DUPLICATE_RECORD, S.READY_FOR_PICKUP, S.PICKUP_BLOCKED}),
)
#: The office's own clock: from the moment at which Disdukcapil alone can act, in working time.
PRINT_READY: Final = Clock(
    "print_ready",
    (e.UniquenessConfirmed, e.JudgedUnique, e.UniquenessOnFile),
    timedelta(hours=7, minutes=30),
    ours(
        "one working day once the record is print-ready, since from then on the office alone can "
        "act; no source sets a term for this part"
    ),
    (e.CardIssued,),
    frozenset({S.READY_FOR_PICKUP, S.PICKUP_BLOCKED}),
    working=True,
)
#: The citizen's clock: one day service as the source study sees it, from the application on. It
#: never stands still: to the citizen all waiting is waiting.
APPLICATION: Final = Clock(
    "application",
    (e.ApplicationSubmitted,),
    timedelta(days=1),
    Basis("procedure 7.2.1.1 of 3 Jan 2012: in 1 day if supported by facilities", "S"),
    (e.CardIssued,),
)

KTP_EL: Final = Lifecycle(
    name="KTP_EL",
    version="1",
    initial=S.UNREGISTERED,
    finals=frozenset(ENDS),
    rules=(
        *COUNTER,
        *RECORDING,
        *CENTRE,
        *DUPLICATES,
        *PRINTING,
        *PICKUP,
        *ENDINGS,
    ),
    clocks=(FILE_COMPLETE, PRINT_READY, APPLICATION),
)
