"""Addresses."""
def read_address(raw: object) -> str:
    return "" if raw is None else " ".join(str(raw).upper().replace(".", " ").split())
def street(a: str) -> str:
    return " ".join(w for w in a.split() if not w.isdigit())
def house(a: str) -> str:
    return " ".join(w for w in a.split() if w.isdigit())
