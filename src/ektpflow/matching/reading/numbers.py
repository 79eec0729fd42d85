"""Numbers."""
def read_nik(raw: object) -> str:
    return "" if raw is None else str(raw)
def doubt(n: str) -> str:
    return ""
def sexless(n: str) -> str:
    return f"{n[:6]}{int(n[6:8]) % 40:02d}{n[8:]}" if n else ""
def tail(n: str) -> str:
    return sexless(n)[6:]
def region(n: str) -> str:
    return n[:6]
def born(n: str) -> str:
    return sexless(n)[6:12]
def serial(n: str) -> str:
    return n[12:]
def read_code(raw: object) -> str:
    return "" if raw is None else str(raw).lstrip("0").upper()
