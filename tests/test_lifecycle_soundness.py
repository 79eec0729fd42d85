"""What verify says of random machines is what soundness of a workflow net means.

`tests/judges/judge_woflan.py` holds the same machines against WOFLAN, which decides it on the net.
"""

from __future__ import annotations

from ektpflow import KTP_EL, Lifecycle
from random_machines import MACHINES, is_sound, machine


def comes_to(starts: set[str], arrows: set[tuple[str, str]]) -> set[str]:
    """Return where the arrows lead from some statuses, by taking all of them until none is new."""
    found = set(starts)
    while more := {target for source, target in arrows if source in found} - found:
        found |= more
    return found


def is_sound_net(lifecycle: Lifecycle) -> bool:
    """Say whether every status lies on a way from START to END.

    A lifecycle is a net in which every transition takes one token and gives one, so one token walks
    and the net is sound if and only if it is a workflow net: all its places on such a way.
    """
    arrows = {(str(rule.source), str(rule.target)) for rule in lifecycle.rules}
    forth = comes_to({str(lifecycle.initial)}, arrows)
    back = comes_to({str(final) for final in lifecycle.finals}, {(b, a) for a, b in arrows})
    return forth & back == {str(status) for status in lifecycle.statuses}


def test_machines_are_sound_for_verify_exactly_when_their_nets_are() -> None:
    machines = [machine(seed) for seed in range(MACHINES)]
    verdicts = [is_sound(each) for each in machines]
    assert verdicts == [is_sound_net(each) for each in machines]
    sound = sum(verdicts)
    print(f"{MACHINES} random machines: {sound} sound, {MACHINES - sound} not")
    assert min(sound, MACHINES - sound) >= 60


def test_the_machines_are_unsound_in_both_ways_and_have_loops_and_ways_out_of_their_ends() -> None:
    codes = [finding.code for seed in range(MACHINES) for finding in machine(seed).verify()]
    assert min(codes.count(c) for c in ("unreachable", "no_way_to_an_end", "leaves_an_end")) > 20


def test_the_lifecycle_of_the_card_is_sound() -> None:
    assert is_sound(KTP_EL)
    assert is_sound_net(KTP_EL)


def test_the_same_seed_gives_the_same_machine() -> None:
    assert machine(7) == machine(7)
    assert machine(7) != machine(8)
