"""Everything that the source study names is a public name of the package or a page.

Study: "Kualitas Pelayanan Pegawai Dalam Pembuatan KTP Elektronik di Kecamatan Medan Baru Kota
Medan", JEHSS 7(4), 2025, 1319-1326. One row for each line of it.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module, resources
from pathlib import Path

import pytest

from ektpflow.population import biometrics, people
from ektpflow.resident import card_face, chip_content
from ektpflow.simulation import FIGURES

DOCS = Path(__file__).parent.parent / "docs"

# the study's words -> "module:attribute.attribute", "docs:page#anchor" or "data:file|text"
ROWS = {
    "masyarakat": "ektpflow.resident:Resident",
    "pegawai kecamatan": "ektpflow.office:Officer",
    "kelurahan": "ektpflow.office:Tier.KELURAHAN",
    "Kecamatan": "ektpflow.office:Tier.KECAMATAN",
    "Disdukcapil": "ektpflow.office:Tier.DINAS",
    "Pemerintah Provinsi": "ektpflow.office:Tier.PROVINCE",
    "pemerintah pusat; Pusat Data Ditjen Dukcapil": "ektpflow.office:Tier.CENTRE",
    "secara langsung maupun melalui kelurahan": "ektpflow.steps:Apply.via",
    "diteruskan ke Disdukcapil": "ektpflow.steps:Forward",
    "data penduduk harus telah divalidasi": "ektpflow.steps:CheckFile",
    "pas foto": "ektpflow.resident:Biometrics.photo",
    "tanda tangan": "ektpflow.resident:Biometrics.signature",
    "sidik jari tangan": "ektpflow.resident:Biometrics.fingers",
    "iris mata": "ektpflow.resident:Biometrics.irises",
    "pengiriman otomatis melalui jaringan komunikasi data": "ektpflow.steps:SendRecord",
    "jaringan": "ektpflow.routing:ChannelKind.NETWORK",
    "menyalin data ke dalam aplikasi perekaman": "ektpflow.steps:CopyRecord",
    "CD/DVD": "ektpflow.routing:ChannelKind.CD_DVD",
    "flashdisk": "ektpflow.routing:ChannelKind.FLASHDISK",
    "hard disk eksternal": "ektpflow.routing:ChannelKind.EXTERNAL_DISK",
    "sistem pemadanan": "ektpflow.steps:MatchRecord",
    "tidak ada data ganda": "ektpflow.guards:proved_unique",
    "personalisasi: biodata, pas foto, tanda tangan, sidik jari ke dalam blangko": (
        "ektpflow.steps:Personalise"
    ),
    "kode keamanan dan rekaman elektronik": "ektpflow.events:CardPersonalised.security_code",
    "mengambil E-KTP dari Disdukcapil": "ektpflow.steps:FetchCards",
    "menginformasikan kepada kelurahan atau masyarakat": "ektpflow.steps:Inform",
    "tanda terima": "ektpflow.events:ReceiptIssued.receipt",
    "tanda terima, dibawa saat pengambilan": "ektpflow.steps:HandOver.receipt",
    "one day service": "ektpflow.simulation:StudyResult.within_24h",
    "nomor": "ektpflow.resident:Resident.nik",
    "nama": "ektpflow.resident:Resident.name",
    "tempat lahir": "ektpflow.resident:Resident.birth_place",
    "tanggal lahir": "ektpflow.resident:Resident.birth_date",
    "jenis kelamin": "ektpflow.resident:Resident.sex",
    "alamat dengan RT/RW": "ektpflow.resident:Address.rt",
    "kelurahan/desa, kecamatan": "ektpflow.resident:Address.village",
    "agama": "ektpflow.resident:Resident.religion",
    "status perkawinan": "ektpflow.resident:Resident.marital",
    "pekerjaan": "ektpflow.resident:Resident.occupation",
    "kewarganegaraan": "ektpflow.resident:Resident.citizenship",
    "masa berlaku": "ektpflow.resident:Resident.valid_until",
    "satu orang memiliki lebih dari satu KTP": "docs:explanation/one-person-one-card.md#lebih dari",
    "497, 329, 168, 197, 300 kabupaten/kota": "docs:explanation/roadmap.md#national-programme",
    "UU 25/2009 Pasal 1": "data:legal.csv|UU 25/2009",
    "UU 23/2006": "data:legal.csv|UU 23/2006",
    "Perpres 26/2009, Perpres 35/2010": "data:legal.csv|Perpres 26/2009",
    "SOP sejak 2017": "data:legal.csv|SOP of the kecamatan",
    "komputer atau alat rusak, tidak segera diperbaiki": "figure:recording.sets_broken",
    "alat perekaman terbatas": "figure:recording.sets",
    "printer": "figure:printing.per_day",
    "jaringan tidak stabil, verifikasi": "figure:network.down",
    "jaringan tidak stabil, pencetakan": "figure:printing.per_day_bad_network",
    "server": "figure:centre.slow",
    "keterlambatan distribusi blangko dari pusat": "figure:blanko.every",
    "dari kota ke kecamatan": "figure:courier.every",
    "tidak sesuai kebutuhan riil": "figure:blanko.delivery",
    "kurangnya koordinasi; sosialisasi": "docs:explanation/roadmap.md#remedies",
    "jumlah pegawai terbatas": "figure:kecamatan.counters",
    "jumlah masyarakat terus meningkat": "docs:explanation/roadmap.md#remedies",
    "kembali terlambat setelah istirahat, kecamatan": "figure:kecamatan.late_after_break",
    "kembali terlambat setelah istirahat, Disdukcapil": "figure:dinas.late_after_break",
    "memberikan penjelasan secara individu": "figure:kecamatan.counter_time",
    "tanpa dokumen, kembali lagi pada hari lain": "ektpflow.events:VisitTurnedAway.missing",
    "tanpa dokumen: bagian": "figure:citizens.papers_missing",
    "keluhan, komplain": "ektpflow.steps:Complain",
    "ruang tunggu terbatas; pemeliharaan sarana": "docs:explanation/roadmap.md#waiting-room",
    "keandalan, daya tanggap, jaminan, empati, bukti fisik": "docs:explanation/roadmap.md#survey",
    "rekomendasi": "docs:explanation/roadmap.md#remedies",
    "Bener Meriah, Surabaya, Pontianak": "docs:explanation/roadmap.md#earlier-studies",
}


@pytest.mark.parametrize("words", ROWS)
def test_what_the_study_names_is_there(words):
    kind, _, rest = ROWS[words].partition(":")
    if kind == "docs":
        page, _, anchor = rest.partition("#")
        assert anchor in (DOCS / page).read_text(encoding="utf-8")
    elif kind == "data":
        file, _, text = rest.partition("|")
        assert text in (resources.files("ektpflow") / "data" / file).read_text(encoding="utf-8")
    elif kind == "figure":
        assert rest in FIGURES
    else:
        found = import_module(kind)
        for name in rest.split("."):
            fields = getattr(found, "__attrs_attrs__", ())
            found = next((f for f in fields if f.name == name), None) or getattr(found, name)
        assert found is not None


def test_the_card_bears_no_iris():
    person = people(1, seed=1)[0]
    recorded = biometrics(person)
    face = card_face(person.resident, recorded, "Medan", date(2026, 3, 2))
    chip = chip_content(person.resident, recorded)
    assert face.valid_until == "SEUMUR HIDUP"
    assert "iris" not in repr(chip)
