"""Text."""
from ektpflow.matching.reading.names import consonants
def read_text(raw: object) -> str:
    return "" if raw is None else " ".join(str(raw).upper().split())
def sorted_words(t: str) -> str:
    return " ".join(sorted(t.split()))
def key(t: str) -> str:
    return consonants(t)
