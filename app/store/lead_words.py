"""The words a lead is found by: of its name, its e-mail address, its number.

A search is for beginnings, so it is a range of the table's key. Words are written in ``a-z`` and
``0-9`` alone (``_written``), which every collation of Postgres orders like SQLite does; a letter
beyond becomes a code, and the beginning of a word stays the beginning of what is written for it.
Of a number its beginning and its end are found: it is kept forwards and backwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.text import ascii_digits, fold, words
from app.store.db import Tx

_MOST_NAME_WORDS = 6
_LONGEST = 48
_FEWEST_DIGITS = 3
_NOT_DIGITS = re.compile(r"\D")
_NUMBER = re.compile(r"\+?[\d\s().\-/]+\Z")
_ADDRESS = re.compile(r"[^\s@]*[@._][^\s]*\Z")
_CODES = {"z": "z0", "@": "z1", ".": "z2", "_": "z3", "-": "z4", "+": "z5", "#": "z6", "<": "z7"}
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxy0123456789")
_FORWARDS, _BACKWARDS = "#", "<"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing searched for; a lead has it when one of its words begins with one of these."""

    beginnings: tuple[str, ...]

    @property
    def ranges(self) -> tuple[tuple[str, str], ...]:
        """Return, for each beginning, the first word with it and the first one behind."""
        # What is written never ends in "z", so its last letter has one that follows.
        return tuple((one, one[:-1] + _next(one[-1])) for one in self.beginnings)


def terms_of(text: str) -> tuple[Term, ...]:
    """Return what a search asks for: all of these; nothing when it holds no word."""
    plain = " ".join(fold(text)[:200].split())
    digits = _NOT_DIGITS.sub("", plain)
    if _NUMBER.match(plain) and len(digits) >= _FEWEST_DIGITS:
        return (_number(digits),)
    found: list[Term] = []
    for token in plain.split()[:_MOST_NAME_WORDS]:
        if _ADDRESS.match(token) and words(token):
            found.append(Term((_written(token), _written(f"@{token.lstrip('@')}"))))
        else:
            found += [Term((_written(word),)) for word in words(token)]
    return tuple(found[:_MOST_NAME_WORDS])


def words_of(name: str, phone: str, email: str) -> list[str]:
    """Return the words of a lead as they are kept."""
    found = dict.fromkeys(_written(word) for word in words(name)[:_MOST_NAME_WORDS])
    digits = _NOT_DIGITS.sub("", ascii_digits(phone))
    if len(digits) >= _FEWEST_DIGITS:
        found[_written(_FORWARDS + digits)] = found[_written(_BACKWARDS + digits[::-1])] = None
    address = fold(email)
    if address:
        found[_written(address)] = None
        found[_written("@" + address.partition("@")[2])] = None
    return [word for word in found if word]


def index_words(
    tx: Tx,
    tenant_id: str,
    lead_id: str,
    name: str,
    phone: str,
    email: str,
    is_new: bool = False,
) -> None:
    """Keep the words of a lead; to be called wherever its name, phone or e-mail is written.

    Args:
        is_new: it has none yet, so none has to be taken away.
    """
    if not is_new:
        forget_words(tx, tenant_id, lead_id)
    kept = words_of(name, phone, email)
    if not kept:
        return
    lines = ", ".join(f"(:tenant_id, :word{n}, :lead_id)" for n in range(len(kept)))
    tx.run(
        f"INSERT INTO lead_words (tenant_id, word, lead_id) VALUES {lines}"  # noqa: S608
        " ON CONFLICT (tenant_id, word, lead_id) DO NOTHING",
        tenant_id=tenant_id,
        lead_id=lead_id,
        **{f"word{n}": word for n, word in enumerate(kept)},
    )


def forget_words(tx: Tx, tenant_id: str, lead_id: str) -> None:
    """Take the words of a lead away."""
    tx.run(
        "DELETE FROM lead_words WHERE tenant_id = :tenant_id AND lead_id = :lead_id",
        tenant_id=tenant_id,
        lead_id=lead_id,
    )


def lead_with(tx: Tx, tenant_id: str, phone: str, email: str) -> str | None:
    """Return a lead that names this very number or address; empty ones are not looked for."""
    for column, value in (("phone", phone), ("email", email)):
        if not value:
            continue
        kept = words_of("", phone, "") if column == "phone" else words_of("", "", email)
        row = tx.one(
            "SELECT l.id FROM lead_words w CROSS JOIN leads l WHERE w.tenant_id = :tenant_id"  # noqa: S608
            " AND w.word = :word AND l.tenant_id = w.tenant_id AND l.id = w.lead_id"
            f" AND l.{column} = :value AND l.merged_into IS NULL LIMIT 1",
            tenant_id=tenant_id,
            word=kept[0],
            value=value,
        )
        if row is not None:
            return str(row["id"])
    return None


def is_behind(tx: Tx) -> bool:
    """Tell whether leads that were there before the table have no words yet."""
    return tx.one("SELECT after_id FROM lead_word_backfill") is not None


def catch_up(tx: Tx, limit: int) -> int:
    """Keep the words of the next leads without; return how many, 0 when all have theirs."""
    at = tx.one("SELECT after_id, until_id FROM lead_word_backfill")
    if at is None:
        return 0
    rows = tx.all(
        "SELECT id, tenant_id, name, phone, email FROM leads"
        " WHERE id > :after_id AND id <= :until_id ORDER BY id LIMIT :limit",
        after_id=at["after_id"],
        until_id=at["until_id"],
        limit=limit,
    )
    for row in rows:
        index_words(tx, row["tenant_id"], row["id"], row["name"], row["phone"], row["email"])
    if len(rows) < limit:
        tx.run("DELETE FROM lead_word_backfill")
    else:
        tx.run("UPDATE lead_word_backfill SET after_id = :id", id=rows[-1]["id"])
    return len(rows)


def _number(digits: str) -> Term:
    return Term((_written(_FORWARDS + digits), _written(_BACKWARDS + digits[::-1])))


def _next(letter: str) -> str:
    return "a" if letter == "9" else chr(ord(letter) + 1)


def _written(word: str) -> str:
    if word.isascii() and word.isalnum() and "z" not in word:
        return word[:_LONGEST]
    letters = (c if c in _PLAIN else _CODES.get(c) or f"z9{ord(c):05x}" for c in word)
    text = ""
    for letter in letters:
        # Never half a code: what is cut is cut alike in a word and in what is searched for.
        if len(text) + len(letter) > _LONGEST:
            break
        text += letter
    return text
