"""The steps of the flow, by stage: counter, recording, centre, printing, pickup, ends, stock.

A step is a wish in the imperative; `ektpflow.Casebook.do` turns it into facts or refuses it.
`CATALOGUE` holds those that `Casebook.next_steps` offers.
"""

from typing import Final

from ektpflow.steps.base import CHECKS, DEMANDS, Step, check, demand
from ektpflow.steps.centre import (
    Adjudicate,
    MatchRecord,
    ReceiveRecord,
    Redo,
    ResolveDuplicate,
    Retry,
    TakeOverRecord,
    Validate,
)
from ektpflow.steps.counter import (
    Apply,
    CheckFile,
    Complain,
    DestroyOldCard,
    Forward,
    IssueSuket,
    RejectFile,
    ReportLostReceipt,
)
from ektpflow.steps.ends import RecordDeath, RecordMove, Withdraw
from ektpflow.steps.migration import MigrateCase
from ektpflow.steps.pickup import (
    BlockPickup,
    ClearPickup,
    DestroyCard,
    FetchCards,
    HandOver,
    Inform,
    ReportLostCard,
    ReturnCard,
    TakeIn,
)
from ektpflow.steps.printing import (
    CancelPrint,
    ConfirmOnFile,
    OrderPrint,
    Personalise,
    ReportMisprint,
)
from ektpflow.steps.recording import CaptureBiometrics, CopyRecord, PrepareRecord, SendRecord
from ektpflow.steps.stock import (
    CountBlanko,
    DestroyBlanko,
    MoveBlanko,
    ReceiveBlanko,
    SendBlanko,
    SpoilBlanko,
)

__all__ = [
    "CATALOGUE",
    "CHECKS",
    "DEMANDS",
    "Adjudicate",
    "Apply",
    "BlockPickup",
    "CancelPrint",
    "CaptureBiometrics",
    "CheckFile",
    "ClearPickup",
    "Complain",
    "ConfirmOnFile",
    "CopyRecord",
    "CountBlanko",
    "DestroyBlanko",
    "DestroyCard",
    "DestroyOldCard",
    "FetchCards",
    "Forward",
    "HandOver",
    "Inform",
    "IssueSuket",
    "MatchRecord",
    "MigrateCase",
    "MoveBlanko",
    "OrderPrint",
    "Personalise",
    "PrepareRecord",
    "ReceiveBlanko",
    "ReceiveRecord",
    "RecordDeath",
    "RecordMove",
    "Redo",
    "RejectFile",
    "ReportLostCard",
    "ReportLostReceipt",
    "ReportMisprint",
    "ResolveDuplicate",
    "Retry",
    "ReturnCard",
    "SendBlanko",
    "SendRecord",
    "SpoilBlanko",
    "Step",
    "TakeIn",
    "TakeOverRecord",
    "Validate",
    "Withdraw",
    "check",
    "demand",
]

#: The steps about an open case, in the order of the flow.
CATALOGUE: Final[dict[str, type[Step]]] = {
    kind.__name__: kind
    for kind in (
        CheckFile,
        RejectFile,
        Forward,
        CaptureBiometrics,
        PrepareRecord,
        CopyRecord,
        SendRecord,
        ReceiveRecord,
        MatchRecord,
        Redo,
        Retry,
        Validate,
        Adjudicate,
        ResolveDuplicate,
        ConfirmOnFile,
        OrderPrint,
        CancelPrint,
        Personalise,
        ReportMisprint,
        FetchCards,
        TakeIn,
        ReportLostCard,
        Inform,
        HandOver,
        BlockPickup,
        ClearPickup,
        ReturnCard,
        DestroyCard,
        DestroyOldCard,
        IssueSuket,
        ReportLostReceipt,
        Complain,
        Withdraw,
        RecordDeath,
        RecordMove,
    )
}
