"""What a developer outside the project builds: a fact, a step, an office, a scenario, services.

The services `head_approves`, `childs_card` and the change of a table `changed_table` are examples of
the documentation; `run.sh` puts them beside this file.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import attrs

from ektpflow import KTP_EL, Casebook, Officer, RegionCode, RegionTable, Status, medan, wib
from ektpflow.board import View
from ektpflow.events import CaseFact, Fact
from ektpflow.lifecycle import Rule
from ektpflow.office import Office, Role, Tier
from ektpflow.population import applicant
from ektpflow.simulation import Scenario, study
from ektpflow.steps import Apply, Step
from office_of_our_own import changed_table, childs_card, head_approves


@attrs.frozen
class FileCountersigned(CaseFact):
    """The lurah countersigned the file."""

    remark: str


@attrs.frozen
class Countersign(Step):
    """Let the lurah countersign a file."""

    leads_to: ClassVar[tuple[type[CaseFact], ...]] = (FileCountersigned,)

    remark: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[Fact, ...]:
        """Return the countersignature."""
        return (FileCountersigned(*view.stamp(self.case, at, by), self.remark),)


OURS = KTP_EL.extend(
    "KTP_EL_OURS",
    "1",
    add=[Rule(FileCountersigned, Status.SUBMITTED, Status.SUBMITTED, Role.COUNTER)],
)
MOBILE = Office(
    "12.71.17.mobil", "Mobil keliling Medan Baru", Tier.KECAMATAN, RegionCode("12.71.17")
)


def main() -> None:
    """Use all of it."""
    city = medan().with_office(MOBILE)
    van = city.officer(MOBILE.code)
    book = Casebook(city, lifecycle=OURS)
    at = wib("2026-03-02 09:00")
    case = book.do(Apply(applicant(3), "NEW", via="12.71.17.1001"), at=at, by=van).case
    book.do(Countersign(case, "seen"), at=at, by=van)
    assert [type(fact).__name__ for fact in book.case(case).history][-1] == "FileCountersigned"
    assert len(RegionTable.builtin()) == 211
    result = study(Scenario.builtin("calm").replace(days=3, seed=5))
    for service in (head_approves, childs_card, changed_table):
        service.main()
    both = Casebook(
        city, lifecycle=head_approves.SERVICE, guards=head_approves.GUARDS, earlier=[KTP_EL]
    )
    assert both.versions.tags == ("KTP_EL_SIGNED/1", "KTP_EL/1")
    print(f"consumer: {book.case(case).status}, {len(result.cases)} applicants in three days")


if __name__ == "__main__":
    main()
