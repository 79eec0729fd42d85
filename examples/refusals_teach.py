"""Why can this card not be printed yet? Ask the casebook, and take the ways out that it names."""

from ektpflow import Casebook, Refused, medan, wib
from ektpflow.population import biometrics, people
from ektpflow.steps import (
    Apply,
    CaptureBiometrics,
    CheckFile,
    Forward,
    MatchRecord,
    OrderPrint,
    PrepareRecord,
    ReceiveBlanko,
    ReceiveRecord,
    SendRecord,
)

city, at = medan(), wib("2026-03-02 08:10")
counter, dinas, centre = (city.officer(code) for code in ("12.71.17", "12.71", "pusat"))
book = Casebook(city)
person = people(1, seed=4)[0]

case = book.do(Apply(person.resident, "NEW", via="12.71.17.1005"), at=at, by=counter).case
for step, who in [
    (CheckFile(case), counter),
    (CaptureBiometrics(case, biometrics(person)), counter),
    (PrepareRecord(case), counter),
    (SendRecord(case), counter),
    (ReceiveRecord(case), centre),
]:
    book.do(step, at=at, by=who)

try:
    book.do(OrderPrint(case), at=at, by=dinas)
except Refused as no:
    print(no)

print("\nThe ways out, taken one by one:")
for step, who in [
    (MatchRecord(case), centre),
    (Forward(case, "12.71"), counter),
    (ReceiveBlanko("maker", "12.71", 1, 500, "SJ-1"), dinas),
]:
    book.do(step, at=at, by=who)
    left = book.check(OrderPrint(case), at=at, by=dinas)
    print(f"  {type(step).__name__:<14} {len(left)} reasons left: {[r.code for r in left]}")
book.do(OrderPrint(case), at=at, by=dinas)
print(f"\n{book.case(case).status.label}: blank {book.case(case).file.blank} is reserved")
