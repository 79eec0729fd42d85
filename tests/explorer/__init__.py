"""Explores every state that a few applications of one person can reach, breadth first.

- `world`: the person under two numbers, the forced answers, a casebook that can be forked;
- `moves`: every step with every outcome;
- `state`: what a rule can ask about, as a key: states with equal keys are one state;
- `promises`: what must hold in every state and on every step;
- `search`: the exploration itself.
"""
