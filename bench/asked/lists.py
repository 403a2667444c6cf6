"""Lists: leads and conversations with every filter and search, the first page and far behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.asked.base import LIST_MS, Case, Plain, World, any_of, fixed

# The 10,000th page of fifty.
_FAR = 500_000
_WORDS = (
    "mor",
    "carter",
    "Lucía",
    "garc",
    "سارة",
    "حداد",
    "alex carter",
    "jor ngu",
    "خالد العتيبي",
)
_NOBODY = ("zzyzx", "qqqq@nowhere.example", "+1999999")


def _plain_leads(where: str, params: dict[str, Any], offset: int = 0) -> Plain:
    """Return what a plain dashboard asks: how many there are, and a page by its number."""
    page = f"SELECT * FROM leads WHERE {where} ORDER BY last_at DESC LIMIT 50 OFFSET {offset}"  # noqa: S608
    return [(f"SELECT COUNT(*) FROM leads WHERE {where}", params), (page, params)]  # noqa: S608


def leads(world: World) -> Iterator[Case]:
    """The list of leads."""
    big, path = world.big, "/leads"
    params, own = {"t": big}, "tenant_id = :t AND merged_into IS NULL"
    filters = {
        "status": ("qualified", "status = 'qualified'"),
        "temperature": ("hot", "temperature = 'hot'"),
        "channel": ("whatsapp", "channel = 'whatsapp'"),
        "source": ("referral", "source = 'referral'"),
        "owner": (world.owner, f"owner_id = '{world.owner}'"),
        "tag": ("vip", "EXISTS (SELECT 1 FROM lead_tags g WHERE g.lead_id = leads.id"
                       " AND g.tag = 'vip')"),
        "score_from": ("60", "score >= 60"),
        "score_to": ("20", "score <= 20"),
        "optout": ("yes", "opted_out_at IS NOT NULL"),
        "active_from": ("2026-11-01", "last_at >= 1793491200000"),
    }  # fmt: skip
    yield Case("leads, agency", LIST_MS, fixed(path), plain=_plain_leads("merged_into IS NULL", {}))
    for who, client in (("big client", big), ("small client", world.small)):
        yield Case(f"leads, {who}", LIST_MS, fixed(path, client=client),
                   plain=_plain_leads(own, {"t": client}))  # fmt: skip
    for sort in ("newest", "score"):
        yield Case(f"leads by {sort}", LIST_MS, fixed(path, client=big, sort=sort))
    for name, (value, where) in filters.items():
        yield Case(f"leads, {name}={value[:12]}", LIST_MS, fixed(path, client=big, **{name: value}),
                   plain=_plain_leads(f"{own} AND {where}", params))  # fmt: skip
        yield Case(f"leads, agency, {name}", LIST_MS, fixed(path, **{name: value}))
    several = {"status": "contacted", "temperature": "warm", "channel": "sms", "source": "facebook"}
    yield Case("leads, four filters", LIST_MS, fixed(path, client=big, **several))
    yield Case("leads, four filters, agency", LIST_MS, fixed(path, **several))
    dates = {"created_from": "2026-03-01", "created_to": "2026-03-31"}
    yield Case("leads, a month", LIST_MS, fixed(path, client=big, **dates))
    yield Case("leads, a month, agency", LIST_MS, fixed(path, **dates))
    yield Case("leads, nobody's", LIST_MS, fixed(path, client=big, owner="none"))
    yield Case("leads, not opted out", LIST_MS, fixed(path, client=big, optout="no"))
    rare = {"status": "won", "temperature": "cold", "tag": "no-budget", "channel": "web_form"}
    yield Case("leads, hardly any", LIST_MS, fixed(path, client=big, **rare))
    yield Case("leads, hardly any, agency", LIST_MS, fixed(path, **rare))
    yield Case("leads by score, a source", LIST_MS,
               fixed(path, client=big, sort="score", source="radio"))  # fmt: skip
    yield Case("leads by newest, a tag", LIST_MS,
               fixed(path, client=big, sort="newest", tag="vip"))  # fmt: skip
    yield Case("leads, board", LIST_MS, fixed(path, client=big, view="board"))
    yield Case("leads, board, agency", LIST_MS, fixed(path, view="board"))
    yield from _searches(world)
    yield from _far_leads(world)


def _searches(world: World) -> Iterator[Case]:
    big, own = world.big, "tenant_id = :t AND merged_into IS NULL"
    like = f"{own} AND (name LIKE :q OR email LIKE :q OR phone LIKE :q)"
    plain = _plain_leads(like, {"t": big, "q": "%carter%"})
    yield Case("search, client", LIST_MS, any_of(world, "/leads", "q", _WORDS, client=big),
               plain=plain)  # fmt: skip
    yield Case("search, agency", LIST_MS, any_of(world, "/leads", "q", _WORDS))
    yield Case("search, one letter", LIST_MS, any_of(world, "/leads", "q", ("a", "m"), client=big))
    yield Case("search, nobody", LIST_MS, any_of(world, "/leads", "q", _NOBODY))
    sql = "SELECT phone FROM leads WHERE tenant_id = :t AND phone <> '' LIMIT 50"
    numbers = [str(row[0]) for row in world.db.execute(sql, {"t": big})]
    yield Case("search, number", LIST_MS, any_of(world, "/leads", "q", tuple(numbers)))
    ends = tuple(one[-5:] for one in numbers)
    yield Case("search, end of number", LIST_MS, any_of(world, "/leads", "q", ends, client=big))
    yield Case("search and a filter", LIST_MS,
               any_of(world, "/leads", "q", _WORDS, client=big, temperature="hot"))  # fmt: skip
    yield Case("palette", LIST_MS, any_of(world, "/palette", "q", _WORDS))


def _far_leads(world: World) -> Iterator[Case]:
    own = "tenant_id = :t AND merged_into IS NULL"
    offset = min(_FAR, world.count[world.big] - 60)
    for name, where, more in (
        ("", own, {}),
        (", status", f"{own} AND status = 'contacted'", {"status": "contacted"}),
        (", channel", f"{own} AND channel = 'sms'", {"channel": "sms"}),
    ):
        order = "last_at DESC, id DESC"
        at, lead_id = world.far("leads", where, "last_at, id", order, offset)
        yield Case(f"leads, far behind{name}", LIST_MS,
                   fixed("/leads", client=world.big, after=f"{at}.{lead_id}", **more),
                   plain=_plain_leads(where, {"t": world.big}, offset))  # fmt: skip
        yield Case(f"leads, far back{name}", LIST_MS,
                   fixed("/leads", client=world.big, before=f"{at}.{lead_id}", **more))  # fmt: skip
    for sort, column in (("newest", "created_at"), ("score", "score")):
        at, lead_id = world.far("leads", own, f"{column}, id", f"{column} DESC, id DESC", offset)
        yield Case(f"leads by {sort}, far behind", LIST_MS,
                   fixed("/leads", client=world.big, sort=sort,
                         after=f"{at}.{lead_id}"))  # fmt: skip
    at, lead_id = world.far("leads", f"{own} AND status = 'lost'", "last_at, id",
                            "last_at DESC, id DESC", 100_000)  # fmt: skip
    yield Case("board, more of a column", LIST_MS,
               fixed("/leads/board/more", client=world.big, status="lost",
                     after=f"{at}.{lead_id}"))  # fmt: skip
    offset, order = min(_FAR, world.total - 60), "last_at DESC, id DESC"
    at, lead_id = world.far(
        "leads", "merged_into IS NULL AND :t <> ''", "last_at, id", order, offset
    )
    yield Case("leads, agency, far behind", LIST_MS, fixed("/leads", after=f"{at}.{lead_id}"),
               plain=_plain_leads("merged_into IS NULL", {}, offset))  # fmt: skip


def conversations(world: World) -> Iterator[Case]:
    """The inbox, and one thread."""
    big, path = world.big, "/conversations"
    joined = (
        "SELECT c.*, l.name, l.score, l.temperature FROM conversations c JOIN leads l"
        " ON l.id = c.lead_id WHERE c.tenant_id = :t ORDER BY c.last_message_at DESC LIMIT 60"
    )
    counted = "SELECT COUNT(*) FROM conversations WHERE tenant_id = :t"
    plain: Plain = [(counted, {"t": big}), (joined, {"t": big})]
    yield Case("inbox, agency", LIST_MS, fixed(path))
    yield Case("inbox, big client", LIST_MS, fixed(path, client=big), plain=plain)
    for tab in ("needs_person", "held", "hot", "spam"):
        yield Case(f"inbox, {tab}", LIST_MS, fixed(path, client=big, tab=tab))
        yield Case(f"inbox, agency, {tab}", LIST_MS, fixed(path, tab=tab))
    for name, value in (("channel", "whatsapp"), ("unread", "1"), ("language", "ar"),
                        ("holder", "me"), ("holder", "nobody"), ("q", "carter"),
                        ("q", "nobody at all")):  # fmt: skip
        yield Case(f"inbox, {name}={value}", LIST_MS, fixed(path, client=big, **{name: value}))
        yield Case(f"inbox, agency, {name}={value}", LIST_MS, fixed(path, **{name: value}))
    several = {"channel": "web_chat", "language": "es", "unread": "1", "tab": "hot"}
    yield Case("inbox, four filters", LIST_MS, fixed(path, client=big, **several))
    yield Case("inbox, four filters, agency", LIST_MS, fixed(path, **several))
    own = "tenant_id = :t"
    at, talk = world.far("conversations", own, "last_message_at, id",
                         "last_message_at DESC, id DESC", _FAR)  # fmt: skip
    far = f"{joined} OFFSET {_FAR}"
    yield Case("inbox, far behind", LIST_MS, fixed(path, client=big, older=f"{at}_{talk}"),
               plain=[(counted, {"t": big}), (far, {"t": big})])  # fmt: skip
    yield Case("inbox, rows far behind", LIST_MS,
               fixed(f"{path}/rows", older=f"{at}_{talk}"))  # fmt: skip
    yield Case("thread", LIST_MS, lambda: f"{path}/{world.dice.choice(world.talks)}")
    longest = world.db.execute(
        "SELECT id FROM conversations WHERE tenant_id = :t ORDER BY inbound_count DESC LIMIT 1",
        {"t": big},
    ).fetchone()[0]
    yield Case("thread, the longest", LIST_MS, fixed(f"{path}/{longest}"))
    half = world.db.execute(
        "SELECT at, id FROM messages WHERE conversation_id = :c ORDER BY at LIMIT 1 OFFSET 60",
        {"c": longest},
    ).fetchone()
    if half:
        yield Case("thread, earlier", LIST_MS, fixed(f"{path}/{longest}", before=str(half[0])))
    some, choice = world.talks, world.dice.choice
    beside = f"?client={big}&unread=1"
    yield Case("thread beside a filter", LIST_MS, lambda: f"{path}/{choice(some)}{beside}")
    yield Case("thread, canned replies", LIST_MS, lambda: f"{path}/{choice(some)}/canned?q=a")
    yield Case("lead", LIST_MS, lambda: f"/leads/{world.dice.choice(world.leads)}")
    yield Case("lead, timeline", LIST_MS,
               lambda: f"/leads/{world.dice.choice(world.leads)}/timeline")  # fmt: skip
    told = world.db.execute(
        "SELECT lead_id FROM conversations WHERE id = :c", {"c": longest}
    ).fetchone()[0]
    yield Case("lead who wrote most", LIST_MS, fixed(f"/leads/{told}"))
