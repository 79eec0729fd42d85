"""Sex."""
def read_sex(raw: object) -> str:
    return "" if raw is None else str(raw)
