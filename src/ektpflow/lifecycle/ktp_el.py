"""KTP_EL: the lifecycle of an application for an Indonesian electronic identity card.

Where an exit is not documented anywhere, the row says "our modelling choice". The order of the
part at the data centre follows the slide deck *Verifikasi biometrik perekaman dan penghapusan
rekaman duplikat* (Direktorat PIAK, 2015) [S]; recording follows the eight steps of the official
online static recording procedure [S]; printing and pickup follow OpenSID's card codes [P] and
Perpres 96/2018.
"""

from __future__ import annotations

from typing import Final

from ektpflow import events as e
from ektpflow.lifecycle.definition import Lifecycle, rules, stays
from ektpflow.lifecycle.status import Status as S
from ektpflow.office import Role

__all__ = ["KTP_EL"]

_DECK: Final = "slide deck PIAK 2015 [S]"
_OURS: Final = "our modelling choice"
_SOP: Final = "official online static recording procedure, 8 steps [S]"
_DESTROY: Final = "letter 470.13/11176/SJ of 13 Dec 2018 [S]"

_ENDS: Final = (S.CARD_ISSUED, S.WITHDRAWN, S.CLOSED)
_CARD_NOT_OUT: Final = (S.CARD_PRINTED, S.CARD_SHIPPED, S.READY_FOR_PICKUP, S.PICKUP_BLOCKED)
_OPEN: Final = tuple(s for s in S if s is not S.UNREGISTERED and s not in _ENDS)
_BEFORE_PRINT: Final = tuple(
    s for s in _OPEN if s not in (*_CARD_NOT_OUT, S.SENT_FOR_CARD_PRINTING)
)
_DISPUTED: Final = (S.ENROLL_FAILURE_AT_REGIONAL, S.ENROLL_FAILURE_AT_CENTRAL, S.ADJUDICATE_RECORD)
_CENTRE_RESULT: Final = S.RECEIVED_AT_CENTRAL

KTP_EL: Final = Lifecycle(
    name="KTP_EL",
    version="1",
    initial=S.UNREGISTERED,
    finals=frozenset(_ENDS),
    rules=(
        # at the counter
        *rules(
            e.ApplicationSubmitted,
            S.UNREGISTERED,
            S.SUBMITTED,
            Role.COUNTER,
            "one_open_application",
            law="Perpres 96/2018 art. 14-22 [S]",
        ),
        *stays(e.ReceiptIssued, (S.SUBMITTED,), Role.COUNTER),
        *stays(e.OldCardInvalidated, (S.SUBMITTED,), Role.COUNTER, law="Perpres 96/2018 [S]"),
        *stays(e.OldCardDestroyed, (*_OPEN, *_ENDS), Role.COUNTER, law=_DESTROY),
        *stays(e.ApplicationForwarded, _BEFORE_PRINT, Role.COUNTER, "custody_here"),
        *rules(
            e.FileFoundIncomplete,
            (S.SUBMITTED, S.INCOMPLETE),
            S.INCOMPLETE,
            Role.COUNTER,
            "custody_here",
        ),
        *rules(
            e.FileCompleted,
            (S.SUBMITTED, S.INCOMPLETE),
            S.COMPLETE,
            Role.COUNTER,
            "custody_here",
            law="Permendagri 19/2018 art. 3(2): the clock of 1 to 24 hours starts [S]",
        ),
        *rules(
            e.ApplicationRejected,
            (S.SUBMITTED, S.INCOMPLETE),
            S.CLOSED,
            Role.COUNTER,
            "custody_here",
            law=_OURS,
        ),
        # recording and the way to the data centre
        *rules(
            e.BiometricsCaptured,
            S.COMPLETE,
            S.BIO_CAPTURED,
            Role.OPERATOR,
            "never_recorded",
            law="recording is once in a lifetime; " + _SOP,
        ),
        *stays(e.RecordingProofGiven, (S.BIO_CAPTURED,), Role.OPERATOR, law=_SOP),
        *rules(e.RecordPrepared, S.BIO_CAPTURED, S.PROCESSING, Role.OPERATOR, law="six phases [S]"),
        *stays(e.RecordCopied, (S.PROCESSING,), Role.OPERATOR, law="source study; domain 1.4 [P]"),
        *rules(
            e.RecordSent, S.PROCESSING, S.SENT_FOR_ENROLLMENT, Role.OPERATOR, law="six phases [S]"
        ),
        *rules(
            e.RecordReceived,
            S.SENT_FOR_ENROLLMENT,
            S.RECEIVED_AT_CENTRAL,
            Role.CENTRE,
            "nik_not_on_file",
            law="six phases [S]",
        ),
        *stays(e.NikFoundOnFile, (S.SENT_FOR_ENROLLMENT,), Role.CENTRE, law=_DECK),
        # matching before personalisation
        *rules(e.UniquenessConfirmed, _CENTRE_RESULT, S.PRINT_READY_RECORD, Role.CENTRE, law=_DECK),
        *rules(e.DuplicateOneToOne, _CENTRE_RESULT, S.DUPLICATE_RECORD, Role.CENTRE, law=_DECK),
        *rules(e.DuplicateOneToMany, _CENTRE_RESULT, S.DUPLICATE_RECORD, Role.CENTRE, law=_DECK),
        *rules(
            e.AdjudicationRequested, _CENTRE_RESULT, S.ADJUDICATE_RECORD, Role.CENTRE, law=_DECK
        ),
        *rules(e.ValidationRequested, _CENTRE_RESULT, S.REQUEST_VALIDATION, Role.CENTRE, law=_DECK),
        *rules(
            e.SearchFailed,
            _CENTRE_RESULT,
            S.SEARCH_FAILURE_AT_CENTRAL,
            Role.CENTRE,
            law="six phases [S]",
        ),
        *rules(
            e.EnrolmentFailedAtRegional,
            _CENTRE_RESULT,
            S.ENROLL_FAILURE_AT_REGIONAL,
            Role.CENTRE,
            law=_DECK,
        ),
        *rules(
            e.EnrolmentFailedAtCentral,
            _CENTRE_RESULT,
            S.ENROLL_FAILURE_AT_CENTRAL,
            Role.CENTRE,
            law=_DECK,
        ),
        *rules(
            e.DeletedForResend, _DISPUTED, S.BIO_CAPTURED, Role.DINAS, "holds_no_card", law=_DECK
        ),
        *rules(
            e.DeletedForRecapture, _DISPUTED, S.COMPLETE, Role.DINAS, "holds_no_card", law=_DECK
        ),
        *rules(
            e.SearchRetried,
            S.SEARCH_FAILURE_AT_CENTRAL,
            S.RECEIVED_AT_CENTRAL,
            Role.CENTRE,
            law=_OURS,
        ),
        *rules(e.Validated, S.REQUEST_VALIDATION, S.RECEIVED_AT_CENTRAL, Role.CENTRE, law=_OURS),
        *rules(e.ValidationRefused, S.REQUEST_VALIDATION, S.CLOSED, Role.CENTRE, law=_OURS),
        *rules(
            e.JudgedUnique,
            S.ADJUDICATE_RECORD,
            S.PRINT_READY_RECORD,
            Role.ADJUDICATOR,
            law="BPPT, court testimony of 17 Apr 2017: a human expert decides [S]",
        ),
        *rules(
            e.JudgedDuplicate,
            S.ADJUDICATE_RECORD,
            S.DUPLICATE_RECORD,
            Role.ADJUDICATOR,
            law="BPPT, court testimony of 17 Apr 2017 [S]",
        ),
        *rules(
            e.ThisRecordKept,
            S.DUPLICATE_RECORD,
            S.RECEIVED_AT_CENTRAL,
            Role.DINAS,
            "others_hold_no_card",
            law="the citizen chooses at the dinas (director-general, 2017 and 2020) [S]",
        ),
        *rules(
            e.OtherRecordKept,
            S.DUPLICATE_RECORD,
            S.CLOSED,
            Role.DINAS,
            law="the citizen chooses at the dinas (director-general, 2017 and 2020) [S]",
        ),
        *rules(e.DuplicateDisputed, S.DUPLICATE_RECORD, S.ADJUDICATE_RECORD, Role.DINAS, law=_OURS),
        *rules(
            e.ClosedAsDuplicate,
            _BEFORE_PRINT,
            S.CLOSED,
            Role.DINAS,
            law=_OURS,
        ),
        # print only
        *stays(
            e.BiodataChanged,
            (S.COMPLETE,),
            Role.DINAS,
            "record_print_ready",
            law="UU 24/2013 art. 64(8) [S]",
        ),
        *rules(
            e.UniquenessOnFile,
            (S.COMPLETE, S.SENT_FOR_ENROLLMENT),
            S.PRINT_READY_RECORD,
            Role.DINAS,
            "record_print_ready",
            law="recording is once in a lifetime [S]; out of SENT_FOR_ENROLLMENT: " + _OURS,
        ),
        # printing
        *rules(
            e.SentForPrinting,
            S.PRINT_READY_RECORD,
            S.SENT_FOR_CARD_PRINTING,
            Role.PRINTER,
            "proved_unique",
            "custody_at_printing_office",
            "no_other_valid_card",
            law="OpenSID card code [P]; matching before personalisation: source study, deck [S]",
        ),
        *rules(
            e.PrintCancelled,
            S.SENT_FOR_CARD_PRINTING,
            S.PRINT_READY_RECORD,
            Role.PRINTER,
            law=_OURS,
        ),
        *rules(
            e.CardPersonalised,
            S.SENT_FOR_CARD_PRINTING,
            S.CARD_PRINTED,
            Role.PRINTER,
            "proved_unique",
            "no_other_valid_card",
            law="Perpres 26/2009 art. 6 as amended by 35/2010 [S]",
        ),
        *rules(
            e.EncodeFailed,
            S.SENT_FOR_CARD_PRINTING,
            S.PRINT_READY_RECORD,
            Role.PRINTER,
            law="letter 400.8.1.2/202241/Dukcapil [S]",
        ),
        *rules(
            e.PrintFailed,
            S.SENT_FOR_CARD_PRINTING,
            S.PRINT_READY_RECORD,
            Role.PRINTER,
            law="letter 400.8.1.2/202241/Dukcapil [S]",
        ),
        *rules(
            e.MisprintFound,
            (S.CARD_PRINTED, S.READY_FOR_PICKUP),
            S.PRINT_READY_RECORD,
            Role.COUNTER,
            law=_OURS,
        ),
        *rules(
            e.DataFoundWrong,
            (S.CARD_PRINTED, S.READY_FOR_PICKUP),
            S.COMPLETE,
            Role.COUNTER,
            law=_OURS,
        ),
        # home and pickup
        *rules(e.CardsFetched, S.CARD_PRINTED, S.CARD_SHIPPED, Role.COUNTER, law="OpenSID [P]"),
        *rules(e.CardArrived, S.CARD_SHIPPED, S.READY_FOR_PICKUP, Role.COUNTER, law=_OURS),
        *rules(e.CardLostInTransit, S.CARD_SHIPPED, S.PRINT_READY_RECORD, Role.COUNTER, law=_OURS),
        *stays(e.KelurahanInformed, (S.READY_FOR_PICKUP,), Role.COUNTER, law="source study"),
        *stays(e.CitizenInformed, (S.READY_FOR_PICKUP,), Role.COUNTER, law="source study"),
        *stays(e.ReceiptReportedLost, _OPEN, Role.COUNTER),
        *rules(
            e.IdentityNotConfirmed,
            S.READY_FOR_PICKUP,
            S.PICKUP_BLOCKED,
            Role.COUNTER,
            law="procedure 7.2.1.1: the card goes back step by step [P]",
        ),
        *rules(e.IdentityConfirmed, S.PICKUP_BLOCKED, S.READY_FOR_PICKUP, Role.COUNTER, law=_OURS),
        *rules(e.CardReturned, S.READY_FOR_PICKUP, S.PICKUP_BLOCKED, Role.COUNTER, law=_OURS),
        *rules(e.CardDestroyed, S.PICKUP_BLOCKED, S.CLOSED, Role.COUNTER, law=_DESTROY),
        *stays(e.OldCardTakenBack, (S.READY_FOR_PICKUP,), Role.COUNTER, law=_OURS),
        *stays(e.SuketTakenBack, (S.READY_FOR_PICKUP,), Role.COUNTER, law=_OURS),
        *rules(
            e.CardIssued,
            S.READY_FOR_PICKUP,
            S.CARD_ISSUED,
            Role.COUNTER,
            "no_other_valid_card",
            law="hand-over with 1:1 match (Sidoarjo 2012) [P]",
        ),
        # at any time
        *stays(
            e.SuketIssued,
            (
                s
                for s in _OPEN
                if s.phase not in ("Permohonan", "Pengambilan") and s is not S.DUPLICATE_RECORD
            ),
            Role.COUNTER,
            law="suket while waiting, valid 6 months (Pekalongan 2017, Jember 2019) [S]",
        ),
        *stays(e.Complained, (s for s in S if s is not S.UNREGISTERED), Role.COUNTER),
        *rules(e.ApplicationWithdrawn, _OPEN, S.WITHDRAWN, Role.COUNTER, law=_OURS),
        *rules(e.ApplicantDied, _OPEN, S.CLOSED, Role.COUNTER, law=_OURS),
        *rules(e.ApplicantMoved, _OPEN, S.CLOSED, Role.COUNTER, law=_OURS),
    ),
)
