"""What runs inside pm4py's own environment: reads a question as JSON, answers as JSON.

pm4py is AGPL. Nothing of ektpflow is imported here, and nothing of pm4py anywhere else: the two
meet over files. Usage: ``python pm4py_worker.py QUESTION ANSWER``.

A machine is ``{"places": [...], "initial": ..., "finals": [...], "rows": [[label, from, to], ...]}``.
It becomes a workflow net: one place a status, one transition a row; START and END are places of
their own, with a silent transition from START to the first status and from each final status to
END, for a start with an arrow into it, or several ends, make no workflow net.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pandas as pd
import pm4py
from pm4py.objects.petri_net.obj import Marking, PetriNet
from pm4py.objects.petri_net.utils.petri_utils import add_arc_from_to


def net_of(machine: dict) -> tuple[PetriNet, Marking, Marking]:
    net = PetriNet("machine")
    places = {name: PetriNet.Place(name) for name in ("START", "END", *machine["places"])}
    net.places.update(places.values())

    def row(name: str, label: str | None, source: str, target: str) -> None:
        transition = PetriNet.Transition(name, label)
        net.transitions.add(transition)
        add_arc_from_to(places[source], transition, net)
        add_arc_from_to(transition, places[target], net)

    row("begin", None, "START", machine["initial"])
    for final in machine["finals"]:
        row(f"end/{final}", None, final, "END")
    for label, source, target in machine["rows"]:
        row(f"{source}/{label}", label, source, target)
    return net, Marking({places["START"]: 1}), Marking({places["END"]: 1})


def replay(question: dict) -> dict:
    """Replay a log by tokens; a token that is missing, or left over at the end, is no fit.

    An activity that no row has is a transition that waits for a token that never comes. The
    replay's own option for such activities remembers them from one case to the next, and calls
    every case after the first of them unfit.
    """
    net, begin, end = net_of(question["machine"])
    ways = question["ways"]
    never = PetriNet.Place("NEVER")
    net.places.add(never)
    for label in {name for way in ways for name in way} - {t.label for t in net.transitions}:
        transition = PetriNet.Transition(f"never/{label}", label)
        net.transitions.add(transition)
        add_arc_from_to(never, transition, net)
        add_arc_from_to(transition, never, net)
    rows = [(f"K{i:07d}", name) for i, way in enumerate(ways) for name in way]
    log = pd.DataFrame(rows, columns=["case:concept:name", "concept:name"])
    log["time:timestamp"] = pd.Timestamp("2026-03-02", tz="UTC") + pd.to_timedelta(
        range(len(log)), unit="s"
    )
    options = {
        "consider_remaining_in_fitness": True,
        "show_progress_bar": False,
        # the faster way where only the verdict counts
        "stop_immediately_unfit": True,
    }
    times = []
    for _ in range(question["rounds"]):
        start = time.process_time()
        found = pm4py.conformance_diagnostics_token_based_replay(
            log, net, begin, end, opt_parameters=options
        )
        times.append(time.process_time() - start)
    return {"fits": [bool(case["trace_is_fit"]) for case in found], "seconds": times}


def soundness(question: dict) -> dict:
    """Say of each machine whether WOFLAN finds its net sound."""
    return {"sound": [bool(pm4py.check_soundness(*net_of(m))[0]) for m in question["machines"]]}


def main(question: str, answer: str) -> None:
    asked = json.loads(Path(question).read_text(encoding="utf-8"))
    found = {"replay": replay, "soundness": soundness}[asked["task"]](asked)
    Path(answer).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
