"""Dates."""
def read_date(raw: object) -> str:
    return "" if raw is None else str(raw)[:10]
def doubt(d: str) -> str:
    return ""
def known(d: str) -> str:
    return "" if d[5:] in ("07-01","12-31") else d
def shared(d: str) -> str:
    return d if d[5:] in ("07-01","12-31") else ""
def year(d: str) -> str:
    return d[:4]
def month(d: str) -> str:
    return d[5:7]
def day(d: str) -> str:
    return d[8:]
def swapped(d: str) -> str:
    return f"{d[:4]}-{d[8:]}-{d[5:7]}" if d else ""
def unordered(d: str) -> str:
    return min(known(d), swapped(d)) if known(d) else ""
