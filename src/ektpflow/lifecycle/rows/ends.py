"""Rows of what may happen at any time: suket, complaints, and ends without a card."""

from __future__ import annotations

from typing import Final

from ektpflow import events as e
from ektpflow.lifecycle.rows.shared import OPEN, STUDY, ours
from ektpflow.lifecycle.rule import Basis, Rule, Said, rules, stays
from ektpflow.lifecycle.status import Phase
from ektpflow.lifecycle.status import Status as S
from ektpflow.office import Role, Tier

__all__ = ["ENDINGS"]

ENDINGS: Final[tuple[Rule, ...]] = (
    *stays(
        e.SuketIssued,
        (s for s in OPEN if s.phase not in (Phase.APPLICATION, Phase.PICKUP)),
        Role.COUNTER,
        basis=Basis(
            "suket while waiting, with the code of the status in its corner (Rembang 2018); "
            "valid 6 months (Pekalongan 2017, Jember 2019)",
            "P",
        ),
        office=Tier.DINAS,
        says=Said(
            "Selama menunggu kartu, Anda menerima suket (surat keterangan pengganti KTP-el) yang "
            "berlaku 6 bulan. Kembalikan saat kartu diserahkan.",
            "While you wait for the card you are given a suket, a temporary certificate valid for "
            "6 months. Hand it in when you get the card.",
        ),
    ),
    *stays(
        e.Complained,
        (s for s in S if s is not S.UNREGISTERED),
        Role.COUNTER,
        basis=STUDY,
        office=Tier.KECAMATAN,
        says=Said(
            "Keluhan Anda sudah dicatat. Status permohonan Anda tidak berubah karenanya.",
            "Your complaint has been noted. It does not change where your application stands.",
        ),
    ),
    *rules(
        e.ApplicationWithdrawn,
        OPEN,
        S.WITHDRAWN,
        Role.COUNTER,
        basis=ours(
            "nobody must go on against his will, and no source names this end; the record stays, "
            "since recording is once in a lifetime"
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Permohonan ini dibatalkan atas keinginan Anda. Data yang sudah direkam tetap "
            "tersimpan, dan Anda boleh mengajukan permohonan lagi kapan saja.",
            "This application was withdrawn as you wished. What was recorded stays on file, and "
            "you may apply again at any time.",
        ),
    ),
    *rules(
        e.ApplicantDied,
        OPEN,
        S.CLOSED,
        Role.COUNTER,
        basis=ours(
            "no card may be handed over for the dead, and no source names this end; the record "
            "stays, or somebody could be recorded under it"
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Permohonan ini ditutup karena pemohon meninggal dunia. Kami turut berduka cita; "
            "keluarga tidak perlu mengurus permohonan ini lagi.",
            "This application was closed because the applicant died. We are sorry for your loss; "
            "the family need do nothing more about it.",
        ),
    ),
    *rules(
        e.ApplicantMoved,
        OPEN,
        S.CLOSED,
        Role.COUNTER,
        basis=ours(
            "the card bears the address, so the new place prints it: Permendagri 108/2019 art. 20 "
            "makes moving in an application of its own; how the old one ends no source tells"
        ),
        office=Tier.KECAMATAN,
        says=Said(
            "Permohonan ini ditutup karena Anda pindah. Ajukan permohonan di tempat tinggal baru "
            "dengan surat keterangan pindah; mohon jangan merekam lagi bila sudah pernah direkam.",
            "This application was closed because you moved. Apply at your new place with the "
            "moving letter; please do not be recorded again if you have been recorded before.",
        ),
    ),
)
