"""What a name culture is: which words its people are called by, and in which order."""

from __future__ import annotations

import attrs

from ektpflow.population.words import Pool
from ektpflow.resident import Religion

__all__ = ["Culture"]


@attrs.frozen
class Culture:
    """How the people of one culture are named.

    The shares are our modelling choice; the published figures that all cultures together keep
    stand in `ektpflow.population.cultures.published`.

    Parameters
    ----------
    code
        Short name, as in a mix.
    given
        First words of men and of women who were born before 1985.
    young
        First words of men and of women who were born since.
    further
        Second and third words of men and of women.
    words
        Of 100 people, how many are called by one, two, three and four words.
    places
        Where people of this culture are born, beside the towns of the register.
    religions
        Of 100 people, how many hold which religion.
    opening
        Of the names of men and of women, the share that opens with a word such as Muhammad,
        Abdul or Siti.
    families
        Names handed down from the father (marga, surname); None where there are none.
    family_share
        Share of the families that carry one.
    birth_order
        What the first, second, third and fourth child of a family is called, for men and women.
    head
        Which of the published names occur in this culture.
    """

    code: str
    given: tuple[Pool, Pool]
    young: tuple[Pool, Pool]
    further: tuple[Pool, Pool]
    words: tuple[int, int, int, int]
    places: Pool
    religions: tuple[tuple[Religion, int], ...]
    opening: tuple[float, float] = (0.0, 0.0)
    families: Pool | None = None
    family_share: float = 0.0
    birth_order: tuple[tuple[tuple[str, ...], ...], ...] = ()
    head: frozenset[str] = frozenset()
