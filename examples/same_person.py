"""Are these two records one person? One match, explained to who decides and to the citizen.

With a folder as argument the pages are written there: python examples/same_person.py pages
"""

import sys
from pathlib import Path

from ektpflow.matching import MatchModel, Person
from ektpflow.matching.explain import explain
from ektpflow.population import namesake, people, second_identity, twin

model = MatchModel.expert()
citizen = people(1, seed=5)[0]  # synthetic, as everybody here
record = Person.of(citizen.resident, None)
others = {
    "second_identity": second_identity(citizen, seed=5),  # the same body, recorded again
    "twin": twin(citizen, seed=5),
    "namesake": namesake(citizen, seed=5),
}
found = {
    name: explain(model, record, Person.of(other.resident, None)) for name, other in others.items()
}

print("By the biodata alone:")
for name, why in found.items():
    one = "one person" if others[name].body == citizen.body else "two people"
    print(f"  {name:<15} {why.weight:5.1f} bits: {why.verdict} In truth: {one}.")

why = found["twin"]
print("\nWhat the adjudicator reads of the twin:\n")
print(why.text(100))
for language in ("id", "en"):
    print(f"\nWhat the citizen reads ({language}):\n")
    print(why.letter().text(language))

if len(sys.argv) > 1:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, why in found.items():
        (folder / f"{name}.html").write_text(why.html(), encoding="utf-8")
        (folder / f"{name}-letter.html").write_text(why.letter().html(), encoding="utf-8")
    print(f"\nThe pages are in {folder}.")
