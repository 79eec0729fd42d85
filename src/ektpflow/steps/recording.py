"""Steps of recording and of the way to the data centre."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Final

import attrs

from ektpflow import events as e
from ektpflow.application import Application
from ektpflow.board import View
from ektpflow.errors import InvalidValue, Reason
from ektpflow.office import Officer
from ektpflow.resident import Biometrics
from ektpflow.steps.base import Step, demand

__all__ = ["CHANNELS", "MEDIA", "CaptureBiometrics", "CopyRecord", "PrepareRecord", "SendRecord"]

#: Media named by the source study (CD/DVD, flashdisk, hard disk eksternal), and the copy into the
#: recording application of another office (menyalin data ke dalam aplikasi perekaman).
MEDIA: Final = frozenset({"cd_dvd", "flashdisk", "external_disk", "relay"})
CHANNELS: Final = MEDIA | {"network"}


@demand
def statement_signed(
    step: CaptureBiometrics, _: View, __: Application | None, ___: datetime, ____: Officer
) -> Reason | None:
    """The resident signs the statement of truth electronically."""
    if step.biometrics.statement_signed:
        return None
    return Reason(
        "statement_signed",
        "the statement of truth is not signed",
        "read the data out, then let the resident sign",
        "official online static recording procedure, step 6 [S]",
    )


@demand
def index_fingers_checked(
    step: CaptureBiometrics, _: View, __: Application | None, ___: datetime, ____: Officer
) -> Reason | None:
    """The operator validates the recording by the left and right index finger."""
    if step.biometrics.index_checked:
        return None
    return Reason(
        "index_fingers_checked",
        "the recording was not validated by the index fingers",
        "validate by left and right index finger, or note the exception",
        "official online static recording procedure, step 7 [S]",
    )


@attrs.frozen
class CaptureBiometrics(Step):
    """Record photo, signature, fingerprints and irises; once in a lifetime.

    Parameters
    ----------
    biometrics
        Handles of what was recorded, with quality and exceptions.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.BiometricsCaptured,)
    demands: ClassVar[tuple[str, ...]] = ("statement_signed", "index_fingers_checked")

    biometrics: Biometrics

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the recording and the proof of recording."""
        stamp = view.stamp(self.case, at, by)
        return (
            e.BiometricsCaptured(*stamp, self.biometrics),
            e.RecordingProofGiven(*stamp, f"B{view.next_number:07d}"),
        )


@attrs.frozen
class PrepareRecord(Step):
    """Prepare the record for sending."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.RecordPrepared,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the preparation."""
        return (e.RecordPrepared(*view.stamp(self.case, at, by)),)


@demand
def medium_is_known(
    step: CopyRecord, _: View, __: Application | None, ___: datetime, ____: Officer
) -> Reason | None:
    """A record is copied to a medium that the procedure names."""
    if step.medium in MEDIA:
        return None
    return Reason(
        "medium_is_known", f"{step.medium!r} is no medium", "one of " + ", ".join(sorted(MEDIA))
    )


@demand
def relay_is_known(
    step: CopyRecord, view: View, _: Application | None, __: datetime, ___: Officer
) -> Reason | None:
    """The office that takes a copy in exists."""
    try:
        view.city.office(step.via)
    except InvalidValue as error:
        return Reason("relay_is_known", str(error), "see city.offices")
    return None


@attrs.frozen
class CopyRecord(Step):
    """Copy the record to a medium, or into another office's recording application.

    Parameters
    ----------
    medium
        One of `MEDIA`.
    via
        Code of the office that takes it.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.RecordCopied,)
    demands: ClassVar[tuple[str, ...]] = ("medium_is_known", "relay_is_known")

    medium: str
    via: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the copy."""
        return (e.RecordCopied(*view.stamp(self.case, at, by), self.medium, self.via),)


@demand
def channel_is_known(
    step: SendRecord, _: View, __: Application | None, ___: datetime, ____: Officer
) -> Reason | None:
    """A record travels by the network or by a copied medium."""
    if step.channel in CHANNELS:
        return None
    return Reason(
        "channel_is_known",
        f"{step.channel!r} is no channel",
        "one of " + ", ".join(sorted(CHANNELS)),
    )


@demand
def copied_before_sent(
    step: SendRecord, _: View, app: Application | None, __: datetime, ___: Officer
) -> Reason | None:
    """What travels on a medium was copied to it."""
    if step.channel == "network" or app is None:
        return None
    if any(isinstance(f, e.RecordCopied) and f.medium == step.channel for f in app.history):
        return None
    return Reason(
        "copied_before_sent", f"the record was not copied to {step.channel}", "CopyRecord first"
    )


@attrs.frozen
class SendRecord(Step):
    """Send the record to the data centre (otomatis melalui jaringan komunikasi data).

    Parameters
    ----------
    channel
        ``"network"``, or the medium it was copied to.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.RecordSent,)
    demands: ClassVar[tuple[str, ...]] = ("channel_is_known", "copied_before_sent")

    channel: str = "network"

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the sending."""
        return (e.RecordSent(*view.stamp(self.case, at, by), self.channel),)
