"""Other people's codes for a status, both ways.

A `Vocabulary` is data: every code that a system or an office has, the status that each means here,
and for each status the code to write. Both directions are total: where there is no counterpart, or
only a coarser one, the entry says why. The vocabularies themselves stand in
`ektpflow.lifecycle.vocabularies`; another can be built from outside in the same way.

Codes are names, never numbers to be compared: OpenSID's 5 comes before its 4.

Examples
--------
>>> from ektpflow.lifecycle.aliases import from_status, to_status
>>> from ektpflow.lifecycle.vocabularies import MOSIP, OFFICES, OPENSID
>>> to_status(OFFICES, "Efac"), to_status(OPENSID, 5)
(<Status.ENROLL_FAILURE_AT_CENTRAL: 'ENROLL_FAILURE_AT_CENTRAL'>, <Status.PRINT_READY_RECORD: 'PRINT_READY_RECORD'>)
>>> from_status(MOSIP, to_status(OFFICES, "PRR"))
'uin-generator'
"""  # noqa: E501  (a doctest's answer is one line)

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import attrs

from ektpflow.errors import InvalidDefinition, InvalidValue
from ektpflow.lifecycle.status import AnyStatus, Status, plain

__all__ = ["Answer", "Code", "Vocabulary", "from_status", "to_status"]

_SHOWN: Final = 40
_NEAR: Final = 3
_PHASES: Final = tuple(dict.fromkeys(status.phase for status in Status))


@attrs.frozen
class Code:
    """One code of a vocabulary.

    Parameters
    ----------
    code
        As it is written there.
    status
        What it means here; None where there is no counterpart.
    why
        The reason where there is none; otherwise what the code says, where that is not plain.
    spellings
        Other ways in which it is written.
    """

    code: str
    status: Status | None
    why: str = ""
    spellings: tuple[str, ...] = ()


@attrs.frozen
class Answer:
    """What a vocabulary can say of one status.

    Parameters
    ----------
    status
        The status.
    code
        The code to write; None where there is no counterpart.
    why
        Why there is none, or why the code says less than the status; empty where they say the same.
    """

    status: AnyStatus
    code: str | None
    why: str = ""

    @property
    def exact(self) -> bool:
        """The code says what the status says."""
        return self.code is not None and not self.why


@attrs.frozen(slots=False)
class Vocabulary:
    """The codes of one system or office.

    Parameters
    ----------
    name
        What it is called.
    tells
        What its codes tell of.
    source
        Where they were read, with licence where it is code.
    seen
        When they were read (ISO date).
    codes
        Every code. Where several mean one status, the first of them is the one to write.
    others
        An answer for each status that no code means: a coarser code, or none, with the reason.

    Raises
    ------
    InvalidDefinition
        When a spelling is there twice, a reason is missing, a status has no answer or two, or an
        answer names a code that is not there or that claims a later phase of the flow.

    Examples
    --------
    >>> from ektpflow.lifecycle import Status
    >>> from ektpflow.lifecycle.vocabularies import OPENSID
    >>> OPENSID.read("SUDAH REKAM").status
    <Status.BIO_CAPTURED: 'BIO_CAPTURED'>
    >>> print(OPENSID.write(Status.WITHDRAWN).why)
    it tells of the person's record and card, and an application that ended leaves both as they were
    """

    name: str
    tells: str
    source: str
    seen: str
    codes: tuple[Code, ...]
    others: tuple[Answer, ...]

    def __attrs_post_init__(self) -> None:
        for code in self.codes:
            if code.status is None and not code.why:
                raise InvalidDefinition(self.name, f"code {code.code}", "no counterpart and no why")
        for status in Status:
            if status not in self._answers:
                raise InvalidDefinition(
                    self.name, str(status), "no code means it; answer for it in others="
                )

    @cached_property
    def _known(self) -> Mapping[str, Code]:
        known: dict[str, Code] = {}
        for code in self.codes:
            for spelling in (code.code, *code.spellings):
                if known.setdefault(plain(spelling), code) is not code:
                    raise InvalidDefinition(self.name, f"code {spelling}", "it is there twice")
        return known

    @cached_property
    def _answers(self) -> Mapping[AnyStatus, Answer]:
        known, found = self._known, dict[AnyStatus, Answer]()
        for code in self.codes:
            if code.status is not None:
                found.setdefault(code.status, Answer(code.status, code.code))
        for answer in self.others:
            place = f"answer for {answer.status}"
            if answer.status in found:
                raise InvalidDefinition(
                    self.name, place, "a code means this status, or it is twice"
                )
            if not answer.why:
                raise InvalidDefinition(self.name, place, "say why there is no code of its own")
            if answer.code is not None:
                self._must_not_claim_more(place, answer.status, known.get(plain(answer.code)))
            found[answer.status] = answer
        return found

    def _must_not_claim_more(self, place: str, status: AnyStatus, code: Code | None) -> None:
        if code is None or code.status is None:
            raise InvalidDefinition(self.name, place, "its code is none that means a status")
        if _PHASES.index(code.status.phase) > _PHASES.index(status.phase):
            raise InvalidDefinition(
                self.name, place, f"{code.code} claims {code.status}, which is a later phase"
            )

    def read(self, code: str | int) -> Code:
        """Return the entry of a code, however it is spelt.

        Raises
        ------
        InvalidValue
            When nobody spells it so. A known code without a counterpart is an answer, and None
            says so; an unknown one is a mistake in the data, and the nearest spellings are named.
        """
        found = self._known.get(plain(str(code)))
        if found is None:
            raise InvalidValue(
                f"code of {self.name}", _shown(str(code)), "no such code is known", self._near(code)
            )
        return found

    def write(self, status: AnyStatus) -> Answer:
        """Return what can be said of a status in this vocabulary."""
        return self._answers.get(status) or Answer(
            status, None, "it is a word of an extension, which no other system has"
        )

    def _near(self, code: str | int) -> str:
        # only who made a mistake pays for the import
        from difflib import get_close_matches  # noqa: PLC0415

        near = get_close_matches(plain(str(code)), self._known, n=_NEAR)
        spelt = dict.fromkeys(self._known[spelling].code for spelling in near)
        return f"nearest: {', '.join(spelt or (entry.code for entry in self.codes))}"


def _shown(text: str) -> str:
    """Return a text for an error; what could be somebody's number is not repeated."""
    if len(text) > _SHOWN or sum(map(str.isdigit, text)) > _NEAR:
        return f"a text of {len(text)} characters"
    return repr(text)


def to_status(vocabulary: Vocabulary, code: str | int) -> Status | None:
    """Return the status that a code means; None where it has no counterpart.

    ``vocabulary.read(code).why`` tells why there is none.

    Raises
    ------
    InvalidValue
        When the vocabulary knows no such spelling; the message names the nearest.

    Examples
    --------
    >>> from ektpflow.lifecycle.aliases import to_status
    >>> from ektpflow.lifecycle.vocabularies import OPENCRVS_1
    >>> print(to_status(OPENCRVS_1, "CORRECTION_REQUESTED"))
    None
    >>> to_status(OPENCRVS_1, "DECLARD")
    Traceback (most recent call last):
        ...
    ektpflow.errors.InvalidValue: code of OpenCRVS 1: 'DECLARD' is not possible: no such code is known. nearest: DECLARED
    """  # noqa: E501  (the last line of a traceback is one line)
    return vocabulary.read(code).status


def from_status(vocabulary: Vocabulary, status: AnyStatus) -> str | None:
    """Return the code to write for a status; None where the vocabulary has none.

    ``vocabulary.write(status).why`` tells why there is none, or why the code says less.

    Examples
    --------
    >>> from ektpflow.lifecycle import Status
    >>> from ektpflow.lifecycle.aliases import from_status
    >>> from ektpflow.lifecycle.vocabularies import OFFICES
    >>> from_status(OFFICES, Status.READY_FOR_PICKUP)
    'CARD_SHIPPED'
    >>> print(from_status(OFFICES, Status.INCOMPLETE))
    None
    """
    return vocabulary.write(status).code
