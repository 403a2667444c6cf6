"""Web pages: the text a visitor reads, under its headings, and what a crawler needs to know.

Left out: scripts, styles, controls, menus, the header and footer of the site, and everything a
visitor does not see. The tree is walked without recursion; a page may nest as deep as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.documents.base import Builder, Parsed, Source, looks_like_header, rows_as_lines, title_from
from app.documents.text import decode

_LEFT_OUT = (
    "script style noscript template svg math iframe object embed applet canvas audio video map"
    " button input select textarea datalist progress meter dialog nav footer head title meta link"
    " frame frameset noframes"
)
_NEVER = frozenset(_LEFT_OUT.split())
_PARTING = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer form header hr html legend li main menu ol p pre section summary table tbody"
    " td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_PARTING.split())
_LEVELS = {f"h{level}": level for level in range(1, 7)}
# The question of a folded answer is a heading below all others.
_FOLDED = 7
_ROLES_OUT = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog"})
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_NOTICES = re.compile(r"\b(?:cookie|consent|gdpr|breadcrumbs?|skip-link)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r" ?\n[ \n]*")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_NO_PAGES = ("#", "javascript:", "mailto:", "tel:", "data:", "sms:", "about:", "blob:")

_SHORTEST_MAIN = 200
_MOST_LINKS, _LONGEST_LINK = 5_000, 2_000
_LONGEST_CELL = 500


def read_html(data: bytes, source: Source) -> Parsed:
    """Read a web page."""
    told = _META_CHARSET.search(data[:4096])
    declared = _CHARSET.search(source.media_type)
    encoding = declared[1] if declared else told[1].decode("ascii") if told else ""
    parsed = read_markup(decode(data, encoding), source)
    return replace(parsed, title=parsed.title or title_from(source.name))


def read_markup(markup: str, source: Source) -> Parsed:
    """Read HTML that is decoded already; the title may be empty."""
    tree = LexborHTMLParser(markup)
    root = tree.root
    if root is None:
        return Parsed("", ())
    links = _links(tree)
    builder = Builder(source.limits)
    _Walk(builder).over(_main(tree) or root)
    return Parsed(
        title=_title(tree),
        sections=builder.sections(),
        language=_attribute(tree, "html[lang]", "lang").partition("-")[0].lower()[:8],
        canonical=_attribute(tree, "link[rel=canonical]", "href")[:_LONGEST_LINK],
        links=links,
        robots=_robots(tree),
        footer=_footer(tree, source),
    )


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "").strip() if node else ""


def _title(tree: LexborHTMLParser) -> str:
    for selector in ("title", "h1"):
        node = tree.css_first(selector)
        if node and (text := _SPACE.sub(" ", node.text()).strip()):
            return text[:200]
    return ""


def _robots(tree: LexborHTMLParser) -> tuple[str, ...]:
    said: set[str] = set()
    for node in tree.css("meta[name]"):
        if (node.attributes.get("name") or "").lower() == "robots":
            said.update(re.split(r"[\s,]+", (node.attributes.get("content") or "").lower()[:500]))
    return tuple(sorted(said - {""}))


def _links(tree: LexborHTMLParser) -> tuple[str, ...]:
    base = _attribute(tree, "base[href]", "href")
    found: dict[str, None] = {}
    for node in tree.css("a[href]"):
        link = (node.attributes.get("href") or "").strip()
        if not link or len(link) > _LONGEST_LINK or link.lower().startswith(_NO_PAGES):
            continue
        try:
            found[urljoin(base, link) if base else link] = None
        except ValueError:
            continue
        if len(found) >= _MOST_LINKS:
            break
    return tuple(found)


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the part the page calls its content, where it is one part and no stub."""
    for selector in ("main, [role=main]", "article"):
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text(strip=True)) >= _SHORTEST_MAIN:
            return found[0]
    return tree.body


def _footer(tree: LexborHTMLParser, source: Source) -> str:
    builder = Builder(source.limits)
    for node in tree.css("footer, [role=contentinfo]")[-2:]:
        inside = next((a for a in _above(node) if a.tag in ("article", "blockquote")), None)
        if inside is None:
            _Walk(builder).over(node)
    parts = [(*section.heading[-1:], section.text) for section in builder.sections()]
    return "\n\n".join(dict.fromkeys("\n".join(part) for part in parts))[:5_000]


def _above(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


class _Walk:
    """Goes through a part of the tree and tells the builder what it meets."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._inline: list[str] = []
        self._is_item = self._is_row = False
        self._exact = 0

    def over(self, root: LexborNode) -> None:
        """Walk one part of the page, in the order it is read."""
        end = root.mem_id
        self._is_inside_main = root.tag in ("main", "article")
        node = root
        while True:
            enters = node.mem_id == end or self._enter(node)
            child = node.child if enters else None
            if child is not None:
                node = child
                continue
            if enters:
                self._leave(node)
            while node.next is None and node.mem_id != end:
                parent = node.parent
                if parent is None:
                    break
                node = parent
                self._leave(node)
            if node.mem_id == end or node.next is None:
                break
            node = node.next
        self._flush()

    def _enter(self, node: LexborNode) -> bool:
        """Take what the node says by itself; return whether to go into it."""
        tag = node.tag
        if node.is_text_node:
            text = node.text_content or ""
            self._inline.append(text if self._exact else _SPACE.sub(" ", text))
            return False
        if not node.is_element_node or tag in _NEVER or self._is_left_out(node, str(tag)):
            return False
        if tag == "br":
            self._inline.append("\n")
            return False
        if tag in _BLOCKS and tag != "dd":
            self._flush()
        if tag == "dl":
            self._builder.rest()
        if tag in ("li", "dd"):
            self._is_item = tag == "li"
            self._is_row = tag == "dd"
        if tag == "pre":
            self._exact += 1
        if tag == "table" and (rows := _data_rows(node)) is not None:
            self._table(node, rows)
            return False
        return not self._is_heading(node, str(tag))

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag
        if tag == "a":
            self._reach(node.attributes.get("href") or "")
        if tag == "dt" and self._inline:
            # The term stays in front of what is said of it.
            self._inline.append(
                " " if self._inline[-1].rstrip().endswith(("?", "؟", ":")) else ": "
            )
        elif tag in _BLOCKS:
            self._flush()
        if tag == "pre":
            self._exact -= 1
        elif tag in ("li", "dd"):
            self._is_item = self._is_row = False
        elif tag == "details":
            self._builder.leave(_FOLDED)

    def _is_heading(self, node: LexborNode, tag: str) -> bool:
        level = _LEVELS.get(tag) or (_FOLDED if tag == "summary" else 0)
        if not level:
            return False
        self._flush()
        self._is_item = self._is_row = False
        self._builder.heading(level, node.text(separator=" "))
        return True

    def _is_left_out(self, node: LexborNode, tag: str) -> bool:
        if tag == "header" and not self._is_inside_main:
            above = any(a.tag in ("main", "article", "section") for a in _above(node))
            if not above and node.css_first("h1") is None:
                return True
        attributes = node.attributes
        if not attributes:
            return False
        if "hidden" in attributes and attributes["hidden"] != "until-found":
            return True
        if (attributes.get("role") or "").lower() in _ROLES_OUT:
            return True
        if _UNSEEN.search(attributes.get("style") or ""):
            return True
        marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        return tag not in ("body", "html", "main") and bool(_NOTICES.search(marks))

    def _reach(self, target: str) -> None:
        """Add the number or address behind a link that only says "Call us"."""
        scheme, _, value = target.partition(":")
        value = value.partition("?")[0].strip()
        if scheme.lower() not in ("tel", "mailto") or not value or len(value) > 100:
            return
        said = "".join(self._inline)[-300:]
        digits = re.sub(r"\D", "", value)
        is_said = value.lower() in said.lower() or (
            scheme.lower() == "tel" and digits and digits[-6:] in re.sub(r"\D", "", said)
        )
        if not is_said:
            self._inline.append(f" ({value})")

    def _flush(self) -> None:
        text = "".join(self._inline)
        self._inline.clear()
        if not text.strip():
            return
        if not self._exact:
            text = _BREAK.sub("\n", re.sub(r"[^\S\n]+", " ", text)).strip()
        if self._is_item or self._is_row:
            self._builder.line(f"- {text}" if self._is_item else text)
            self._is_item = self._is_row = False
        else:
            self._builder.paragraph(text)

    def _table(self, node: LexborNode, rows: list[list[str]]) -> None:
        self._builder.rest()
        caption = node.css_first("caption")
        if caption is not None:
            self._builder.paragraph(_SPACE.sub(" ", caption.text(separator=" ")).strip() + ":")
        first = node.css_first("tr")
        names = len(first.css("th")) if first else 0
        has_header = names == len(rows[0]) > 0 or (names == 0 and looks_like_header(rows))
        for line in rows_as_lines(rows, has_header and len(rows) > 1):
            self._builder.line(line)


def _data_rows(table: LexborNode) -> list[list[str]] | None:
    """Return the cells of a table, or None for one that only places things on the page."""
    if len(table.css("table")) > 1 or table.css_first("h1, h2, h3, h4, ul, ol, form") is not None:
        return None
    rows = [
        [_SPACE.sub(" ", cell.text(separator=" ")).strip() for cell in row.css("td, th")]
        for row in table.css("tr")
    ]
    rows = [row for row in rows if any(row)]
    if not rows or max(map(len, rows)) < 2:
        return None
    if any(len(cell) > _LONGEST_CELL for row in rows for cell in row):
        return None
    return rows
