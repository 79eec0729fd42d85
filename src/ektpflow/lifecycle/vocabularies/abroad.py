"""Vocabularies of open systems elsewhere: MOSIP and OpenCRVS."""

from __future__ import annotations

from typing import Final

from ektpflow.lifecycle.aliases import Answer, Code, Vocabulary
from ektpflow.lifecycle.status import Status as S
from ektpflow.lifecycle.vocabularies.shared import COUNTER, HELD_UP, PICKUP, SEEN, WAY, several

__all__ = ["MOSIP", "OPENCRVS_1", "OPENCRVS_2"]

#: Where a MOSIP packet is: the stage of the pipeline, or the status in which it stopped there.
MOSIP: Final = Vocabulary(
    name="MOSIP registration processor",
    tells="where the packet of one registration is in the pipeline, or how it stopped",
    source=(
        "mosip/registration README.md at 02fdd38, RegistrationStatusCode.java at 1327870 and "
        "RegistrationTransactionTypeCode.java; mosip/mosip-config "
        "registration-processor-camel-routes-new-default.xml at 0160bdb (MPL-2.0)"
    ),
    seen=SEEN,
    codes=(
        Code("packet-receiver", S.SENT_FOR_ENROLLMENT, "taken in outside the secure zone"),
        Code("securezone-notification", S.SENT_FOR_ENROLLMENT, "on its way into the secure zone"),
        Code("packet-uploader", S.SENT_FOR_ENROLLMENT, spellings=("UPLOAD_PACKET",)),
        Code("packet-validator", S.RECEIVED_AT_CENTRAL, spellings=("VALIDATE_PACKET",)),
        Code("packet-classifier", S.RECEIVED_AT_CENTRAL, spellings=("PACKET_CLASSIFICATION",)),
        Code(
            "c-m-d-validator",
            S.RECEIVED_AT_CENTRAL,
            "centre, machine and device are checked",
            ("cmd-validator", "CMD_VALIDATION"),
        ),
        Code("operator-validator", S.RECEIVED_AT_CENTRAL, spellings=("OPERATOR_VALIDATION",)),
        Code("supervisor-validator", S.RECEIVED_AT_CENTRAL, spellings=("SUPERVISOR_VALIDATION",)),
        Code("introducer-validator", S.RECEIVED_AT_CENTRAL, spellings=("INTRODUCER_VALIDATION",)),
        Code("quality-classifier", S.RECEIVED_AT_CENTRAL, "quality of the biometrics"),
        Code("create-draft", S.RECEIVED_AT_CENTRAL, "from 1.3 on"),
        Code("biometric-authentication", S.RECEIVED_AT_CENTRAL, "updates only"),
        Code(
            "demo-dedupe",
            S.RECEIVED_AT_CENTRAL,
            "search by name, sex and date",
            ("DEMOGRAPHIC_VERIFICATION",),
        ),
        Code("abis-handler", S.RECEIVED_AT_CENTRAL, "the biometric search is prepared"),
        Code(
            "abis-middle-ware",
            S.RECEIVED_AT_CENTRAL,
            "the biometric search is sent",
            ("abis-middleware",),
        ),
        Code(
            "bio-dedupe",
            S.RECEIVED_AT_CENTRAL,
            "what the biometric search found is weighed",
            ("BIOGRAPHIC_VERIFICATION",),
        ),
        Code("manual-adjudication", S.ADJUDICATE_RECORD, spellings=("MANUAL_VERIFICATION",)),
        Code("verification", S.REQUEST_VALIDATION, "documents are reviewed by a person"),
        Code("uin-generator", S.PRINT_READY_RECORD, "unique: a number is given"),
        Code("biometric-extraction", S.PRINT_READY_RECORD, "templates for later authentication"),
        Code("finalization", S.PRINT_READY_RECORD, "the identity is entered for good"),
        Code(
            "credential-requestor",
            S.SENT_FOR_CARD_PRINTING,
            "a partner is asked for the credential",
            ("printing", "print", "print-service"),
        ),
        Code("message-sender", None, "it tells the applicant, beside whatever stage is at work"),
        Code("PROCESSING", None, "says only that some stage is at work: read the stage"),
        Code("PROCESSED", S.SENT_FOR_CARD_PRINTING, "the pipeline is done"),
        Code(
            "REJECTED",
            S.DUPLICATE_RECORD,
            "in the standard route only the stages that look for duplicates reject",
        ),
        Code("FAILED", S.CLOSED, "the packet is given up"),
        Code("REPROCESS", S.SEARCH_FAILURE_AT_CENTRAL, "an error of the system: tried again"),
        Code("REPROCESS_FAILED", S.SEARCH_FAILURE_AT_CENTRAL, "and the new tries failed too"),
        Code("PAUSED", None, "a rule of the country holds the packet, whatever the stage"),
        Code("RESUMABLE", None, "about to go on after a pause: read the stage"),
        Code(
            "PAUSED_FOR_ADDITIONAL_INFO",
            S.ENROLL_FAILURE_AT_CENTRAL,
            "in the standard route better biometrics are asked for",
        ),
    ),
    others=(
        *several(
            (S.UNREGISTERED, *COUNTER, *WAY[:2]),
            None,
            "before the packet arrives: pre-registration and the registration client have codes of "
            "their own",
        ),
        Answer(
            S.ENROLL_FAILURE_AT_REGIONAL,
            "PAUSED_FOR_ADDITIONAL_INFO",
            "it does not say who found the biometrics unusable",
        ),
        *several(
            (S.CARD_PRINTED, S.CARD_SHIPPED, *PICKUP, S.CARD_ISSUED),
            "PROCESSED",
            "the pipeline ends when the credential is requested; what becomes of it is a partner's",
        ),
        Answer(S.WITHDRAWN, None, "it has no status for a registration that the applicant gave up"),
    ),
)

_OPENCRVS_DUPLICATE: Final = (
    "that the record waits at the data centre, and why, it does not tell; a possible duplicate is "
    "a flag beside the status"
)

#: Statuses of a registration in OpenCRVS 1, which records births, deaths and marriages.
OPENCRVS_1: Final = Vocabulary(
    name="OpenCRVS 1",
    tells="where the declaration of a vital event stands, and its certificate",
    source=(
        "packages/gateway/src/graphql/schema.graphql, enum RegStatus: opencrvs/opencrvs-core at "
        "0044cb4, and later in tokinrandr/opencrvs-core-fork at d795c41 (MPL-2.0)"
    ),
    seen=SEEN,
    codes=(
        Code("DECLARED", S.SUBMITTED, "sent for review"),
        Code("DECLARATION_UPDATED", S.SUBMITTED, "sent for review again"),
        Code("REJECTED", S.INCOMPLETE, "sent back: something must be added or mended"),
        Code("IN_PROGRESS", S.INCOMPLETE, "notified, and not completely declared yet"),
        Code("VALIDATED", S.COMPLETE, "checked against its papers"),
        Code("WAITING_VALIDATION", S.RECEIVED_AT_CENTRAL, "waits for a system outside"),
        Code("REGISTERED", S.PRINT_READY_RECORD, "the record is legal; a certificate may follow"),
        Code("CERTIFIED", S.CARD_PRINTED, "the certificate is printed and waits to be issued"),
        Code("ISSUED", S.CARD_ISSUED, "the certificate was handed over"),
        Code("ARCHIVED", S.CLOSED, "put away without a registration"),
        Code(
            "CORRECTION_REQUESTED",
            None,
            "a change of data is an application of its own here, not a status of the old one",
            ("REQUESTED_CORRECTION",),
        ),
        Code("DOWNLOADED", None, "an officer took the record to work on it, wherever it stands"),
    ),
    others=(
        Answer(S.UNREGISTERED, None, "it has no record before somebody declares or notifies"),
        *several(WAY, "VALIDATED", "it records no biometrics: the office has done its part"),
        *several(HELD_UP, "WAITING_VALIDATION", _OPENCRVS_DUPLICATE),
        Answer(S.SENT_FOR_CARD_PRINTING, "REGISTERED", "it has no code for a certificate in print"),
        *several(
            (S.CARD_SHIPPED, *PICKUP),
            "CERTIFIED",
            "it prints where it hands over: no way in between",
        ),
        Answer(S.WITHDRAWN, "ARCHIVED", "it does not tell who ended it"),
    ),
)

#: Statuses of an event in OpenCRVS 2; what version 1 told by more statuses is told by flags.
OPENCRVS_2: Final = Vocabulary(
    name="OpenCRVS 2",
    tells="where the declaration of a vital event stands",
    source="opencrvs/opencrvs-core packages/commons/src/events/EventStatus.ts at 7397d91 (MPL-2.0)",
    seen=SEEN,
    codes=(
        Code("CREATED", S.UNREGISTERED, "a draft: nothing was declared yet"),
        Code("NOTIFIED", S.INCOMPLETE, "told of, and not completely declared yet"),
        Code("DECLARED", S.SUBMITTED, "sent for review"),
        Code("REGISTERED", S.PRINT_READY_RECORD, "the record is legal; a certificate may follow"),
        Code(
            "REVOKED",
            None,
            "a registration that was taken back; here the record is deleted, and no application "
            "goes back to tell of it",
        ),
        Code("ARCHIVED", S.CLOSED, "put away without a registration"),
    ),
    others=(
        *several(
            (S.COMPLETE, *WAY, S.RECEIVED_AT_CENTRAL, *HELD_UP),
            "DECLARED",
            "between declaration and registration it has flags, no statuses",
        ),
        *several(
            (
                S.SENT_FOR_CARD_PRINTING,
                S.CARD_PRINTED,
                S.CARD_SHIPPED,
                *PICKUP,
                S.CARD_ISSUED,
            ),
            "REGISTERED",
            "what becomes of the certificate is a flag, no status",
        ),
        Answer(S.WITHDRAWN, "ARCHIVED", "it does not tell who ended it"),
    ),
)
