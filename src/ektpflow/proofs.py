"""Whether a proof in a journal follows from the facts before it.

When a casebook decides, a proof is known by identity: it came from this casebook's own search. A
journal has no such witness. So the search, or the judgement of the panel, is made again on the
gallery as it stood, and must say what the fact rests on. What people put in (a name, a recording,
a paper) cannot be proved from a journal: against that there is only the key of its seals.
"""

from __future__ import annotations

from typing import Final

from ektpflow import events as e
from ektpflow.act import Act
from ektpflow.application import Application, identity_of
from ektpflow.board import View, readable
from ektpflow.errors import Reason, Refused
from ektpflow.evidence import Examination, MatchEvidence, Outcome, Proof
from ektpflow.matching.matcher import Matcher
from ektpflow.matching.person import Person

__all__ = ["proof_of", "prove_again"]

# Outcomes after which nobody was compared.
_NOT_SEARCHED: Final = frozenset(
    {
        Outcome.SEARCH_FAILED,
        Outcome.UNREADABLE_REGIONAL,
        Outcome.UNREADABLE_CENTRAL,
        Outcome.VALIDATE,
    }
)


def proof_of(fact: e.Fact) -> Proof | None:
    """Return what a fact rests on, None where it rests on no comparison."""
    if isinstance(fact, e.CaseFact):
        return fact.proof
    if isinstance(fact, e.RecordTakenOver | e.RecordTakenOverInDoubt):
        return fact.evidence
    return None


def prove_again(view: View, matcher: Matcher, fact: e.Fact, before: Act) -> None:
    """Make the search or the judgement again that a fact rests on.

    Parameters
    ----------
    view
        The board before the act.
    matcher
        Who searches and judges again, with the gallery as it stood.
    fact
        The fact.
    before
        What came before it in its act.

    Raises
    ------
    Refused
        When the proof does not follow from the facts before it.
    """
    proof = proof_of(fact)
    if proof is None:
        return
    app = before.application(fact.case)
    problem: str | None
    if isinstance(fact, e.RecordTakenOver | e.RecordTakenOverInDoubt):
        person = Person.of(fact.resident, readable(fact.biometrics))
        identity = identity_of(fact.resident, fact.biometrics.handle)
        found = matcher.search("", person, identity)
        problem = _searched(fact, fact.evidence, found, proves=isinstance(fact, e.RecordTakenOver))
    elif app is None or not isinstance(fact, e.CaseFact):
        return  # a fact without its case is refused as it is taken
    else:
        problem = _about(view, matcher, fact, app, proof)
    if problem is not None:
        raise Refused(
            type(fact).__name__,
            fact.case,
            (
                Reason(
                    "unfounded_proof",
                    f"{problem}. If another matcher made this journal, hand it in (matcher=); a "
                    "journal sealed with a key is taken at its word",
                ),
            ),
        )


def _about(
    view: View, matcher: Matcher, fact: e.CaseFact, app: Application, proof: Proof
) -> str | None:
    file = app.file
    if isinstance(proof, MatchEvidence):
        found = matcher.search(
            app.id, view.person(app), file.identity, validated=file.validated == file.identity
        )
        return _searched(fact, proof, found, proves=fact.proves_uniqueness)
    if isinstance(proof, Examination):
        judged = matcher.examine(app.id, view.person(app), file.identity, file.others)
        if fact.proves_uniqueness and not judged.all_different:
            return "the panel, asked again, does not find every candidate to be another person"
        return None
    if file.biometrics is not None and not view.same_as_on_file(app):
        return "the recording of this case is not the person whose record is on file"
    return None


def _searched(
    fact: e.Fact, told: MatchEvidence, found: MatchEvidence, *, proves: bool
) -> str | None:
    """Compare what the fact tells with what the search finds now.

    A search that failed, or a recording that could not be read, may go otherwise the next time, and
    proves nothing; but nobody who is found now may be missing from what was told.
    """
    if proves and found.outcome is not Outcome.UNIQUE:
        return f"{type(fact).__name__}, and the search, made again, ends with {found.outcome}"
    told_of = {candidate.record for candidate in told.candidates}
    left_out = [c.record for c in found.candidates if c.record not in told_of]
    if left_out and told.outcome not in _NOT_SEARCHED:
        return f"the search, made again, also finds the record {left_out[0]}"
    return None
