"""Places."""
from ektpflow.matching.reading.names import consonants, normalised
def read_place(raw: object) -> str:
    return "" if raw is None else normalised(str(raw))
def place_key(p: str) -> str:
    return consonants(p)
