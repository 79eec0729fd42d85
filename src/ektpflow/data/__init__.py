"""Data files of the package; where each comes from stands in the README beside them."""
