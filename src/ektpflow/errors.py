"""Every way the library says no.

The tree is small: a value that cannot be (`InvalidValue`), a file that cannot be read
(`BadFile`), a step that is refused (`Refused`), a record of the past that contradicts itself
(`BrokenJournal`), a definition that cannot work (`InvalidDefinition`) and an extra that is not
installed (`MissingExtra`). All of them are `EktpError`.

The facts are positional (``error.args`` holds them all), the sentence is made by ``str``. So an
error survives pickling, and libraries that rebuild an exception from its ``args`` (SimPy does)
get the same error back. Values that identify a person never enter an error unmasked.
"""

from __future__ import annotations

from typing import Final

import attrs

__all__ = [
    "BadFile",
    "BrokenJournal",
    "EktpError",
    "InvalidDefinition",
    "InvalidValue",
    "MissingExtra",
    "Reason",
    "Refused",
]

_INDENT: Final = "\n  - "


class EktpError(Exception):
    """The root of every error that ektpflow raises on purpose."""


@attrs.frozen
class Reason:
    """One reason against a step: which rule, the fact, and the way out.

    Parameters
    ----------
    code
        Stable short name of the rule, for programs (``"no_proof"``).
    sentence
        What is wrong, with the fact and the place, for people. Never holds a NIK in clear.
    way_out
        What to do about it; empty where nothing can be done.
    law
        Where the rule stands, where it stands anywhere.

    Examples
    --------
    >>> from ektpflow.errors import Reason
    >>> print(Reason("no_blank", "no blanko at 12.71", "ReceiveBlanko, or borrow from a neighbour"))
    no blanko at 12.71 (way out: ReceiveBlanko, or borrow from a neighbour) [no_blank]
    """

    code: str
    sentence: str
    way_out: str = ""
    law: str = ""

    def __str__(self) -> str:
        out = f" (way out: {self.way_out})" if self.way_out else ""
        return f"{self.sentence}{out} [{self.code}]"


class InvalidValue(EktpError, ValueError):
    """A value that cannot be: what it is, what was shown (masked), the rule, what to do.

    Parameters
    ----------
    what
        The kind of value and the part that is wrong (``"NIK, day of birth"``).
    shown
        The offending part, masked where personal.
    rule
        The rule it breaks, with its source.
    hint
        What to do.
    """

    def __init__(self, what: str, shown: str, rule: str, hint: str = "") -> None:
        super().__init__(what, shown, rule, hint)
        self.what, self.shown, self.rule, self.hint = what, shown, rule, hint

    def __str__(self) -> str:
        hint = f". {self.hint}" if self.hint else ""
        return f"{self.what}: {self.shown} is not possible: {self.rule}{hint}"


class BadFile(EktpError, ValueError):
    """A file that cannot be read: which file, where in it, what is wrong, what to do.

    Parameters
    ----------
    file
        The file as the user named it.
    place
        Line, column or path of keys (``"line 12"``, ``"office.kecamatan.counters"``).
    problem
        What was found and the rule it breaks.
    hint
        What to do.
    """

    def __init__(self, file: str, place: str, problem: str, hint: str = "") -> None:
        super().__init__(file, place, problem, hint)
        self.file, self.place, self.problem, self.hint = file, place, problem, hint

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}, {self.place}: {self.problem}{hint}"


class Refused(EktpError):
    """A step that is refused, with all reasons at once. Nothing was changed.

    Parameters
    ----------
    step
        Name of the step (``"OrderPrint"``).
    case
        The case it was tried on, empty where there is none.
    reasons
        Every reason, first the state of the case.

    Examples
    --------
    >>> from ektpflow.errors import Reason, Refused
    >>> print(Refused("OrderPrint", "K000001", (Reason("no_blank", "no blanko at 12.71"),)))
    OrderPrint on K000001 refused, 1 reason:
      - no blanko at 12.71 [no_blank]
    """

    def __init__(self, step: str, case: str, reasons: tuple[Reason, ...]) -> None:
        super().__init__(step, case, reasons)
        self.step, self.case, self.reasons = step, case, reasons

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all reasons."""
        return frozenset(reason.code for reason in self.reasons)

    def __str__(self) -> str:
        on = f" on {self.case}" if self.case else ""
        many = "1 reason" if len(self.reasons) == 1 else f"{len(self.reasons)} reasons"
        return f"{self.step}{on} refused, {many}:" + "".join(_INDENT + str(r) for r in self.reasons)


class BrokenJournal(EktpError, ValueError):
    """A journal whose facts cannot all be true.

    Parameters
    ----------
    place
        File and line, or the position of the fact.
    fact
        Name of the fact.
    problem
        The law that it breaks: one that holds in every year.
    """

    def __init__(self, place: str, fact: str, problem: str) -> None:
        super().__init__(place, fact, problem)
        self.place, self.fact, self.problem = place, fact, problem

    def __str__(self) -> str:
        return f"{self.place}: {self.fact} cannot have happened: {self.problem}"


class InvalidDefinition(EktpError, ValueError):
    """A lifecycle, network or model that cannot work, refused when it is built.

    Parameters
    ----------
    name
        Name of the definition.
    place
        The row or element.
    problem
        What is wrong and how to mend it.
    """

    def __init__(self, name: str, place: str, problem: str) -> None:
        super().__init__(name, place, problem)
        self.name, self.place, self.problem = name, place, problem

    def __str__(self) -> str:
        return f"{self.name}, {self.place}: {self.problem}"


class MissingExtra(EktpError, ImportError):
    """A package that only an extra brings is not installed.

    Parameters
    ----------
    package
        The package that is missing.
    extra
        The extra that brings it.
    purpose
        What it was wanted for.
    """

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(package, extra, purpose)
        self.package, self.extra, self.purpose = package, extra, purpose

    def __str__(self) -> str:
        return f"{self.purpose} needs {self.package}: pip install 'ektpflow[{self.extra}]'"
