"""Rows of recording and of the way to the data centre."""

from __future__ import annotations

from typing import Final

from ektpflow import events as e
from ektpflow.lifecycle.rows.shared import DECK, SIX, SOP, STUDY
from ektpflow.lifecycle.rule import Basis, Rule, Said, rules, stays
from ektpflow.lifecycle.status import Status as S
from ektpflow.office import Role, Tier

__all__ = ["RECORDING"]

RECORDING: Final[tuple[Rule, ...]] = (
    *rules(
        e.BiometricsCaptured,
        S.COMPLETE,
        S.BIO_CAPTURED,
        Role.OPERATOR,
        "never_recorded",
        basis=Basis(
            "official online static recording procedure, 8 steps; at the kecamatan by Perpres "
            "26/2009 art. 6 as amended by Perpres 35/2010; once in a lifetime by the "
            "duplicate-record warnings of offices",
            "S",
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Foto, tanda tangan, sidik jari, dan iris mata Anda sudah direkam. Perekaman cukup "
            "sekali seumur hidup; mohon jangan merekam lagi di tempat lain.",
            "Your photo, signature, fingerprints and irises have been recorded. Once in a "
            "lifetime is enough: please do not be recorded again elsewhere.",
        ),
    ),
    *stays(
        e.RecordingProofGiven,
        (S.BIO_CAPTURED,),
        Role.OPERATOR,
        basis=SOP,
        office=Tier.KECAMATAN,
        says=Said(
            "Anda menerima bukti perekaman, yaitu tanda bahwa data Anda sudah direkam. Simpanlah "
            "sampai kartu Anda jadi.",
            "You are given a proof of recording, which shows that your data were taken. Keep it "
            "until your card is made.",
        ),
    ),
    *rules(
        e.RecordPrepared,
        S.BIO_CAPTURED,
        S.PROCESSING,
        Role.OPERATOR,
        basis=SIX,
        office=Tier.KECAMATAN,
        says=Said(
            "Data rekaman Anda disiapkan untuk dikirim ke pusat data nasional. Anda cukup "
            "menunggu.",
            "Your recorded data are being prepared for the national data centre. You only need "
            "to wait.",
        ),
    ),
    *stays(
        e.RecordCopied,
        (S.PROCESSING,),
        Role.OPERATOR,
        basis=STUDY,
        office=Tier.KECAMATAN,
        says=Said(
            "Data rekaman Anda disalin agar dapat dikirim lewat media (misalnya flashdisk) atau "
            "lewat kantor lain. Anda tidak perlu direkam ulang.",
            "Your recorded data were copied so that they can travel on a medium (such as a flash "
            "disk) or through another office. You need not be recorded again.",
        ),
    ),
    *rules(
        e.RecordSent,
        S.PROCESSING,
        S.SENT_FOR_ENROLLMENT,
        Role.OPERATOR,
        basis=SIX,
        office=Tier.KECAMATAN,
        says=Said(
            "Data rekaman Anda dikirim ke pusat data nasional. Lamanya bergantung pada jaringan "
            "dan antrean: bisa beberapa menit, bisa juga beberapa minggu.",
            "Your recorded data were sent to the national data centre. How long this takes "
            "depends on the network and the queue: it may be minutes, it may be weeks.",
        ),
    ),
    *rules(
        e.RecordReceived,
        S.SENT_FOR_ENROLLMENT,
        S.RECEIVED_AT_CENTRAL,
        Role.CENTRE,
        "nik_not_on_file",
        basis=SIX,
        office=Tier.CENTRE,
        says=Said(
            "Pusat data nasional sudah menerima data Anda. Data itu akan dicocokkan dengan data "
            "semua penduduk, supaya setiap orang hanya tercatat sekali.",
            "The national data centre has received your data. They will be compared with "
            "everybody else's, so that each person is recorded only once.",
        ),
    ),
    *stays(
        e.NikFoundOnFile,
        (S.SENT_FOR_ENROLLMENT,),
        Role.CENTRE,
        basis=DECK,
        office=Tier.CENTRE,
        says=Said(
            "NIK Anda (nomor induk kependudukan) ternyata sudah mempunyai rekaman di pusat data, "
            "sehingga rekaman baru ini tidak diperiksa. Tanyakan di Disdukcapil apakah kartu "
            "dapat dicetak dari rekaman yang sudah ada.",
            "Your NIK (population number) already has a recording at the data centre, so the new "
            "one is not checked. Ask at Disdukcapil (the civil registry office) whether your "
            "card can be printed from the recording that is there.",
        ),
    ),
)
