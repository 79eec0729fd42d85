"""Courses whose class says where they stand: the type checker refuses what the table refuses.

`ektpflow.lifecycle.typed` has one class for each status of KTP_EL. Its `after` takes the facts that
the table allows there, and its answer is the class of the status that follows, so mypy and pyright
refuse "print before matching" at the desk, before anything runs. That module is written from the
table (``make typed``) and a test holds the two equal; here is what its classes share.

The types know the table and nothing else. Whether a fact may happen now, for this officer and with
this proof, is still for `ektpflow.Casebook.do` to say.

A table of your own gets its module with
``python -m ektpflow.lifecycle.write_typed office.flow:OURS office/typed.py``.

Examples
--------
>>> from ektpflow import wib
>>> from ektpflow.events import ApplicationSubmitted, FileCompleted, ReceiptIssued
>>> from ektpflow.kinds import Kind, required_documents
>>> from ektpflow.lifecycle import KTP_EL, typed
>>> from ektpflow.population import applicant
>>> stamp = ("K1", wib("2026-03-02 09:00"), "12.71.17/petugas", "12.71.17", KTP_EL.tag)
>>> papers = required_documents(Kind.NEW)
>>> asked = ApplicationSubmitted(*stamp, Kind.NEW, applicant(1), "12.71.17.1005", papers)
>>> case = typed.begin().after(asked).after(ReceiptIssued(*stamp, "R1"))  # is a typed.Submitted
>>> case.after(FileCompleted(*stamp))                                     # is a typed.Complete
Complete(course=Course(status=<Status.COMPLETE: 'COMPLETE'>))

From a course of which nothing is known, `match` finds the class; a status that is forgotten is an
error of type at `assert_never`:

>>> def waits_for_the_citizen(case: typed.AnyStanding) -> bool:
...     match case:
...         case typed.Incomplete() | typed.DuplicateRecord() | typed.ReadyForPickup():
...             return True
...         case _:
...             return False
>>> waits_for_the_citizen(typed.of(case.course))
False
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar, cast

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.lifecycle.course import Course
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.status import AnyStatus

__all__ = ["Family", "Standing"]

S_co = TypeVar("S_co", bound=AnyStatus, covariant=True)


@attrs.frozen
class Standing(Generic[S_co]):
    """A course in a status that its class names; the classes are those of a `typed` module.

    Parameters
    ----------
    course
        The course. To give it a fact of which the type checker cannot know the class, take
        ``typed.of(case.course.after(fact))``.
    """

    course: Course

    @property
    def status(self) -> S_co:
        """Where it stands; a checker knows it to be one status, so that it tells cases apart."""
        # the family hands a course to the class of its status only
        return cast(S_co, self.course.status)


A_co = TypeVar("A_co", bound=Standing[AnyStatus], covariant=True)


class Family(Generic[A_co]):
    """The classes of one table, by status.

    Parameters
    ----------
    lifecycle
        The table that they were written from.
    classes
        The class for each of its statuses, by code.
    """

    __slots__ = ("_classes", "_lifecycle")

    def __init__(self, lifecycle: Lifecycle, classes: Mapping[str, type[A_co]]) -> None:
        self._lifecycle = lifecycle
        self._classes = classes

    def of(self, course: Course) -> A_co:
        """Return a course as the class of its status.

        Raises
        ------
        InvalidValue
            When it follows a table with other rows, of which these classes would not tell the
            truth.

        Examples
        --------
        >>> from ektpflow.lifecycle import KTP_EL, Course, typed
        >>> try:
        ...     typed.of(Course.begun(KTP_EL.evolve(version="2", rules=KTP_EL.rules[:1])))
        ... except ValueError as no:
        ...     print(str(no).partition(": ")[0])
        course
        """
        if course.lifecycle is not self._lifecycle and not _alike(
            course.lifecycle, self._lifecycle
        ):
            raise InvalidValue(
                "course",
                course.lifecycle.tag,
                f"these types were written from the rows of {self._lifecycle.tag}",
                "python -m ektpflow.lifecycle.write_typed writes them from another table",
            )
        return self._classes[course.status](course)


def _alike(one: Lifecycle, other: Lifecycle) -> bool:
    """Guards, offices and deadlines may differ: the types do not speak of them."""
    return _arrows(one) == _arrows(other)


def _arrows(lifecycle: Lifecycle) -> set[tuple[object, ...]]:
    return {(row.source, row.event, row.target) for row in lifecycle.rules}
