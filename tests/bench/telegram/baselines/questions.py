"""The talk that every baseline plays: twelve questions, three buttons each, then an end."""

from typing import Any

OPTIONS = ("Ya, saya memenuhi", "Tidak", "Belum tahu")
TOPICS = (
    *("berusia 25 sampai 55 tahun", "berijazah S1 atau lebih", "memiliki IPK yang cukup"),
    *("berdomisili di wilayah penugasan", "memiliki NPWP", "memiliki NIB"),
    *("berpengalaman dua tahun", "bersertifikat", "bebas dari partai politik"),
    *("bukan pegawai negeri", "sehat jasmani dan rohani", "bersedia ditempatkan"),
)
QUESTIONS = tuple(
    f"{number}/{len(TOPICS)}. Apakah Bapak/Ibu {topic}? Pilih salah satu jawaban di bawah ini."
    for number, topic in enumerate(TOPICS, 1)
)
END = "Terima kasih. Jawaban Bapak/Ibu sudah lengkap."
NOTED = "Dicatat"


def rows(number: int) -> list[list[dict[str, Any]]]:
    """Return the keyboard of one question, counted from 0; each answer is `q<number>:<option>`."""
    return [
        [{"text": label, "callback_data": f"q{number}:{option}"}]
        for option, label in enumerate(OPTIONS)
    ]


def read(data: str) -> tuple[int, int]:
    """Return question and option of a pressed button."""
    number, option = data.removeprefix("q").split(":")
    return int(number), int(option)
