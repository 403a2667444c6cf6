from __future__ import annotations

import pytest

from vectors.analysis import fold
from vectors.languages.arabic import GROUPS, JOINED, STOP, normal, stems


def stem(word: str) -> str:
    """Return the main stem of a word as it is written."""
    return stems(fold(word))[0]


def meanings(word: str) -> set[int]:
    """Return the numbers of the groups a written word belongs to."""
    return {number for number, group in enumerate(GROUPS) if stem(word) in group}


@pytest.mark.parametrize(
    ("said", "standard"),
    [
        ("بطاقتي", "بطاقة"),
        ("والبطاقات", "بطاقة"),
        ("بطاقتكم", "بطاقة"),
        ("لحسابي", "الحسابات"),
        ("تحويلاتهم", "التحويل"),
        ("شقق", "للشقة"),
    ],
)
def test_it_takes_articles_pronouns_and_plurals_off(said: str, standard: str) -> None:
    assert stem(said) == stem(standard)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("ماتخدمش", "تخدم"),  # Maghrebi: it does not work
        ("كنستعملها", "استعمال"),  # Moroccan: I am using it
        ("بيشتغلوش", "يشتغل"),  # Levantine: they do not work
        ("هالدفعة", "دفعة"),  # Gulf and Levantine: this payment
        ("عالحساب", "حساب"),  # on the account
        ("مالكارطة", "كارطة"),  # Tunisian: from the card
        ("فالتطبيق", "تطبيق"),  # Moroccan: in the application
        ("غاندفع", "دفع"),  # Moroccan: I am going to pay
    ],
)
def test_it_takes_marks_of_the_dialects_off(said: str, plain: str) -> None:
    assert stem(said) == stem(plain)


@pytest.mark.parametrize(
    ("dialect", "standard"),
    [
        ("وين", "أين"),
        ("فين", "أين"),
        ("إيمتى", "متى"),
        ("وقتاش", "متى"),
        ("شحال", "كم"),
        ("قديش", "كم"),
        ("علاش", "لماذا"),
        ("ليش", "لماذا"),
        ("كيفاش", "كيف"),
        ("شلون", "كيف"),
        ("بدي", "أريد"),
        ("أبغى", "أريد"),
        ("بغيت", "أريد"),
        ("عايز", "أريد"),
        ("مصاري", "أموال"),
        ("فلوسي", "أموال"),
        ("كارطتي", "بطاقة"),
        ("كرتي", "بطاقة"),
        ("جبدت", "سحبت"),
        ("الديستريبيتور", "الصراف"),
        ("الترونسفير", "التحويل"),
        ("المودباس", "سر"),
        ("تليفون", "هاتف"),
        ("رنديفو", "موعد"),
        ("الكراء", "إيجار"),
    ],
)
def test_it_knows_what_a_dialect_word_means(dialect: str, standard: str) -> None:
    assert stem(dialect) == stem(standard) or meanings(dialect) & meanings(standard)


@pytest.mark.parametrize(
    ("heard", "written"),
    [("الدستريبوتار", "ديستريبيتور"), ("ترانسفار", "ترونسفير"), ("مصتركرد", "ماستركارد")],
)
def test_it_meets_loanwords_spelt_by_ear(heard: str, written: str) -> None:
    assert stem(heard) == stem(written)


@pytest.mark.parametrize(
    ("one", "other"),
    [("لا", "مش"), ("لم", "مو"), ("ليس", "ماشي"), ("ولا", "لا")],
)
def test_it_takes_one_no_for_another(one: str, other: str) -> None:
    assert stem(one) == stem(other)
    assert fold(one) not in STOP


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كمال", "مال"),
        ("سعر", "سر"),
        ("شراء", "شارع"),
        ("بنك", "بنت"),
        ("العربية", "سيارات"),
        ("ألمانيا", "لا"),
        ("الماء", "لماذا"),
    ],
)
def test_it_keeps_words_apart_that_only_look_alike(one: str, other: str) -> None:
    assert stem(one) != stem(other)
    assert not meanings(one) & meanings(other)


def test_it_reads_spellings_that_are_mixed_up() -> None:
    assert normal("إلغاء") == normal("الغا")
    assert stem("إلغاء") == stem("الغاء")
    assert stem("بطاقة") == stem("بطاقه")


def test_stop_words_are_folded_and_keep_their_stem() -> None:
    assert all(word == fold(word) for word in STOP)
    assert stems("اللي") == ("اللي",)


def test_members_of_groups_are_main_stems() -> None:
    assert [word for group in GROUPS for word in group if stems(word)[0] != word] == []


@pytest.mark.parametrize(("said", "word"), [("رقم التعريف الشخصي", "بين"), ("كلمة السر", "مودباس")])
def test_it_joins_words_that_are_one_name(said: str, word: str) -> None:
    assert stem(JOINED[tuple(fold(said).split())]) == stem(word)


def test_joined_words_are_folded() -> None:
    assert [run for run in JOINED if run != tuple(fold(" ".join(run)).split())] == []
    assert [word for word in JOINED.values() if word != fold(word)] == []


@pytest.mark.parametrize("word", ["", "و", "ءء", "ش", "لل", "ماش", "visa", "مصطفى", "ا" * 40])
def test_it_handles_any_word(word: str) -> None:
    found = stems(word)

    assert len(found) >= 1
    assert len(set(found)) == len(found)
