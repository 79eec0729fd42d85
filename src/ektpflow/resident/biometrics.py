"""What was recorded of a person: opaque handles with their quality, never a template."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from ektpflow.errors import InvalidValue

__all__ = ["FINGERS", "IRISES", "Biometrics", "Capture"]

#: The ten fingers, in the order of a recording.
FINGERS: Final = tuple(
    f"{side} {finger}"
    for side in ("right", "left")
    for finger in ("thumb", "index", "middle", "ring", "little")
)
#: The two irises, in the order of a recording.
IRISES: Final = ("right iris", "left iris")
_BEST: Final = 100
_LONGEST_HANDLE: Final = 200


def _handle(what: str, handle: object) -> None:
    """Refuse what is no handle; nothing of it is shown, for it may be a template."""
    if not isinstance(handle, str) or not 0 < len(handle) <= _LONGEST_HANDLE:
        raise InvalidValue(
            what,
            f"a {type(handle).__name__}",
            f"a handle is an opaque text of 1 to {_LONGEST_HANDLE} characters, never a template",
            "keep the recording where it is, and give its key",
        )


@attrs.frozen
class Capture:
    """One thing that was recorded, or why it was not.

    Parameters
    ----------
    part
        What: one of `FINGERS`, `IRISES`, ``"photo"`` or ``"signature"``.
    handle
        Opaque handle, None where nothing was recorded.
    quality
        0 to 100, by whatever scale the recording device has.
    exception
        Why nothing was recorded, or why so badly. Somebody with damaged fingers, or none, must
        hold a card all the same: iris and identity suffice (radar-karawang 2016-09-09) [P].

    Raises
    ------
    InvalidValue
        If the handle is none, the quality out of range, or something missing has no exception.

    Examples
    --------
    >>> from ektpflow.resident import Capture
    >>> Capture("left index", None, exception="amputated").handle is None
    True
    """

    part: str
    handle: str | None
    quality: int = 0
    exception: str = ""

    def __attrs_post_init__(self) -> None:
        what = f"capture of {self.part}"
        if not 0 <= self.quality <= _BEST:
            raise InvalidValue(
                f"{what}, quality", f"{self.quality}", f"0 to {_BEST}", "scale what the device says"
            )
        if self.handle is not None:
            _handle(f"{what}, handle", self.handle)
        elif not self.exception.strip():
            raise InvalidValue(
                f"{what}, exception",
                "nothing",
                "what is missing has its reason",
                "give exception, for example 'amputated'",
            )
        elif self.quality:
            raise InvalidValue(
                f"{what}, quality", f"{self.quality}", "nothing was recorded", "leave it at 0"
            )


@attrs.frozen
class Biometrics:
    """What was recorded of one person, once in a lifetime.

    Ten fingers, two irises, photo and signature (Perpres 26/2009 art. 6 as amended by 35/2010: all
    fingerprints go to the database; kompas 2021-02-14) [S].

    Parameters
    ----------
    handle
        Opaque handle of the whole recording.
    photo
        Pas foto; without its handle no card can be made.
    signature
        Tanda tangan; an exception where somebody cannot sign.
    fingers
        Ten captures, in the order of `FINGERS`.
    irises
        Two captures, in the order of `IRISES`.
    statement_signed
        The resident signed the statement of truth (recording procedure, step 6) [S].
    index_checked
        The operator validated the recording by the index fingers (step 7) [S].

    Raises
    ------
    InvalidValue
        If a capture is lacking, or stands in another's place. What could not be recorded is a
        `Capture` with its exception.

    Examples
    --------
    >>> from ektpflow.resident import Biometrics
    >>> recorded = Biometrics.of("body:1", missing=["left index"], because="amputated")
    >>> recorded.missing, recorded.usable
    (('left index',), True)
    """

    handle: str
    photo: Capture
    signature: Capture
    fingers: tuple[Capture, ...]
    irises: tuple[Capture, ...]
    statement_signed: bool = True
    index_checked: bool = True

    def __attrs_post_init__(self) -> None:
        _handle("biometrics, handle", self.handle)
        for field, captures, parts in (
            ("photo", (self.photo,), ("photo",)),
            ("signature", (self.signature,), ("signature",)),
            ("fingers", self.fingers, FINGERS),
            ("irises", self.irises, IRISES),
        ):
            found = tuple(capture.part for capture in captures)
            if found != parts:
                raise InvalidValue(
                    f"biometrics, {field}",
                    ", ".join(found) or "nothing",
                    f"{', '.join(parts)}, in this order",
                    "what could not be recorded is a Capture without handle, with its exception",
                )

    @classmethod
    def of(
        cls,
        handle: str,
        *,
        missing: Iterable[str] = (),
        because: str = "not present",
        quality: int = 80,
    ) -> Biometrics:
        """Return a full recording, for synthetic people.

        Parameters
        ----------
        handle
            Handle of the recording; those of its captures begin with it.
        missing
            Parts that could not be recorded.
        because
            Why.
        quality
            Of everything else.

        Raises
        ------
        InvalidValue
            If a missing part is none.

        Examples
        --------
        >>> from ektpflow.resident import Biometrics
        >>> Biometrics.of("body:1").fingers[1]
        Capture(part='right index', handle='body:1/right index', quality=80, exception='')
        """
        _handle("biometrics, handle", handle)
        gone = set(missing)
        unknown = sorted(gone.difference(FINGERS, IRISES, ("photo", "signature")))
        if unknown:
            raise InvalidValue(
                "biometrics, missing",
                ", ".join(unknown),
                "a part is one of FINGERS, IRISES, photo or signature",
                "write it like 'left index'",
            )

        def take(part: str) -> Capture:
            if part in gone:
                return Capture(part, None, 0, because)
            return Capture(part, f"{handle}/{part}", quality)

        return cls(
            handle,
            take("photo"),
            take("signature"),
            tuple(take(part) for part in FINGERS),
            tuple(take(part) for part in IRISES),
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """What was not recorded, in the order photo, signature, fingers, irises."""
        captures = (self.photo, self.signature, *self.fingers, *self.irises)
        return tuple(capture.part for capture in captures if capture.handle is None)

    @property
    def usable(self) -> bool:
        """Whether something is there that can be searched for: a finger or an iris."""
        return any(capture.handle is not None for capture in (*self.fingers, *self.irises))
