"""Hindi and Urdu as people type them in Latin letters."""

from __future__ import annotations

from app.domain.consent_phrases import Phrases

_NOUN = r"(?:me?s+a?ge?s?|msgs?|sms|sandesh|text|mail|email|paigham|ads?|call|whats ?app)"
_NOT = r"(?:mat|mt|na|nah?i|nahin|nhi|band|bnd|bandh)"
_DO = r"(?:kar\w*|kr\w*|bhej\w*|bhj\w*|bejo|send|likh\w*|do|chah\w*|chaiye|chahi\w*)"

HINDUSTANI = Phrases(
    language="hi",
    stop=(
        rf"\b{_NOUN} (?:\w+ )?{_NOT} {_DO}",
        rf"\b{_NOUN} (?:\w+ )?(?:bhejna|bhejne|karna|krna) {_NOT}",
        rf"\b(?:sampark|contact|rabta|raabta|pareshan|tang|disturb) (?:\w+ )?{_NOT} {_DO}",
        r"\b(?:mera|mere|hamara) (?:\w+ )?(?:number|no|naam|data)(?: \w+){0,3}? (?:hata\w*|"
        r"delete|"
        r"nikal\w*|remove|mita\w*)",
        r"\b(?:list|group)(?: \w+)? (?:se )?(?:hata\w*|nikal\w*|remove)|\bpeech?a ch+od\w*|"
        r"\b(?:akela|"
        r"akele) ch+od\w*|\bunsubscribe (?:kar\w*|kr\w*|kaise)",
        rf"\b(?:galat|wrong|glt) number(?: \w+)?(?: \.)? (?:\w+ ){{0,3}}?(?:{_NOT} {_DO}|delete|"
        r"hata\w*)",
        rf"\b(?:dobara|phir se|ab se) (?:\w+ )?{_NOUN} {_NOT}|\b{_NOT} (?:bhejo|bhejna|"
        r"bhejiye)\b",
    ),
    unless_anywhere=(
        r"\b(?:kyu|kyun|kyon|nahi mila|nhi mila|se pehle|baad|abhi)\b|\bcall (?:mat|na) "
        r"(?:kar\w*|kr\w*) (?:message|msg|text)"
    ),
)
