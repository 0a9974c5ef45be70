"""By which words a document is known: patterns with their weight, by the kind of document.

The kinds are the usual slots, and papers that are often sent in their place.
"""

import re
from collections.abc import Mapping, Sequence

Sign = tuple[re.Pattern[str], int]


def _signs(*pairs: tuple[str, int]) -> tuple[Sign, ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), weight) for pattern, weight in pairs)


SIGNS: Mapping[str, Sequence[Sign]] = {
    "ktp": _signs(
        (r"\bnik\b", 2),
        (r"prov[i1l]nsi|daerah khusus", 2),
        (r"berlaku\s*hingga", 2),
        (r"kewarganegaraan", 2),
        (r"gol\.?\s*darah", 2),
        (r"status\s*perkaw[i1l]nan", 2),
        (r"kel\s*/\s*desa", 2),
        (r"tempat\s*/\s*tgl", 2),
        (r"kartu tanda penduduk", 3),
    ),
    "npwp": _signs(
        (r"\bnpwp\s*(?:1[56])?\b", 3),
        (r"d[i1l]rektorat\s*jenderal\s*pajak", 3),
        (r"nomor\s*pokok\s*wajib\s*pajak", 4),
        (r"kpp\s*pratama", 2),
        (r"\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}", 3),
        (r"\bdjp\b", 1),
    ),
    "nib": _signs(
        (r"nomor\s*[i1l]nduk\s*berusaha", 4),
        (r"\bn[i1l]b\b", 2),
        (r"kbl[i1l]", 2),
        (r"per[i1l]z[i1l]nan\s*berusaha", 3),
        (r"pelaku\s*usaha", 2),
        (r"\boss\b", 1),
    ),
    "ijazah": _signs(
        (r"un[i1]vers[i1]tas|[i1]nst[i1]tut|pol[i1]tekn[i1]k|sekolah|akadem[i1]|university", 1),
        (r"sarjana|mag[i1]ster|doktor|ahl[i1]\s*madya|bachelor|master of", 2),
        (r"conferred|gelar\s*akadem[i1]k|kepadanya", 2),
        (r"\b[i1l]jazah\b|\b[i1l]jasah\b|diploma\b.*certif", 4),
        (r"rektor|dekan|kepala\s*sekolah", 1),
        (r"d[i1l]nyatakan\s*lulus|\blulus\b", 1),
        (r"dengan\s*gelar|gelar", 2),
        (r"memenuhi\s*segala\s*syarat|hak\s*dan\s*kewaj[i1l]ban", 2),
        (r"degree of|has conferred", 3),
    ),
    "transkrip": _signs(
        (r"kred[i1]t|huruf\s*mutu|angka\s*mutu|semester", 2),
        (r"yud[i1]s[i1]um|kumulat[i1]f|grade", 1),
        (r"program\s*stud[i1]", 1),
        (r"transkr[i1l]p|transcript", 5),
        (r"mata\s*kul[i1l]ah|courses?\b", 3),
        (r"\bsks\b|credits?", 2),
        (r"indeks\s*prestas[i1l]|\bipk?\b|gpa", 2),
        (r"daftar\s*n[i1l]la[i1l]|n[i1l]lai", 1),
    ),
    "surat_lamaran": _signs(
        (r"permohonan", 2),
        (r"berm[a4]ksud|lowongan|formasi|pos[i1]s[i1]", 1),
        (r"(?:peri)?hal\s*:", 1),
        (r"application for|applicant", 2),
        (r"pemohon|pelamar", 1),
        (r"lamaran", 3),
        (r"dengan\s*hormat|dear (?:sir|hiring|committee)", 2),
        (r"kepada\s*yth", 2),
        (r"hormat\s*saya|sincerely", 2),
        (r"mengajukan|melamar|apply(?:ing)? for", 2),
        (r"yang\s*bertanda\s*tangan", 1),
    ),
    "cv": _signs(
        (r"r[i1]wayat\s*(?:pend[i1]d[i1]kan|pekerjaan|kerja|organ[i1]sas[i1])", 2),
        (r"bahasa|languages", 1),
        (r"organ[i1]sas[i1]|referens[i1]|reference", 1),
        (r"employment|work history|experience", 1),
        (r"@[a-z0-9.]+", 1),
        (r"daftar\s*r[i1l]wayat\s*h[i1l]dup|curriculum\s*vitae|\bresume\b|\bcv\b", 5),
        (r"pend[i1l]d[i1l]kan|education", 1),
        (r"pengalaman(?:\s*kerja)?|work experience", 1),
        (r"keahl[i1l]an|ketrampilan|keterampilan|skills", 2),
        (r"data\s*pr[i1l]bad[i1l]|personal", 2),
        (r"tentang saya|profil|about me", 1),
    ),
    "portofolio": _signs(
        (r"dokumentas[i1]|karya|rekam\s*jejak|b[i1]naan", 2),
        (r"klien|client|outcome|peran|role|capa[i1]an", 1),
        (r"studi kasus|case study|galer[i1]", 2),
        (r"portof?ol[i1l]o|portfolio", 5),
        (r"proyek|project", 1),
        (r"has[i1l]l", 1),
        (r"kegiatan|pelat[i1l]han|pendamp[i1l]ngan|program", 1),
        (r"d[i1l]susun\s*oleh", 1),
    ),
    "sertifikat_perkoperasian": _signs(
        (r"pelat[i1]han|training|workshop|p[i1]agam|bimb[i1]ngan\s*tekn[i1]s", 2),
        (r"competence|competent", 2),
        (r"awarded|presented", 1),
        (r"sert[i1l]f[i1l]kat|certificate", 3),
        (r"kompeten", 2),
        (r"d[i1l]ber[i1l]kan\s*kepada", 1),
        (r"koperas[i1l]|perkoperasian|cooperative", 2),
        (r"lembaga\s*sert[i1l]f[i1l]kasi|\blsp\b|bnsp", 2),
        (r"telah\s*meng[i1l]kut[i1l]|peserta", 1),
    ),
    "bukti_pengalaman": _signs(
        (r"surat\s*tugas|menugaskan|penugasan", 3),
        (r"pengangkatan|d[i1]angkat|terhitung\s*mula[i1]|\btmt\b", 2),
        (r"jabatan|pos[i1]s[i1]|position", 1),
        (r"mengundurkan\s*d[i1]r[i1]|masa\s*(?:kerja|tugas|bakt[i1])", 2),
        (r"pengalaman", 1),
        (r"surat\s*keterangan|reference letter|to whom", 2),
        (r"pengalaman\s*kerja", 1),
        (
            r"telah\s*bekerja|bekerja\s*(?:pada|di|sebagai|sejak)|was employed|has worked|employed",
            3,
        ),
        (r"menerangkan\s*bahwa|certif(?:y|ies) that", 2),
        (r"surat\s*tugas|keputusan|\bsk\b|kontrak", 2),
        (r"sejak|sampa[i1l]\s*dengan|masa\s*kerja", 1),
        (r"perjanj[i1l]an\s*kerja|paklaring", 3),
    ),
    "sim": _signs(
        (r"surat\s*[i1l]z[i1l]n\s*mengemud[i1l]|driving\s*licen[cs]e", 8),
        (r"kepol[i1l]s[i1l]an", 3),
    ),
    "kk": _signs(
        (r"kartu\s*keluarga", 8),
    ),
    "bpjs": _signs(
        (r"bpjs|jam[i1l]nan\s*kesehatan|kartu\s*indonesia\s*sehat", 7),
    ),
    "faktur": _signs(
        (r"faktur|invoice|kwitansi|kuitansi|nota\s*(?:penjualan|pembelian)|struk", 8),
        (r"jumlah\s*harga|total", 1),
    ),
    "paspor": _signs(
        (r"paspor|passport", 8),
    ),
    "rekening": _signs(
        (r"rekening\s*koran|buku\s*tabungan|account statement|mutasi", 7),
    ),
    "resep": _signs(
        (r"\bresep\b|cara\s*memasak|bahan-?bahan\b|recipe", 7),
    ),
}
LEAST = {
    "portofolio": 2,
    "bukti_pengalaman": 3,
    "sertifikat_perkoperasian": 3,
    "ktp": 4,
    "surat_lamaran": 3,
}
LEAST_OTHERWISE = 3
"""What a document of the slot itself reaches even where half of it was not read."""
