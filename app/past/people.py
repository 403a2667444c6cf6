"""Who the leads are: names in English, Spanish and Arabic, addresses, and the words they are
found by. Everybody is made up; numbers repeat nowhere.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product

from app.domain.text import words
from app.store.lead_words import words_of

_FIRST = {
    "en": "Alex Jamie Morgan Taylor Sam Riley Jordan Casey Avery Quinn Emma Olivia Noah Liam Grace "
    "Chloe Ethan Mason Lucas Henry Ruby Ella Leo Jack Amelia Isla Oscar Arthur Freya Poppy Wyatt "
    "Hazel Violet Nora Stella Owen Caleb Aaron Derek Megan",
    "es": "Lucía Mateo Carmen Diego Elena José María Sofía Álvaro Núria Íñigo Andrés Raúl Inés "
    "Óscar Belén Martín Paula Hugo Valeria Camila Emilio Rocío Joaquín Pilar Ramón Teresa "
    "Víctor Jimena Adrián Noelia Tomás Aitana Gonzalo Ximena Fermín Marisol Rubén Estefanía Iván",
    "ar": "سارة خالد نورة عمر ليلى أحمد فاطمة محمد يوسف مريم عبدالله ريم هدى طارق سلمى زيد آمنة "
    "إبراهيم جمانة كريم هند ماجد ندى وليد رنا باسم دانة فيصل غادة سامي لمى راشد منى جابر شهد أنس "
    "بدر عائشة حسن نجلاء",
}
_LAST = {
    "en": "Carter Lee Reed Brooks Hughes Walker Bennett Foster Hayes Griffin Russell Palmer Warren "
    "Fisher Holland Barrett Lawson Dixon Graham Sutton Marsh Fletcher Harding Nolan O'Brien "
    "Whitaker Doyle Pratt Sinclair Lowe McKenna Fox Hale Stone Rhodes Park Nguyen Patel Kim Cohen "
    "Rossi Silva Novak Larsen Becker Moreau Tanaka Okafor Adeyemi Singh",
    "es": "Romero Vargas Ortiz Navarro Ruiz García Muñoz Peña Ibáñez Castaño Núñez Giménez Zúñiga "
    "Delgado Prieto Suárez Vidal Molina Ferrer Cabrera Campos León Herrera Rivas Fuentes Carrasco "
    "Lozano Bravo Nieto Aguilar Serrano Blanco Pascual Salas Méndez Rojas Quintero Paredes Solís "
    "Valdés Acosta Ponce Cordero Esteve Roldán Tovar Galindo Miranda Espinoza Arroyo",
    "ar": "الحربي العتيبي القحطاني حداد منصور الخطيب النجار المصري الشامي الغامدي الزهراني الدوسري "
    "الأنصاري البغدادي الحسيني السالم العلي درويش حمدان خوري عيسى سليمان بركات طه شاهين الرفاعي "
    "الكعبي الهاشمي التميمي المطيري الشمري الرشيد اليوسف ناصر قاسم مراد عساف صباغ حلبي زيدان",
}
# How a name in Arabic letters is written in an address.
_LATIN = "sara khaled noura omar layla ahmed fatima mohd yousef maryam rami huda tariq salma zaid"
_DOMAINS = ("gmail.example", "outlook.example", "icloud.example", "yahoo.example", "mail.example")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, the words it is found by, and how it begins an address."""

    text: str
    words: tuple[str, ...]
    local: str


@dataclass(frozen=True, slots=True)
class Person:
    """A lead before anything is known of what they want."""

    name: str
    phone: str
    email: str
    words: frozenset[str]


def _name(first: str, last: str, latin: str) -> Name:
    found = tuple(words(f"{first} {last}"))
    local = ".".join(found) if all(word.isascii() for word in found) else latin
    return Name(f"{first} {last}", found, local)


class People:
    """Makes leads; the same seed makes the same ones."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        latin = _LATIN.split()
        self._names = {
            code: [
                _name(first, last, latin[number % len(latin)])
                for number, (first, last) in enumerate(
                    product(_FIRST[code].split(), _LAST[code].split())
                )
            ]
            for code in _FIRST
        }

    def make(self, number: int, language: str, channel: str) -> Person:
        """Return the lead with this number; what is known of them depends on the channel."""
        chance = self._dice.random
        names = self._names[language]
        name = names[int(chance() * len(names))]
        is_named = chance() < (0.86 if channel != "web_chat" else 0.6)
        by_phone = channel in ("sms", "whatsapp", "web_form")
        phone = _phone(number) if by_phone else ""
        email = ""
        if chance() < (0.22 if by_phone else 0.55):
            email = f"{name.local}{number % 9973}@{_DOMAINS[number % len(_DOMAINS)]}"
        shown = name.text if is_named else ""
        return Person(shown, phone, email, frozenset(words_of(shown, phone, email)))


def _phone(number: int) -> str:
    """Return a number nobody has (exchange 555), a million of them; then any American one."""
    if number < 8_000_000:
        return f"+1{201 + number // 10_000 % 799:03d}555{number % 10_000:04d}"
    return f"+1{2_010_000_000 + number * 7_919 % 7_979_999_989}"
