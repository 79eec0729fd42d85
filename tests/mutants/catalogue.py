"""Every mutant and the test that notices it: one entry for each row, guard, check and demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import test_blanko_checks as blanko
import test_steps as steps
from mutants import stories as s

__all__ = ["LEDGER", "ROWS", "RULES"]

Killer = Callable[[], object]

#: By the name of the row that is dropped.
ROWS: Final[dict[str, Killer]] = {
    "UNREGISTERED + ApplicationSubmitted": s.a_fresh_file_is_rejected,
    "SUBMITTED + ReceiptIssued": s.a_fresh_file_is_rejected,
    "SUBMITTED + OldCardInvalidated": s.data_change_and_the_record_stays,
    "SUBMITTED + FileFoundIncomplete": s.an_incomplete_file_is_rejected,
    "INCOMPLETE + FileFoundIncomplete": s.a_file_is_completed_late,
    "SUBMITTED + FileCompleted": s.a_record_travels_on_a_flashdisk,
    "INCOMPLETE + FileCompleted": s.a_file_is_completed_late,
    "SUBMITTED + ApplicationRejected": s.a_fresh_file_is_rejected,
    "INCOMPLETE + ApplicationRejected": s.an_incomplete_file_is_rejected,
    "COMPLETE + ApplicationRejected": s.a_recorded_stranger_is_rejected_before_a_second_recording,
    "SENT_FOR_ENROLLMENT + ApplicationRejected": s.a_stranger_with_the_nik_of_another_is_rejected,
    "COMPLETE + BiometricsCaptured": s.a_record_travels_on_a_flashdisk,
    "BIO_CAPTURED + RecordingProofGiven": s.a_record_travels_on_a_flashdisk,
    "BIO_CAPTURED + RecordPrepared": s.a_record_travels_on_a_flashdisk,
    "PROCESSING + RecordCopied": s.a_record_travels_on_a_flashdisk,
    "PROCESSING + RecordSent": s.a_record_travels_on_a_flashdisk,
    "SENT_FOR_ENROLLMENT + RecordReceived": s.a_record_is_validated_by_a_person,
    "SENT_FOR_ENROLLMENT + NikFoundOnFile": s.a_record_on_file_is_met_at_the_centre,
    "RECEIVED_AT_CENTRAL + UniquenessConfirmed": s.a_search_fails_and_is_queued_again,
    "RECEIVED_AT_CENTRAL + DuplicateOneToOne": s.the_other_record_is_kept,
    "RECEIVED_AT_CENTRAL + DuplicateOneToMany": s.somebody_is_found_three_times,
    "RECEIVED_AT_CENTRAL + AdjudicationRequested": s.a_disputed_record_is_sent_again,
    "RECEIVED_AT_CENTRAL + ValidationRequested": s.a_record_is_validated_by_a_person,
    "RECEIVED_AT_CENTRAL + SearchFailed": s.a_search_fails_and_is_queued_again,
    "RECEIVED_AT_CENTRAL + EnrolmentFailedAtRegional": s.a_regional_failure_is_sent_again,
    "RECEIVED_AT_CENTRAL + EnrolmentFailedAtCentral": s.a_central_failure_is_sent_again,
    "ENROLL_FAILURE_AT_REGIONAL + DeletedForResend": s.a_regional_failure_is_sent_again,
    "ENROLL_FAILURE_AT_CENTRAL + DeletedForResend": s.a_central_failure_is_sent_again,
    "ADJUDICATE_RECORD + DeletedForResend": s.a_disputed_record_is_sent_again,
    "ENROLL_FAILURE_AT_REGIONAL + DeletedForRecapture": s.a_regional_failure_is_recorded_again,
    "ENROLL_FAILURE_AT_CENTRAL + DeletedForRecapture": s.a_central_failure_is_recorded_again,
    "ADJUDICATE_RECORD + DeletedForRecapture": s.a_disputed_record_is_recorded_again,
    "SEARCH_FAILURE_AT_CENTRAL + SearchRetried": s.a_search_fails_and_is_queued_again,
    "REQUEST_VALIDATION + Validated": s.a_record_is_validated_by_a_person,
    "REQUEST_VALIDATION + ValidationRefused": s.validation_is_refused,
    "ADJUDICATE_RECORD + JudgedUnique": s.the_panel_finds_two_people,
    "ADJUDICATE_RECORD + JudgedDuplicate": s.the_panel_finds_one_person,
    "DUPLICATE_RECORD + ThisRecordKept": s.a_duplicate_is_kept,
    "DUPLICATE_RECORD + OtherRecordKept": s.the_other_record_is_kept,
    "DUPLICATE_RECORD + DuplicateDisputed": s.a_duplicate_is_disputed,
    "COMPLETE + BiodataChanged": s.data_change_and_the_record_stays,
    "COMPLETE + UniquenessOnFile": s.data_change_and_the_record_stays,
    "SENT_FOR_ENROLLMENT + UniquenessOnFile": s.a_record_on_file_is_met_at_the_centre,
    "PRINT_READY_RECORD + SentForPrinting": s.a_print_order_is_taken_back,
    "SENT_FOR_CARD_PRINTING + PrintCancelled": s.a_print_order_is_taken_back,
    "SENT_FOR_CARD_PRINTING + CardPersonalised": s.a_misprint_is_found_at_the_printer,
    "SENT_FOR_CARD_PRINTING + EncodeFailed": s.a_chip_cannot_be_written,
    "SENT_FOR_CARD_PRINTING + PrintFailed": s.a_print_fails,
    "CARD_PRINTED + MisprintFound": s.a_misprint_is_found_at_the_printer,
    "READY_FOR_PICKUP + MisprintFound": s.a_misprint_is_found_at_pickup,
    "CARD_PRINTED + DataFoundWrong": s.wrong_data_are_found_at_the_printer,
    "READY_FOR_PICKUP + DataFoundWrong": s.wrong_data_are_found_at_pickup,
    "CARD_PRINTED + CardsFetched": s.a_card_is_lost_on_its_way,
    "CARD_SHIPPED + CardArrived": s.a_misprint_is_found_at_pickup,
    "CARD_SHIPPED + CardLostInTransit": s.a_card_is_lost_on_its_way,
    "READY_FOR_PICKUP + KelurahanInformed": s.kelurahan_and_citizen_are_told,
    "READY_FOR_PICKUP + CitizenInformed": s.a_first_card_is_issued,
    "READY_FOR_PICKUP + IdentityNotConfirmed": s.a_doubt_at_pickup_is_cleared,
    "PICKUP_BLOCKED + IdentityConfirmed": s.a_doubt_at_pickup_is_cleared,
    "READY_FOR_PICKUP + CardReturned": s.a_card_that_nobody_collects_is_destroyed,
    "PICKUP_BLOCKED + CardReturned": s.a_card_that_does_not_match_goes_back,
    "PICKUP_BLOCKED + CardDestroyed": s.a_card_that_nobody_collects_is_destroyed,
    "READY_FOR_PICKUP + OldCardTakenBack": s.a_suket_and_a_found_card_are_handed_in,
    "READY_FOR_PICKUP + SuketTakenBack": s.a_suket_and_a_found_card_are_handed_in,
    "READY_FOR_PICKUP + CardIssued": s.a_first_card_is_issued,
    **{
        f"{status} + {event}": s.In(driver, status)
        for event, (driver, where) in s.FAMILIES.items()
        for status in where
    },
}

#: By kind and name of the rule that is switched off.
RULES: Final[dict[tuple[str, str], Killer]] = {
    ("guard", "one_open_application"): steps.test_guard_one_open_application,
    ("guard", "custody_here"): steps.test_guard_custody_here,
    ("guard", "never_recorded"): steps.test_guard_never_recorded,
    ("guard", "nik_not_on_file"): steps.test_guard_nik_not_on_file,
    ("guard", "record_print_ready"): steps.test_guard_record_print_ready,
    ("guard", "proved_unique"): steps.test_guard_proved_unique,
    ("guard", "custody_at_printing_office"): steps.test_guard_custody_at_printing_office,
    ("guard", "no_other_valid_card"): steps.test_guard_no_other_valid_card,
    ("guard", "holds_no_card"): steps.test_guard_holds_no_card,
    ("guard", "others_hold_no_card"): steps.test_guard_others_hold_no_card,
    ("check", "panel_can_decide"): steps.test_check_panel_can_decide,
    ("check", "search_has_ended"): steps.test_check_search_has_ended,
    ("check", "same_person_on_file"): steps.test_check_same_person_on_file,
    ("check", "blank_in_stock"): steps.test_check_blank_in_stock,
    ("check", "blank_in_work"): steps.test_check_blank_in_work,
    ("demand", "kept_record_is_named"): steps.test_demand_kept_record_is_named,
    ("demand", "old_enough"): steps.test_demand_old_enough,
    ("demand", "kind_fits_citizenship"): steps.test_demand_kind_fits_citizenship,
    ("demand", "old_card_dealt_with"): steps.test_demand_old_card_dealt_with,
    ("demand", "via_is_known"): steps.test_demand_via_is_known,
    ("demand", "counter_officer"): steps.test_demand_counter_officer,
    ("demand", "target_is_known"): steps.test_demand_target_is_known,
    ("demand", "target_is_another"): steps.test_demand_target_is_another,
    ("demand", "old_card_is_here"): steps.test_demand_old_card_is_here,
    ("demand", "minutes_given"): steps.test_demand_minutes_given,
    ("demand", "change_keeps_nik"): steps.test_demand_change_keeps_nik,
    ("demand", "misprint_minutes_given"): steps.test_demand_misprint_minutes_given,
    ("demand", "end_minutes_given"): steps.test_demand_end_minutes_given,
    ("demand", "loss_minutes_given"): steps.test_demand_loss_minutes_given,
    ("demand", "somebody_is_informed"): steps.test_demand_somebody_is_informed,
    ("demand", "receipt_shown"): steps.test_demand_receipt_shown,
    ("demand", "suket_returned"): steps.test_demand_suket_returned,
    ("demand", "card_minutes_given"): steps.test_demand_card_minutes_given,
    ("demand", "statement_signed"): steps.test_demand_statement_signed,
    ("demand", "index_fingers_checked"): steps.test_demand_index_fingers_checked,
    ("demand", "medium_is_known"): steps.test_demand_medium_is_known,
    ("demand", "relay_is_known"): steps.test_demand_relay_is_known,
    ("demand", "channel_is_known"): steps.test_demand_channel_is_known,
    ("demand", "copied_before_sent"): steps.test_demand_copied_before_sent,
    ("demand", "store_keeper"): steps.test_demand_store_keeper,
}

#: By the name of the check of the ledger that is switched off.
LEDGER: Final[dict[str, Killer]] = {
    "unknown_place": blanko.test_unknown_place_is_refused_on_either_side,
    "wrong_way": blanko.test_wrong_way_blanks_never_go_back_or_skip_a_stage,
    "not_there": blanko.test_not_there_what_is_elsewhere_cannot_be_used,
    "negative": blanko.test_negative_no_place_gives_more_than_it_has,
    "overlap": blanko.test_overlap_the_maker_delivers_a_serial_once,
    "already_reserved": blanko.test_already_reserved_blanks_stay_and_serve_one_case,
    "not_reserved": blanko.test_not_reserved_blanks_become_no_card,
    "reserved_for_other": blanko.test_reserved_for_other_cases_cannot_be_touched,
    "no_case": blanko.test_no_case_no_reservation,
    "no_blank": blanko.test_no_blank_free_nothing_to_reserve,
    "no_document": blanko.test_no_document_no_transport_between_offices,
    "cause_missing": blanko.test_cause_missing_no_spoilage,
    "minutes_missing": blanko.test_minutes_missing_no_destruction,
    "count_differs": blanko.test_count_differs_no_silent_correction,
}
