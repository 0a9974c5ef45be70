"""Words that lead to another place, whatever was asked."""

from collections.abc import Callable, Collection

from conversations.dialog import (
    browse,
    fraud_report,
    join_leave,
    join_people,
    reminders,
    rights,
    selected,
    with_staff,
)
from conversations.dialog.event import Pressed, Said, Typed
from conversations.dialog.language import speak
from conversations.dialog.plain_words import plain
from conversations.dialog.rights_words import asked_for
from conversations.dialog.route import again, aid, arrive, back, onward
from conversations.dialog.scene import Scene
from conversations.dialog.tokens import read_token

_MOVES: dict[str, Callable[[Scene], None]] = {
    "start": arrive, "next": onward, "back": back, "help": aid,
    "stop": reminders.stop, "resume": reminders.resume,
    "fraud": fraud_report.report, "keep": rights.keep,
    "staff": with_staff.ask, "staff_end": with_staff.end,
    "attend": selected.attend,
    "leave": join_leave.wish, "people": join_people.begin, "switch": join_people.switch,
    "check": lambda scene: again(scene, with_staff.say(scene, "check.how")),
    "requirements": lambda scene: browse.show(scene, "requirements"),
    "schedule": lambda scene: browse.show(scene, "schedule"),
    "id": lambda scene: speak(scene, "id"), "en": lambda scene: speak(scene, "en"),
}  # fmt: skip
_WORDS = {
    "start": "/start, /mulai",
    "help": "/bantuan, /help",
    "summary": "/ringkasan, ringkasan, rangkuman, jawaban saya, summary, my answers",
    "back": "/kembali",
    "language": "/bahasa, bahasa, ganti bahasa, language, change language",
    "en": "english, in english, bahasa inggris, inggris",
    "id": "bahasa indonesia, indonesia, indonesian",
    "restart": "mulai dari awal, ulang dari awal, ulangi dari awal, start over, restart",
    "conventions": "konvensi, /konvensi, conventions",
    "verdict": "hasil, hasil cek, result, verdict",
    "next": "lanjut, lanjutkan, teruskan, continue, go on",
    "info": "pengumuman, isi pengumuman, /info, info, informasi, topik, topik lain, announcement",
    "requirements": "persyaratan, syarat, requirements, lihat persyaratan, see the requirements",
    "pictures": "gambar, /gambar, infografis, infographic, pictures",
    "schedule": "jadwal, schedule, lihat jadwal",
    "form": "formulir, tautan, link, form",
    "docs": "/berkas, berkas, dokumen, daftar berkas, documents, my files, files, upload, unggah",
    "kit": "/kit, kit, paket, paket berkas",
    "contact": "kontak, /kontak, data kontak, kontak saya, /contact, contact, contact details,"
    " my contact details, email saya, e-mail saya",
    "sent": "/terkirim, sudah saya kirim, sudah kirim, sudah terkirim, i have sent it, sent",
    "withdraw": "cabut persetujuan, tarik persetujuan, withdraw consent, withdraw my consent",
    "mydata": "data saya, /data, /datasaya, data pribadi saya, my data, my personal data",
    "correct": "perbaiki data, ubah data, koreksi data, perbaiki data saya, correct my data,"
    " correct data",
    "erase": "hapus data saya, hapus data, /hapus, hapus akun, delete my data, delete data,"
    " erase my data",
    "keep": "batal hapus, batalkan penghapusan, jangan dihapus, cancel erasure, keep my data",
    "fraud": "/lapor, lapor penipuan, laporkan penipuan, saya mau lapor penipuan,"
    " mau lapor penipuan, lapor, report a scam, report scam, report fraud",
    "staff": "/petugas, petugas, /staff, hubungi petugas, hubungkan ke petugas, admin,"
    " customer service, live chat, talk to a person, talk to someone",
    "staff_end": "selesai bicara, selesai bicara dengan petugas, end the talk",
    "check": "cek, /cek, cek kode, periksa kode, check code, check a code, cek keaslian",
    "pause": "berhenti dulu",
    "reminders": "pengingat, /pengingat, jeda, pause, jeda pengingat, reminders, /reminders,"
    " kalender, calendar",
    "stop": "berhenti, stop, /stop, /berhenti",
    "resume": "mulai lagi, start again",
    "join": "lanjut di kanal lain, lanjut di telegram, lanjut di whatsapp, lanjut di wa,"
    " lanjut di web, lanjut di halaman web, pindah kanal, kanal lain, /gabung, gabung,"
    " gabungkan berkas, continue elsewhere, continue on telegram, continue on whatsapp,"
    " continue on the web, join channels",
    "leave": "lepas, /lepas, lepas kanal, lepas kanal ini, lepaskan kanal ini, leave this channel,"
    " take this channel off",
    "leave_others": "lepas kanal lain, lepas kanal yang lain, lepas semua kanal lain,"
    " leave other channels",
    "people": "pelamar lain, saya orang lain, saya pelamar lain, pelamar baru, /pelamar,"
    " another applicant, i am someone else, i am another applicant",
    "attend": "saya hadir, saya akan hadir, konfirmasi hadir, /hadir, i will attend",
    "papers": "berkas akhir, dokumen akhir, final papers",
    "switch": "ganti pelamar, ganti, ganti orang, tukar pelamar, switch applicant, switch",
}
_COMMANDS = {word.strip(): place for place, words in _WORDS.items() for word in words.split(",")}


def command(text: str) -> str:
    """The place that words lead to; "" where they are no command."""
    said = plain(text)
    known = _COMMANDS.get(said.partition("@")[0] if said.startswith("/") else said, "")
    return known or asked_for(text) or ("staff" if with_staff.wants_staff(text) else "")


def leads(scene: Scene, said: Said, places: Collection[str], screens: Collection[str]) -> bool:
    """Do words or a button lead to one of the places, or answer one of the screens?"""
    if isinstance(said, Typed):
        return command(said.text) in places or scene.place[0] in screens
    token = read_token(said.token) if isinstance(said, Pressed) else None
    return bool(token and (token.screen in screens or token.value in places))


def go(scene: Scene, place: str) -> None:
    """Goes to a place that has a name, where consent allows it."""
    if place in _MOVES:
        _MOVES[place](scene)
    elif place == "verdict" and scene.state.progress != "checked":
        onward(scene, scene.voice.say("verdict_later"))
    elif scene.house.screens[place].personal and not scene.allowed:
        onward(scene, scene.voice.say("consent.first"))
    else:
        scene.open(place)
