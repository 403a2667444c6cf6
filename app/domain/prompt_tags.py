"""The static half of the prompt: who the business is, what it asks and what it knows, as tags.

The same profile and knowledge give the same bytes, whoever asks and whenever, because these bytes
open the cached prefix. What decides in code is not told to a model: weights, what counts, hard
rules, hours of the assistant. Text from outside is escaped: it can neither close a tag nor open
one.

Ids are long so that nobody meets them twice; a model reads and writes the end of one (``handle``),
which is told apart well enough among the few that one request shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.knowledge import Passage
from app.domain.tenant import Criterion, Tenant

# What a large knowledge says in front, in place of itself.
_ELSEWHERE = "The knowledge is large: what was found for the newest messages stands in passages."
_HANDLE_CHARS = 5


def escape(text: str) -> str:
    """Return text that can neither open nor close a tag or an attribute."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace('"', "&quot;")


def handle(row_id: str) -> str:
    """Return the short name of an id in a prompt: its last five characters."""
    return row_id[-_HANDLE_CHARS:]


def handles_of(ids: Iterable[str]) -> dict[str, str]:
    """Return the ids by their handles; a handle that two of them share stands for neither."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for row_id in dict.fromkeys(ids):
        short = handle(row_id)
        if short in found:
            shared.add(short)
        found[short] = row_id
    return {short: row_id for short, row_id in found.items() if short not in shared}


def tenant_text(tenant: Tenant, whole: Sequence[Passage] | None) -> str:
    """Return the static text of a tenant: profile, criteria, and its knowledge if that is whole."""
    profile = tenant.profile
    lines = ["<business>", f"<name>{escape(tenant.name)}</name>"]
    for tag, value in (
        ("about", profile.about),
        ("tone", profile.tone),
        ("scope", profile.scope),
        ("address", profile.address),
        ("phone", profile.phone),
        ("email", profile.email),
        ("booking_link", profile.booking_link),
        ("escalate_when", profile.escalate_when),
    ):
        if value:
            lines.append(f"<{tag}>{escape(value)}</{tag}>")
    lines += [f"<link>{escape(link)}</link>" for link in profile.allowed_links]
    lines += [f"<never_say>{escape(phrase)}</never_say>" for phrase in profile.never_say]
    lines += ["</business>", "<criteria>"]
    lines += [_criterion(criterion) for criterion in profile.criteria]
    lines += ["</criteria>", "<knowledge>"]
    lines += [_ELSEWHERE] if whole is None else [passage_text(one) for one in whole]
    lines.append("</knowledge>")
    return "\n".join(lines)


def passage_text(one: Passage) -> str:
    """Return an entry of the knowledge: ``<faq>`` or ``<chunk>``, with its handle."""
    short = escape(handle(one.id))
    if one.kind == "faq":
        question = "\n".join((one.title, *one.ways))
        return f'<faq id="{short}"><q>{escape(question)}</q><a>{escape(one.text)}</a></faq>'
    source = one.source if one.page is None else f"{one.source}, page {one.page}"
    return (
        f'<chunk id="{short}" title="{escape(one.title)}" source="{escape(source)}">'
        f"{escape(one.text)}</chunk>"
    )


def _criterion(criterion: Criterion) -> str:
    questions = "".join(
        f'<question lang="{escape(code)}">{escape(text)}</question>'
        for code, text in sorted(criterion.questions.items())
    )
    options = "".join(f"<option>{escape(option)}</option>" for option in criterion.options)
    must = ' must_have="true"' if criterion.must_have else ""
    return (
        f'<criterion id="{escape(criterion.id)}" kind="{criterion.kind.value}"{must}>'
        f"{questions}{options}</criterion>"
    )
