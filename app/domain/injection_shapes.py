"""Disguises and costumes that show in the form of a text: ciphers, tags, hidden letters."""

from __future__ import annotations

import re

_MORSE = re.compile(r"(?:[.\-]{1,6}[ /]{1,3}){8}")
_HEX = re.compile(r"(?:\b[0-9a-f]{2}[ ,:]{1,2}){8}|(?:\\x[0-9a-f]{2}){6}|(?:%[0-9a-f]{2}){6}")
_BINARY = re.compile(r"(?:\b[01]{7,8} ?){4}|[01]{32}")
# Capitals, small letters and digits mixed: no word, no address, no reference number looks so.
_BASE64 = re.compile(r"(?<![\w/.@-])(?=[A-Za-z0-9+/]{0,60}[a-z][A-Z])[A-Za-z0-9+/]{28,}={0,2}")
_TAGS_TO_COUNT = re.compile(r"</?\s?[^\W\d][^<>]{0,80}>")
_COMMENT = re.compile(r"<\s?!\s?--|/\*|<script|<iframe|<img|<caption|javascript:", re.IGNORECASE)
_CHAT_TOKEN = re.compile(
    r"<\|(?:im_start|im_end|system|user|assistant|endoftext|start_header_id|eot_id)|\[/?inst\]|"
    r"<</?sys>>|<start_of_turn>",
    re.IGNORECASE,
)
# A persona whose name is also a person's: only the acronym counts.
_DAN = re.compile(r"\bDAN\b")
_TEMPLATE = re.compile(
    r"</?(?:system|assistant|instructions?|prompt|user_input|context|tool_call|tool_result)\b"
    r"[^>]{0,30}>|(?:^|\n)\s{0,4}(?:#{1,4} ?)?(?:system|assistant|human|ai|developer)"
    r'(?: prompt| message)? ?[:：]|"role" ?: ?"(?:system|assistant)"|\{\{|\}\}'
    r"|#{2,4} ?(?:new |end |system )?(?:instruction|system|response)"
    r"|-{3} ?(?:end|begin|start)\b|={3} ?(?:end|begin|system)",
    re.IGNORECASE,
)
_CAPITAL_TAG = re.compile(r"<[^\W\da-z][^<>a-z/!=]{4,60}>|\[[A-Z][A-Z _]{5,60}\]")
_PLACEHOLDER = re.compile(
    r"\[(?:insert|your|target|enter|put)[^\]\n]{0,50}\]|\{(?:prompt|input|question|query)\}"
    r"|\$?\{[a-z_]{3,30}\}",
    re.IGNORECASE,
)
_BRACED = re.compile(r"[{\[][^\W\d_][^{}\[\]\n|]{2,40}[}\]]")
_LABEL = re.compile(
    r"(?<![\w/])([^\W\d_]{1,2}|\[\w{1,20}\]|[^\W\d_]{2,10}GPT|DAN|GPT) ?[:：](?!//)"
)
_SPEAKER = re.compile(r"\b(user|human|assistant|ai|chatbot|gpt|system) ?[:：](?!//)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”«»『「][^\"“”«»』」\n]{3,200}[\"“”«»』」]|: ?'[^'\n]{3,200}'")
_HIDDEN = re.compile("[\u200b\u2060\u2062-\u2064\u202a-\u202e\u2066-\u2069]")
_TAG_LETTERS = re.compile("[\U000e0020-\U000e007e]{8}")
_MIXED = re.compile(r"[a-z][\u0430-\u044f]|[\u0430-\u044f][a-z]")
_LEET = re.compile(r"\b[a-z]{1,3}[013457][a-z]{0,3}[013457][a-z]{0,4}\b")
_CODE = re.compile(
    r"\bdef \w+\(|\bprint ?\(|\bimport \w+|\breturn \w|function \w+\(|console\.log|<code>|```|"
    r"\beval\("
)
_WORD = re.compile(r"[a-z]{3,12}")
_COMMON = ("the", "and", "you", "what", "are", "this", "that", "your", "tell", "with", "for")
_FEWEST_LABELS = 3
_LATIN_WORD = re.compile(r"\b[A-Za-z]{3,15}\b")
_OTHER = re.compile("[\u0370-\u1fff\u3040-\ud7ff]")
_FEWEST_WORDS, _FEWEST = 8, 10
_FEWEST_SHIFTED = 2


def _shifted(word: str, by: int) -> str:
    return "".join(chr((ord(c) - 97 + by) % 26 + 97) for c in word)


# Common words moved along the alphabet, each with how far.
_SHIFTED = {_shifted(word, by): by for by in range(1, 26) for word in _COMMON}


def shape(text: str, said: str) -> dict[str, float]:
    """Return what the form of a text shows; ``said`` is the text said and in lower case."""
    has_tags = "<" in text
    labels = [found.lower() for found in _LABEL.findall(text)]
    is_dialogue = len(labels) >= _FEWEST_LABELS and len(set(labels)) <= len(labels) - 1
    markup = has_tags and (
        _COMMENT.search(text) is not None or len(_TAGS_TO_COUNT.findall(text)) >= _FEWEST_LABELS
    )
    return {
        "cipher": float(_is_cipher(text, said)),
        "markup": float(markup),
        "chat_token": float(_CHAT_TOKEN.search(text) is not None),
        "dan": float(_DAN.search(text) is not None and not _is_shouting(text)),
        "template": float(_TEMPLATE.search(text) is not None),
        "capital_tag": float(_CAPITAL_TAG.search(text) is not None),
        "placeholder": float(_PLACEHOLDER.search(text) is not None),
        "braced": float(_BRACED.search(text) is not None),
        "dialogue": float(is_dialogue),
        "chat_labels": float(len({one.lower() for one in _SPEAKER.findall(text)}) > 1),
        "quoted": float(_QUOTED.search(text) is not None),
        "two_scripts": float(_is_of_two_scripts(text)),
        "hidden": float(_is_hidden(text)),
        "leet": float(len(_LEET.findall(said)) > 1),
        "code": float(_CODE.search(text) is not None),
    }


def _is_shouting(text: str) -> bool:
    return text.isascii() and text.isupper()


def _is_of_two_scripts(text: str) -> bool:
    """Tell whether some words of the text are Latin and some are of another script."""
    if text.isascii():
        return False
    return len(_LATIN_WORD.findall(text)) >= _FEWEST_WORDS and len(_OTHER.findall(text)) >= _FEWEST


def _is_hidden(text: str) -> bool:
    if text.isascii():
        return False
    if _HIDDEN.search(text) or _TAG_LETTERS.search(text):
        return True
    return _MIXED.search(text.lower()) is not None


def _is_cipher(text: str, said: str) -> bool:
    if _BASE64.search(text) or _MORSE.search(text) or _BINARY.search(text) or _HEX.search(said):
        return True
    return _is_shifted(said)


def _is_shifted(said: str) -> bool:
    """Tell whether common English words stand in the text, all moved equally far."""
    counts: dict[int, int] = {}
    for word in set(_WORD.findall(said)):
        by = _SHIFTED.get(word)
        if by is not None:
            counts[by] = counts.get(by, 0) + 1
    return max(counts.values(), default=0) >= _FEWEST_SHIFTED
