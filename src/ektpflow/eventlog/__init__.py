"""The event log: what happened to many cases, as columns.

It is the form in which process mining speaks of a service: one row an event, with its *case*, its
*activity* (here the name of the fact), its time, its *resource* (the officer's id) and its office.
A log is read off a journal, built from rows, or read from a CSV of any system;
`ektpflow.lifecycle.conform` tells whether a lifecycle allows it. It takes the standard library and
no more: a column of words holds each word once, and a small number for each row.

A log leaves the office more easily than a journal, for it holds no names and no payloads. Nor a
NIK: what could be one, a run of 16 digits, is refused wherever it stands.
"""

from ektpflow.eventlog.log import Event, EventLog, Words

__all__ = ["Event", "EventLog", "Words"]
