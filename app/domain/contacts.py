"""Links, mail addresses and phone numbers of a draft that are not the business's to give.

A link must be on the client's list, below one of it, or stand in the client's approved words. What
stands only in a document or a page that was read is somebody's text: a link in it is told only when
it leads to the client's own hosts or to where that text came from. Numbers and addresses of the
client's documents stay, since brochures hold them. What only the lead wrote is told back as the
lead's own, and never as a way to reach anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.domain.addresses import (
    EMAIL,
    LINK,
    bare_link,
    emails_in,
    is_same_phone,
    links_in,
    spoken_phones,
    without_links,
)
from app.domain.evidence import Evidence, gather
from app.domain.knowledge import Passage
from app.domain.text import strip_marks

_DOMAIN_IN = re.compile(r"//|%2f%2f|[?&=/@]\S*?[a-z0-9-]+\.[a-z]{2,}", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.+-])@[A-Za-z][\w.]{2,}")
_NETWORK = re.compile(
    r"(?<!\w)(telegram|instagram|facebook|signal|snapchat|tiktok|messenger|discord|skype|wechat"
    r"|viber"
    r"|تيليجرام|تلغرام|انستقرام|انستغرام|فيسبوك|سناب)(?!\w)"
)
_WRITES = re.compile(
    r"\b(?:message|write|text|contact|find|search|follow|add|reach|chat|escriba\w*|busque"
    r"|siga\w*|contacte)\b"
    r"|(?<!\w)(?:راسل|تواصل|اكتب|تابع|ابحث)"
)
_NOT = re.compile(r"\b(?:not|no|cannot|can'?t|don'?t|never|nunca)\b|(?<!\w)(?:لا|ليس)(?!\w)")
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|\n+")
_YOURS = re.compile(
    r"\byour (?:\w+ ){0,2}(?:number|phone|mobile|e-?mail|address|contact)\b"
    r"|\b(?:su|tu) (?:\w+ )?(?:numero|telefono|movil|celular|correo|email|e-mail)\b"
    r"|(?<!\w)(?:رقمك|رقم هاتفك|هاتفك|جوالك|بريدك|ايميلك)"
)
# "Your number is now …, call it" reaches somebody all the same.
_REACHES = re.compile(
    r"\b(?:call|dial|ring|(?:phone|text|message|whatsapp) (?:us|it|this|that|the|him|her)|write"
    r" to|pay"
    r"|transfer|our (?:\w+ )?(?:number|phone|line|e-?mail)|llame|llama|marque|escriba|pague|envie"
    r"|nuestro (?:\w+ )?(?:numero|telefono|correo))\b|(?<!\w)(?:اتصل|راسل|ادفع|حول|رقمنا|بريدنا)"
)


def wrong_links(
    text: str,
    read: str,
    listed_links: Sequence[str],
    evidence: Evidence,
    business_texts: Sequence[str] = (),
    passages: Iterable[Passage] = (),
) -> list[str]:
    """Return the links of a draft that are not the business's.

    Args:
        text: the draft as it is; ``read`` as a reader takes it (``addresses.revealed``).
        listed_links: the client's own list.
        business_texts: what ``evidence`` was gathered from.
        passages: of these the chunks vouch for no link but those to their own place.
    """
    listed = frozenset(bare_link(link) for link in listed_links if link)
    # A letter that only looks Latin makes another address, however it is read.
    links = [*links_in(read), *(link for link in links_in(text) if not link.isascii())]
    wrong = [link for link in links if not _is_allowed(bare_link(link), listed, evidence.links)]
    told = [link for link in links if link not in wrong and bare_link(link) not in listed]
    chunks = [one for one in passages if one.kind == "chunk"] if told else []
    if not chunks:
        return wrong
    theirs = {words for one in chunks for words in (one.words, one.url)}
    approved = {
        link for one in business_texts if one and one not in theirs for link in gather((one,)).links
    }
    own = approved | listed
    return wrong + [
        link
        for link in told
        if not (_is_allowed(bare_link(link), own, frozenset()) or _is_at_home(link, own, chunks))
    ]


def _is_allowed(link: str, listed: frozenset[str] | set[str], told: frozenset[str]) -> bool:
    """Tell whether a link is one of the business's, or lies below one on its list.

    Below it no other address may stand: what forwards to another place is that place.
    """
    if link in told or link in listed:
        return True
    # Closed with a dot at the end of the host, it is the same host.
    for own in listed:
        if link.startswith((f"{own}/", f"{own}?")):
            return not _DOMAIN_IN.search(link[len(own) + 1 :])
    return False


def _is_at_home(link: str, own: set[str] | frozenset[str], chunks: Sequence[Passage]) -> bool:
    """Tell whether a link of a chunk leads to the client's hosts or to where the chunk is from."""
    bare = bare_link(link)
    host, hosts = _host(bare), {_host(one) for one in own}
    if any(host == one or host.endswith(f".{one}") for one in hosts if one):
        return True
    return any(
        host == _host(bare_link(place))
        for one in chunks
        if bare in gather((one.words,)).links or bare == bare_link(one.url)
        for place in (one.url, one.source)
        if LINK.match(place)
    )


def _host(bare: str) -> str:
    return re.split(r"[/?#:]", bare, maxsplit=1)[0].rstrip(".")


def wrong_emails(read: str, evidence: Evidence, lead_texts: Sequence[str]) -> list[str]:
    """Return the mail addresses of a draft that stand nowhere, and are not told as the lead's."""
    strange = [mail for mail in emails_in(read) if mail.casefold() not in evidence.emails]
    heard = {mail.casefold() for said in lead_texts for mail in emails_in(said)} if strange else ()
    return [one for one in strange if one.casefold() not in heard or not _is_theirs(read, one)]


def wrong_phones(read: str, evidence: Evidence, lead_texts: Sequence[str]) -> list[str]:
    """Return the phone numbers of a draft that stand nowhere, and are not told as the lead's."""
    without = without_links(EMAIL.sub(" ", read) if "@" in read else read)
    strange = {one for one in spoken_phones(without) if not is_same_phone(one, evidence.phones)}
    if not strange:
        return []
    heard = frozenset(one for said in lead_texts for one in spoken_phones(said))
    return sorted(
        one for one in strange if not (is_same_phone(one, heard) and _is_theirs(without, one))
    )


def wrong_handles(
    read: str, business_texts: Sequence[str], vocabulary: frozenset[str]
) -> list[str]:
    """Return the names on a network, and the networks to write on, that stand nowhere."""
    bare = EMAIL.sub(" ", read) if "@" in read else ""
    handles = [match[0] for match in _HANDLE.finditer(bare)]
    if handles:
        known = "\n".join(business_texts).casefold()
        handles = [one for one in handles if one.casefold() not in known]
    # Most texts name none, and are spared the rest.
    for sentence in _SENTENCE.split(read) if _NETWORK.search(strip_marks(read)) else ():
        plain = strip_marks(sentence)
        named = _NETWORK.findall(plain)
        if named and _WRITES.search(plain) and not _NOT.search(plain):
            handles += [one for one in named if one not in vocabulary]
    return handles


def _is_theirs(read: str, address: str) -> bool:
    """Tell whether every sentence that holds an address calls it the lead's, and reaches nobody."""
    for sentence in _SENTENCE.split(read):
        if address not in sentence and address not in re.sub(r"\D", "", sentence):
            continue
        plain = strip_marks(sentence)
        if not _YOURS.search(plain) or _REACHES.search(plain):
            return False
    return True
