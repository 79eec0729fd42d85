"""Where does the time go between the first visit and the card, calm and under pressure?"""

from ektpflow.report.summary import headline, mean_parts
from ektpflow.simulation import OBSTACLES, Scenario, study

runs = {name: study(Scenario.builtin(name)) for name in ("calm", "pressed")}
for name, result in runs.items():
    print(f"{name}: {headline(result)}\n")

parts = {name: mean_parts(result) for name, result in runs.items()}
print(f"{'mean hours of a finished case':<32}{'calm':>8}{'pressed':>10}")
for obstacle in OBSTACLES:
    calm, pressed = (parts[name][obstacle.key] for name in ("calm", "pressed"))
    print(f"{obstacle.label_en:<32}{calm:>8.1f}{pressed:>10.1f}")
print("\nMost input figures are an illustration, not a measurement: see the page of a study.")
