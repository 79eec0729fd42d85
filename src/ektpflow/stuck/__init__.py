"""The stuck report: which cases wait, since when, against which clock, and what would free them.

Nothing is stored for it. It is read off the facts, the table and its clocks at a moment that is
handed in; with a casebook, each way out is tried with the officer whose turn it is, so that what
is in the way stands beside it: no blank at 12.71, the file still at the kecamatan, the NIK on file.

A record that lies in SENT_FOR_ENROLLMENT is in transit, or its NIK was found on file and no
biometric check ever runs (slide deck PIAK 2015 [S]); the office sees no difference, this report
does.
"""

from ektpflow.stuck.report import stuck, stuck_in
from ektpflow.stuck.waiting import Waiting, WayOut, as_table

__all__ = ["Waiting", "WayOut", "as_table", "stuck", "stuck_in"]
