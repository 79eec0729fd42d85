"""The public door: what it offers, what it costs, and what it never lets in."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import ektpflow

ROOT = Path(__file__).parent.parent
HEAVY = ["networkx", "numpy", "rapidfuzz", "simpy", "scipy", "matplotlib", "pandas"]


def test_the_public_names_are_these():
    assert ektpflow.__all__ == [
        "KTP_EL",
        "Application",
        "Casebook",
        "City",
        "EktpError",
        "KkNumber",
        "Lifecycle",
        "Nik",
        "Officer",
        "Reason",
        "Refused",
        "RegionCode",
        "RegionTable",
        "Resident",
        "Status",
        "medan",
        "wib",
    ]
    for name in ektpflow.__all__:
        assert getattr(ektpflow, name) is not None


def test_importing_the_door_loads_nothing_heavy():
    code = (
        f"import ektpflow, sys, json; print(json.dumps([m for m in {HEAVY} if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_a_casebook_loads_nothing_heavy_either():
    code = (
        "import sys, json; from ektpflow import Casebook, medan; import ektpflow.steps;"
        f"Casebook(medan()); print(json.dumps([m for m in {HEAVY} if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_no_sixteen_digits_stand_in_code_documents_or_tests():
    """A 16-digit number could be a real person's NIK."""
    found = []
    for folder in ("src", "docs", "examples", "tests", "README.md"):
        place = ROOT / folder
        files = [place] if place.is_file() else [p for p in place.rglob("*") if p.is_file()]
        for file in files:
            if file.suffix in {".py", ".md", ".toml", ".csv", ".svg"}:
                text = file.read_text(encoding="utf-8")
                found += [(file.name, n) for n in re.findall(r"(?<!\d)\d{16}(?!\d)", text)]
    assert found == []


def test_nothing_in_the_package_reads_a_clock_or_global_chance():
    banned = re.compile(
        r"datetime\.now\(|date\.today\(|time\.time\(|random\.(random|choice|seed)\("
    )
    hits = [
        (file.name, line)
        for file in (ROOT / "src").rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if banned.search(line) and "chance.random()" not in line
    ]
    assert hits == []
