"""FAQs from a CSV: looked at first, row by row, then the good rows are imported in one go.

Columns: ``question`` and ``answer``, and if there are any ``variants`` (other ways to ask, parted
by ``|`` or line ends) and ``language``; their usual names in Spanish and Arabic are known too.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from app.domain.tenant import Faq
from app.errors import Invalid, NotFound
from app.flows.manage_knowledge import checked_faq, save_faqs
from app.services import Services
from app.store import bases, faqs
from vectors.analysis import guess

MOST_BYTES = 5_000_000
_COLUMNS = {
    "question": ("question", "q", "pregunta", "السؤال", "سؤال"),
    "answer": ("answer", "a", "reply", "respuesta", "الجواب", "الإجابة", "جواب"),
    "variants": ("variants", "other ways to ask", "alternatives", "variantes", "صيغ أخرى"),
    "language": ("language", "lang", "idioma", "اللغة"),
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?\Z")


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the file; ``problem`` says why it is left out, empty for a good one."""

    line: int
    question: str
    answer: str
    variants: tuple[str, ...] = ()
    language: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring, in the order of the file."""

    rows: tuple[PreviewRow, ...]

    @property
    def good(self) -> tuple[PreviewRow, ...]:
        """Return the rows that would be imported."""
        return tuple(row for row in self.rows if not row.problem)

    @property
    def bad(self) -> tuple[PreviewRow, ...]:
        """Return the rows that would be left out."""
        return tuple(row for row in self.rows if row.problem)


async def preview(services: Services, tenant_id: str, base_id: str, data: bytes) -> Preview:
    """Return what an import of a CSV would bring, with a reason for each row left out.

    Raises:
        NotFound: the base is not the client's.
        DocumentRefused: it is no CSV.
        Invalid: it has no columns for question and answer, or is too large.
    """
    base = await services.db.read(bases.base_by_id, tenant_id, base_id)
    if base is None:
        raise NotFound("There is no such knowledge base.")
    known = await services.db.read(faqs.faqs_in, tenant_id, base_id)
    # A large table takes a good part of a second, in which leads' messages must not wait.
    return await asyncio.to_thread(read_preview, data, {_folded(one.question) for one in known})


def read_preview(data: bytes, known: set[str]) -> Preview:
    """Read a CSV; ``known`` are the folded questions that are there already."""
    from app.documents.table import read_rows

    if len(data) > MOST_BYTES:
        raise Invalid(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Split it.")
    table = read_rows(data)
    names = {
        field: next((name for name in table.columns if name in usual), "")
        for field, usual in _COLUMNS.items()
    }
    if not names["question"] or not names["answer"]:
        found = ", ".join(name for name in table.columns if name) or "none"
        raise Invalid(f"The file needs the columns question and answer; it has: {found}.")
    rows = [PreviewRow(one.line, "", "", problem=one.reason) for one in table.problems]
    seen = set(known)
    for line, cells in zip(table.lines, table.rows, strict=True):
        rows.append(_row(line, {field: cells.get(name, "") for field, name in names.items()}, seen))
    return Preview(tuple(sorted(rows, key=lambda row: row.line)))


def _row(line: int, cells: dict[str, str], seen: set[str]) -> PreviewRow:
    ways = tuple(way.strip() for way in re.split(r"[|\n]", cells["variants"]) if way.strip())
    language = cells["language"].strip()
    faq = Faq("", cells["question"], cells["answer"], language, ways)
    problem = ""
    try:
        faq = checked_faq(faq)
    except Invalid as error:
        problem = error.message
    if language and not _LANGUAGE.match(language):
        problem = f"{problem} {language!r} is no language code; write en, es or ar.".strip()
    folded = _folded(faq.question)
    if not problem and folded in seen:
        problem = "This question is there already."
    seen.add(folded)
    return PreviewRow(line, faq.question, faq.answer, faq.variants, language, problem)


def _folded(question: str) -> str:
    return " ".join(question.casefold().split()).rstrip("?؟ ").lstrip("¿ ")


def _language(row: PreviewRow) -> str:
    """Return the language of a row, guessed where the file says none."""
    return row.language or guess(f"{row.question} {row.answer}") or "en"


async def import_faqs(services: Services, tenant_id: str, base_id: str, data: bytes) -> int:
    """Import the good rows of a CSV and return how many; they answer when this returns.

    Raises:
        NotFound, DocumentRefused, Invalid: as ``preview``; Invalid also when no row is good.
    """
    good = (await preview(services, tenant_id, base_id, data)).good
    if not good:
        raise Invalid("No row of the file can be imported.")
    wanted = [
        Faq("", row.question, row.answer, _language(row), row.variants, base_id) for row in good
    ]
    return await save_faqs(services, tenant_id, wanted)
