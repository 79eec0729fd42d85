"""The data centre's matcher: the biometric search first, then the demographic evidence.

Whether the NIK is on file already is asked before that, by the casebook (slide deck of Direktorat
PIAK, 2015) [S]. A certain biometric hit is a duplicate; what lies between same and different, and
every demographic likeness that weighs enough, is a case for a person. Demographic evidence alone
never accuses.
"""

from __future__ import annotations

from typing import Final

from ektpflow.errors import InvalidValue
from ektpflow.evidence import Candidate, Examination, MatchEvidence, Outcome, Verdict
from ektpflow.matching.abis import (
    Abis,
    AbisAnswer,
    AbisStatus,
    Examiner,
    HandleAbis,
    HandleExaminer,
    copied,
)
from ektpflow.matching.gallery import Gallery
from ektpflow.matching.model import MatchModel, Score
from ektpflow.matching.person import Person
from ektpflow.nik import Nik

__all__ = ["Matcher"]

# Answers after which nobody was compared: the search says nothing about likeness.
_NOT_SEARCHED: Final = {
    AbisStatus.FAILED: Outcome.SEARCH_FAILED,
    AbisStatus.UNREADABLE_REGIONAL: Outcome.UNREADABLE_REGIONAL,
    AbisStatus.UNREADABLE_CENTRAL: Outcome.UNREADABLE_CENTRAL,
}
_CERTAIN: Final = "fingerprint and iris: certain hit"
_SIMILAR: Final = "fingerprint or iris: between same and different"


class Matcher:
    """Gallery, biometric search and examiners in one hand.

    Parameters
    ----------
    model
        Weights of the demographic evidence, the built-in ones by default.
    abis
        The biometric search; by default the one for synthetic people.
    examiner
        The panel; by default the one for synthetic people.

    Attributes
    ----------
    gallery
        The records on file, empty at first.

    Examples
    --------
    >>> from ektpflow.matching import Matcher, Person
    >>> from ektpflow.population import people, second_identity
    >>> matcher = Matcher()
    >>> first = people(1, seed=7)[0]
    >>> matcher.enter(Person.of(first.resident, f"{first.body}#1"))
    >>> second = second_identity(first, seed=7)
    >>> person = Person.of(second.resident, f"{second.body}#2")
    >>> print(matcher.search("K000001", person, second.resident.identity).outcome)
    DUPLICATE_ONE_TO_ONE
    """

    __slots__ = ("abis", "examiner", "gallery", "model")

    def __init__(
        self,
        model: MatchModel | None = None,
        abis: Abis | None = None,
        examiner: Examiner | None = None,
    ) -> None:
        self.model = MatchModel.expert() if model is None else model
        self.abis: Abis = HandleAbis() if abis is None else abis
        self.examiner: Examiner = HandleExaminer() if examiner is None else examiner
        self.gallery = Gallery(self.model)

    def search(
        self, case: str, person: Person, identity: str, *, validated: bool = False
    ) -> MatchEvidence:
        """Search all other records for this person. Gallery and recordings stay as they are.

        Parameters
        ----------
        case
            The case that is matched, empty where there is none.
        person
            Who is searched for; a record under the same NIK is not a hit.
        identity
            Digest of the identity data, to which the evidence is bound.
        validated
            A person validated the record, so that it may go on without readable biometrics.
        """
        answer = self.abis.identify(person.nik, person.handle)
        found: tuple[Candidate, ...] = ()
        outcome = _NOT_SEARCHED.get(answer.status)
        if outcome is None:
            found = self._candidates(person, answer)
            outcome = _outcome(answer, found, validated=validated)
        return MatchEvidence(
            case,
            person.nik,
            identity,
            self.gallery.state,
            len(self.gallery),
            self.model.tag,
            outcome,
            found,
        )

    def examine(
        self, case: str, person: Person, identity: str, candidates: tuple[Nik, ...]
    ) -> Examination:
        """Let the panel compare this person with each candidate.

        Parameters
        ----------
        case, person, identity
            As in `search`.
        candidates
            Records to compare with. Of one that is not on file (any more) the panel cannot tell.

        Raises
        ------
        InvalidValue
            When the person's own record is among the candidates.
        """
        if person.nik in candidates:
            raise InvalidValue(
                "candidates",
                str(person.nik),
                "a record is not compared with itself",
                "hand in the candidates of the search",
            )
        verdicts = tuple((nik, self._verdict(person, nik)) for nik in candidates)
        return Examination(
            case,
            person.nik,
            identity,
            self.gallery.state,
            type(self.examiner).__name__,
            verdicts,
        )

    def enter(self, person: Person) -> None:
        """Take a record into gallery and biometric search; the same NIK is replaced in both."""
        self.gallery.enter(person)
        if person.handle is None:
            self.abis.delete(person.nik)
        else:
            self.abis.insert(person.nik, person.handle)

    def remove(self, nik: Nik) -> None:
        """Take a record out of both; nothing happens where it is not in."""
        self.gallery.remove(nik)
        self.abis.delete(nik)

    def copy(self) -> Matcher:
        """Return a matcher with the same records that goes its own way; the panel is shared.

        Raises
        ------
        InvalidDefinition
            When the biometric search cannot be copied.
        """
        twin = Matcher.__new__(Matcher)
        twin.model, twin.abis, twin.examiner = self.model, copied(self.abis), self.examiner
        twin.gallery = self.gallery.copy()
        return twin

    def _verdict(self, person: Person, nik: Nik) -> Verdict:
        other = self.gallery.get(nik)
        return Verdict.UNDECIDED if other is None else self.examiner.compare(person, other)

    def _candidates(self, person: Person, answer: AbisAnswer) -> tuple[Candidate, ...]:
        words = _CERTAIN if answer.status is AbisStatus.HIT else _SIMILAR
        found: dict[Nik, Candidate] = {}
        for hit in answer.hits:
            if hit.nik not in self.gallery:  # the search knows a record that the gallery does not
                found[hit.nik] = Candidate(hit.nik, 0.0, hit.score, f"{words}; no biodata on file")
            else:
                score = self.gallery.score(person, hit.nik)
                because = f"{words}; {_because(score)}"
                found[hit.nik] = Candidate(hit.nik, score.weight, hit.score, because)
        for alike in self.gallery.search(person):
            nik = alike.record
            if isinstance(nik, Nik) and nik not in found:
                because = _because(self.gallery.score(person, nik))
                found[nik] = Candidate(nik, alike.weight, None, because)
        return tuple(sorted(found.values(), key=_strength))


def _because(score: Score) -> str:
    return score.words + ("; vetoed: a person decides at most" if score.vetoed else "")


def _strength(candidate: Candidate) -> tuple[float, float, Nik]:
    """Order biometric hits first, then by weight; the NIK makes the order total."""
    return -(candidate.biometric or 0.0), -candidate.weight, candidate.record


def _outcome(answer: AbisAnswer, found: tuple[Candidate, ...], *, validated: bool) -> Outcome:
    if answer.status is AbisStatus.HIT:
        one = len(answer.hits) == 1
        return Outcome.DUPLICATE_ONE_TO_ONE if one else Outcome.DUPLICATE_ONE_TO_MANY
    if answer.status is AbisStatus.SIMILAR:
        return Outcome.ADJUDICATE
    if answer.status is AbisStatus.NEEDS_VALIDATION and not validated:
        return Outcome.VALIDATE
    return Outcome.ADJUDICATE if found else Outcome.UNIQUE
