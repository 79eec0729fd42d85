"""A biometric search that never errs, for synthetic people."""

from __future__ import annotations

from ektpflow.matching.abis.port import AbisAnswer, AbisHit, AbisStatus
from ektpflow.nik import Nik

__all__ = ["HandleAbis", "body_of"]


class HandleAbis:
    """A search that never errs, for synthetic people: the handle says whose body it is.

    Two recordings are of one body where their handles agree before the ``#``.

    Examples
    --------
    >>> from ektpflow.matching import HandleAbis
    >>> from ektpflow.nik import Nik
    >>> one, two = (Nik("127117" + "010190" + serial) for serial in ("9998", "9999"))
    >>> abis = HandleAbis()
    >>> abis.insert(one, "body:000123#1")
    >>> answer = abis.identify(two, "body:000123#2")
    >>> print(answer.status, answer.hits[0].nik == one)
    HIT True
    """

    __slots__ = ("_body", "_niks")

    def __init__(self) -> None:
        self._body: dict[Nik, str] = {}
        self._niks: dict[str, set[Nik]] = {}

    def insert(self, nik: Nik, handle: str) -> None:
        """Keep this recording under this NIK, in place of another one."""
        self.delete(nik)
        body = body_of(handle)
        self._body[nik] = body
        self._niks.setdefault(body, set()).add(nik)

    def delete(self, nik: Nik) -> None:
        """Forget the recording of this NIK."""
        body = self._body.pop(nik, None)
        if body is not None:
            self._niks[body].discard(nik)
            if not self._niks[body]:
                del self._niks[body]

    def identify(self, nik: Nik, handle: str | None) -> AbisAnswer:
        """Return every other record of the same body, in the order of their NIK."""
        if handle is None:
            return AbisAnswer(AbisStatus.NEEDS_VALIDATION)
        found = sorted(self._niks.get(body_of(handle), set()) - {nik})
        if not found:
            return AbisAnswer(AbisStatus.NO_HIT)
        return AbisAnswer(AbisStatus.HIT, tuple(AbisHit(other, 1.0) for other in found))

    def copy(self) -> HandleAbis:
        """Return one with the same recordings that goes its own way."""
        twin = HandleAbis()
        twin._body = dict(self._body)
        twin._niks = {body: set(niks) for body, niks in self._niks.items()}
        return twin


def body_of(handle: str) -> str:
    """Return whose body a handle of the synthetic world names."""
    return handle.partition("#")[0]
