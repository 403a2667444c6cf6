"""Leads from a CSV: looked at first, row by row, then the good rows are added.

Columns are known by their usual names in English, Spanish and Arabic; a file needs at least one of
name, phone and e-mail, a row a phone or an e-mail. Nothing is ever sent to who was added: rows are
written, no bell is rung. What the file says is a claim, so no identity is made of it; the basis of
consent goes into the ledger as it is written, and an opt-out is kept. Who is here already, under a
verified address or the same number or e-mail, is not added again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.audit import Actor
from app.domain.lead_fields import MOST_TAGS, checked_fields, checked_tag
from app.domain.text import storable, visible
from app.errors import Invalid, NotFound, Unprocessable
from app.flows.announce import announce_for
from app.services import Services
from app.store import audit, conversations, lead_words, leads, tenants
from app.store.db import Tx

MOST_BYTES = 2_000_000
MOST_ROWS = 10_000
_AT_ONCE = 100
_LONGEST_BASIS = 300
_COLUMNS = {
    "name": ("name", "full name", "lead", "contact", "nombre", "nombre completo", "الاسم", "اسم"),
    "phone": ("phone", "phone number", "mobile", "tel", "telephone", "number", "teléfono",
              "telefono", "móvil", "movil", "celular", "الهاتف", "هاتف", "الجوال", "جوال"),
    "email": ("email", "e-mail", "mail", "email address", "correo", "correo electrónico",
              "البريد", "البريد الإلكتروني"),
    "source": ("source", "origin", "campaign", "fuente", "origen", "campaña", "المصدر"),
    "tags": ("tags", "tag", "labels", "etiquetas", "وسوم", "الوسوم"),
    "language": ("language", "lang", "idioma", "اللغة"),
    "consent": ("consent", "consent basis", "basis", "permission", "consentimiento", "الموافقة"),
    "optout": ("opted out", "opt out", "opt-out", "unsubscribed", "do not contact", "baja",
               "no contactar", "إلغاء الاشتراك"),
}  # fmt: skip
_FIELDS = ("name", "phone", "email", "source", "language")
# Whatever else stands in the column silences: a yes, or when they said it, as in our own export.
_NO = frozenset(("", "no", "n", "false", "0", "-", "none", "null", "لا"))


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """One row of the file; ``problem`` says why it is left out, empty for a good one.

    ``known_id`` is the lead it is already; ``consent`` the basis as the file words it.
    """

    line: int
    fields: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    consent: str = ""
    has_opted_out: bool = False
    problem: str = ""
    known_id: str = ""


@dataclass(frozen=True, slots=True)
class LeadsPreview:
    """What an import would bring, in the order of the file.

    ``columns`` are pairs of what a column is taken for (empty: it is left out) and its name.
    """

    rows: tuple[LeadDraft, ...]
    columns: tuple[tuple[str, str], ...]

    @property
    def good(self) -> tuple[LeadDraft, ...]:
        """Return the rows that would be added."""
        return tuple(row for row in self.rows if not row.problem and not row.known_id)

    @property
    def known(self) -> tuple[LeadDraft, ...]:
        """Return the rows of leads that are here already."""
        return tuple(row for row in self.rows if row.known_id)

    @property
    def bad(self) -> tuple[LeadDraft, ...]:
        """Return the rows that cannot be read."""
        return tuple(row for row in self.rows if row.problem)

    @property
    def brings(self) -> bool:
        """Tell whether an import changes anything: it adds a lead, or silences one."""
        return bool(self.good) or any(row.has_opted_out for row in self.known)

    def first(self, most: int) -> tuple[LeadDraft, ...]:
        """Return the rows somebody looks at first: those with a problem, then the others."""
        return tuple(sorted(self.rows, key=lambda row: (not row.problem, row.line))[:most])


async def preview(services: Services, tenant_id: str, data: bytes) -> LeadsPreview:
    """Return what an import of a CSV would bring, with a reason for each row left out.

    Raises:
        NotFound: there is no such client.
        DocumentRefused: it is no CSV.
        Invalid: no column is one of ours, or it is too large.
    """
    tenant = await services.db.read(tenants.tenant_by_id, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    # A large table takes a good part of a second, in which leads' messages must not wait.
    found = await asyncio.to_thread(read_leads, data, tenant.country)
    rows: list[LeadDraft] = []
    for start in range(0, len(found.rows), 500):
        part = found.rows[start : start + 500]
        rows += await services.db.read(_with_known, tenant_id, part)
    return LeadsPreview(tuple(rows), found.columns)


def read_leads(data: bytes, country: str) -> LeadsPreview:
    """Read a CSV; ``country`` is the client's, for numbers without one."""
    from app.documents.table import read_rows

    if len(data) > MOST_BYTES:
        raise Invalid(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Split it.")
    table = read_rows(data, MOST_ROWS)
    names = {kind: _column(kind, table.columns) for kind in _COLUMNS}
    if not any(names[kind] for kind in ("name", "phone", "email")):
        found = ", ".join(name for name in table.columns if name) or "none"
        raise Invalid(f"The file needs a column phone or email; it has: {found}.")
    nothing = dict.fromkeys(_FIELDS, "")
    rows = [LeadDraft(one.line, nothing, problem=one.reason) for one in table.problems]
    seen: set[str] = set()
    for line, cells in zip(table.lines, table.rows, strict=True):
        given = {kind: cells.get(name, "") if name else "" for kind, name in names.items()}
        rows.append(_draft(line, given, country, seen))
    kinds = {name: kind for kind, name in names.items() if name}
    columns = tuple((kinds.get(name, ""), name) for name in table.columns if name)
    return LeadsPreview(tuple(sorted(rows, key=lambda row: row.line)), columns)


def _column(kind: str, columns: Sequence[str]) -> str:
    return next((name for name in columns if name in _COLUMNS[kind]), "")


def _draft(line: int, cells: Mapping[str, str], country: str, seen: set[str]) -> LeadDraft:
    given = {name: cells[name] for name in _FIELDS}
    # What would be a formula in the export's reader was marked as text by it.
    given = {name: text.removeprefix("'") for name, text in given.items()}
    try:
        fields = checked_fields(given, country)
        tags = {
            checked_tag(one)
            for one in cells["tags"].removeprefix("'").replace("|", ",").split(",")
            if one.strip()
        }
    except Unprocessable as error:
        return LeadDraft(line, given, problem=error.message)
    draft = LeadDraft(
        line,
        fields,
        tuple(sorted(tags))[:MOST_TAGS],
        visible(storable(cells["consent"]))[:_LONGEST_BASIS],
        cells["optout"].strip().casefold() not in _NO,
        _problem(fields, seen),
    )
    seen |= {fields[name] for name in ("phone", "email") if fields[name]}
    return draft


def _problem(fields: Mapping[str, str], seen: set[str]) -> str:
    if not fields["phone"] and not fields["email"]:
        return "The row has neither a phone number nor an e-mail address."
    if fields["phone"] in seen or fields["email"] in seen:
        return "This number or address stands in an earlier row."
    return ""


def _with_known(tx: Tx, tenant_id: str, rows: Sequence[LeadDraft]) -> list[LeadDraft]:
    return [
        row if row.problem else replace(row, known_id=_known(tx, tenant_id, row.fields))
        for row in rows
    ]


def _known(tx: Tx, tenant_id: str, fields: Mapping[str, str]) -> str:
    """Return the lead with this number or address: a verified one, else one that names it."""
    for kind, name in (("phone", "phone"), ("whatsapp", "phone"), ("email", "email")):
        if fields[name]:
            found = conversations.lead_by_identity(tx, tenant_id, kind, fields[name])
            if found is not None:
                return found
    return lead_words.lead_with(tx, tenant_id, fields["phone"], fields["email"]) or ""


async def import_leads(
    services: Services, actor: Actor, tenant_id: str, data: bytes
) -> LeadsPreview:
    """Add the good rows of a CSV; return what was added and what was not.

    In small units of work, since a message must not wait for a whole file; who is added meanwhile
    by another is not added twice.

    Raises:
        NotFound, DocumentRefused, Invalid: as ``preview``; Invalid also when no row is good.
    """
    shown = await preview(services, tenant_id, data)
    if not shown.brings:
        raise Invalid("No row of the file can be added.")
    for row in range(0, len(shown.rows), _AT_ONCE):
        part = [one for one in shown.rows[row : row + _AT_ONCE] if not one.problem]
        await services.db.write(_add, services, tenant_id, part)
    await services.db.write(_note, services, actor, tenant_id, shown)
    return shown


def _add(tx: Tx, services: Services, tenant_id: str, rows: Sequence[LeadDraft]) -> None:
    now = services.clock.now_ms()
    for row in rows:
        known_id = _known(tx, tenant_id, row.fields)
        if known_id and row.has_opted_out:
            _opt_out(tx, tenant_id, known_id, now)
        if not known_id:
            _insert(tx, tenant_id, row, now)


def _insert(tx: Tx, tenant_id: str, row: LeadDraft, now: int) -> None:
    lead_id = conversations.insert_lead(tx, tenant_id, now, **row.fields)
    for tag in row.tags:
        leads.add_tag(tx, tenant_id, lead_id, tag, now)
    kinds = [kind for kind, name in (("sms", "phone"), ("email", "email")) if row.fields[name]]
    for kind in kinds if row.consent and not row.has_opted_out else ():
        conversations.insert_consent(
            tx, tenant_id, lead_id, kind, "granted", "imported", row.consent, now
        )
    if row.has_opted_out:
        _opt_out(tx, tenant_id, lead_id, now)


def _opt_out(tx: Tx, tenant_id: str, lead_id: str, now: int) -> None:
    """Keep the most restrictive: a file may silence, never open."""
    lead = conversations.lead_by_id(tx, tenant_id, lead_id)
    if lead is None or lead.opted_out_at is not None:
        return
    conversations.set_opt_out(tx, tenant_id, lead_id, "imported", now, now)
    conversations.raise_epochs(tx, tenant_id, lead_id)
    conversations.insert_consent(tx, tenant_id, lead_id, "", "revoked", "imported", "", now)


def _note(tx: Tx, services: Services, actor: Actor, tenant_id: str, shown: LeadsPreview) -> None:
    counts = {"added": len(shown.good), "known": len(shown.known), "refused": len(shown.bad)}
    now, by = services.clock.now_ms(), actor.id if actor.kind == "operator" else None
    audit.note(tx, actor, now, tenant_id, "leads_imported", ("leads", ""), None, counts)
    announce_for(tx, services, tenant_id, "leads_imported", by, **counts)
