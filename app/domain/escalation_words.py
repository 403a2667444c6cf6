"""The words of notifications, in the languages people read them in.

Notifications leave without a page and its catalogs, so their words stand here. Places in braces
are filled by ``worded``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLACE = re.compile(r"\{(\w+)\}")
LANGUAGES = ("en", "es", "ar")

LABELS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "lead": "Lead",
        "wants": "They wrote",
        "known": "We know",
        "open": "Still open",
        "note": "Note",
        "suggested": "Suggested reply, not sent",
    },
    "es": {
        "lead": "Interesado",
        "wants": "Escribió",
        "known": "Sabemos",
        "open": "Queda por saber",
        "note": "Nota",
        "suggested": "Respuesta propuesta, no enviada",
    },
    "ar": {
        "lead": "العميل المحتمل",
        "wants": "كتب",
        "known": "نعرف",
        "open": "ما زال مفتوحًا",
        "note": "ملاحظة",
        "suggested": "رد مقترح لم يُرسل",
    },
}

REASONS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "wants_person": "The lead asks for a person",
        "not_in_knowledge": "The knowledge base does not have the answer",
        "complaint_or_legal": "A complaint or a legal matter",
        "outside_scope": "Outside what the assistant may talk about",
        "unreadable_media": "The lead sent something the assistant cannot read",
        "language_unknown": "The lead writes in a language the assistant does not speak",
        "rule": "One of your rules calls a person",
        "reply_cap": "The assistant has written as often as it may",
        "draft_to_approve": "A draft waits for your approval",
        "assistant_off": "The assistant is off, and a lead has written",
        "handed_off": "A lead was handed over to you",
        "repeated_form": "A form was sent again before its first reply was answered",
        "guard_block": "A draft was stopped by the guard",
        "low_confidence": "The assistant is not sure enough of its draft",
        "floor_held": "No approved answer fits",
        "over_budget": "The budget is spent",
        "no_model": "No model is set up, and no approved answer fits",
        "invalid_model_output": "The model's answer could not be used",
        "provider_refused": "The model refused to answer",
        "turn_parked": "A reply failed several times",
        "delivery_failed": "A message could not be delivered",
        "model_unavailable": "No model answers",
        "provider_auth_failed": "The model's key was refused",
        "channel_paused": "A channel is paused: its credentials were refused",
        "other": "The assistant asks for help",
    },
    "es": {
        "wants_person": "El interesado pide hablar con una persona",
        "not_in_knowledge": "La base de conocimiento no tiene la respuesta",
        "complaint_or_legal": "Una queja o un asunto legal",
        "outside_scope": "Fuera de lo que el asistente puede tratar",
        "unreadable_media": "Llegó algo que el asistente no puede leer",
        "language_unknown": "Escribe en un idioma que el asistente no habla",
        "rule": "Una de sus reglas pide una persona",
        "reply_cap": "El asistente ya ha escrito todas las veces permitidas",
        "draft_to_approve": "Un borrador espera su aprobación",
        "assistant_off": "El asistente está apagado y alguien ha escrito",
        "handed_off": "Le han pasado un contacto",
        "repeated_form": "Un formulario se envió otra vez sin responder al primer mensaje",
        "guard_block": "El control detuvo un borrador",
        "low_confidence": "El asistente no está lo bastante seguro de su borrador",
        "floor_held": "Ninguna respuesta aprobada encaja",
        "over_budget": "El presupuesto está agotado",
        "no_model": "No hay modelo configurado y ninguna respuesta aprobada encaja",
        "invalid_model_output": "La respuesta del modelo no se pudo usar",
        "provider_refused": "El modelo se negó a responder",
        "turn_parked": "Una respuesta falló varias veces",
        "delivery_failed": "Un mensaje no se pudo entregar",
        "model_unavailable": "Ningún modelo responde",
        "provider_auth_failed": "La clave del modelo fue rechazada",
        "channel_paused": "Un canal está en pausa: rechazaron sus credenciales",
        "other": "El asistente pide ayuda",
    },
    "ar": {
        "wants_person": "العميل المحتمل يطلب التحدث مع شخص",
        "not_in_knowledge": "قاعدة المعرفة لا تحتوي على الإجابة",
        "complaint_or_legal": "شكوى أو مسألة قانونية",
        "outside_scope": "خارج ما يُسمح للمساعد بالحديث عنه",
        "unreadable_media": "أُرسل شيء لا يستطيع المساعد قراءته",
        "language_unknown": "يكتب بلغة لا يتحدثها المساعد",
        "rule": "إحدى قواعدك تستدعي شخصًا",
        "reply_cap": "كتب المساعد العدد المسموح به من الرسائل",
        "draft_to_approve": "مسودة تنتظر موافقتك",
        "assistant_off": "المساعد متوقف وقد وصلت رسالة",
        "handed_off": "سُلّم إليك عميل محتمل",
        "repeated_form": "أُرسل نموذج مرة أخرى قبل الرد على أول رسالة",
        "guard_block": "أوقف الحارس مسودة",
        "low_confidence": "المساعد غير متأكد بما يكفي من مسودته",
        "floor_held": "لا توجد إجابة معتمدة مناسبة",
        "over_budget": "نفدت الميزانية",
        "no_model": "لا يوجد نموذج مُعد ولا إجابة معتمدة مناسبة",
        "invalid_model_output": "تعذر استخدام إجابة النموذج",
        "provider_refused": "رفض النموذج الإجابة",
        "turn_parked": "فشل الرد عدة مرات",
        "delivery_failed": "تعذر تسليم رسالة",
        "model_unavailable": "لا يجيب أي نموذج",
        "provider_auth_failed": "رُفض مفتاح النموذج",
        "channel_paused": "قناة متوقفة: رُفضت بيانات اعتمادها",
        "other": "المساعد يطلب المساعدة",
    },
}

# What a notification says around the summary.
SENTENCES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "subject": "{client}: {reason}",
        "reminder": "Reminder: {subject}",
        "urgent": "Urgent: {subject}",
        "outage": "leadline: {reason}",
        "outage_text": "Leads get approved answers only until it is over. "
        "Those who need a person wait in the list of escalations.",
        "over": "It is over: {reason}",
        "over_text": "Conversations that waited meanwhile: {count}",
        "digest": "More people are needed: {count}",
        "digest_text": "So many came at once that they are told together:",
        "more": "and {count} more",
        "test": "leadline: a test",
        "test_text": "This is how you are told when a lead needs a person. Nothing is to be done.",
        "open_link": "Open the conversation",
        "list_link": "Open the list",
        "acknowledge": "I take care of it",
        "acknowledge_hint": "Until somebody says so, you are reminded and then the next person is"
        " told.",
        "sms": "{subject}. {quote} Yours? {link}",
        "somebody": "a lead",
    },
    "es": {
        "subject": "{client}: {reason}",
        "reminder": "Recordatorio: {subject}",
        "urgent": "Urgente: {subject}",
        "outage": "leadline: {reason}",
        "outage_text": "Hasta que pase, los interesados solo reciben respuestas aprobadas. "
        "Quienes necesitan una persona esperan en la lista.",
        "over": "Ya pasó: {reason}",
        "over_text": "Conversaciones que esperaron mientras tanto: {count}",
        "digest": "Se necesita a más personas: {count}",
        "digest_text": "Llegaron tantas a la vez que se avisan juntas:",
        "more": "y {count} más",
        "test": "leadline: una prueba",
        "test_text": "Así se le avisa cuando alguien necesita una persona. No hay que hacer nada.",
        "open_link": "Abrir la conversación",
        "list_link": "Abrir la lista",
        "acknowledge": "Me encargo",
        "acknowledge_hint": "Hasta que alguien lo diga, se le recordará y después se avisará a la"
        " siguiente persona.",
        "sms": "{subject}. {quote} ¿Se encarga? {link}",
        "somebody": "un interesado",
    },
    "ar": {
        "subject": "{client}: {reason}",
        "reminder": "تذكير: {subject}",
        "urgent": "عاجل: {subject}",
        "outage": "leadline: {reason}",
        "outage_text": "إلى أن ينتهي ذلك يتلقى العملاء المحتملون إجابات معتمدة فقط. "
        "من يحتاج إلى شخص ينتظر في القائمة.",
        "over": "انتهى الأمر: {reason}",
        "over_text": "عدد المحادثات التي انتظرت: {count}",
        "digest": "مطلوب أشخاص لمحادثات أخرى: {count}",
        "digest_text": "وصلت محادثات كثيرة معًا، لذلك تُبلَّغ دفعة واحدة:",
        "more": "و{count} غيرها",
        "test": "leadline: تجربة",
        "test_text": "هكذا تُبلَّغ عندما يحتاج عميل محتمل إلى شخص. لا يلزم فعل شيء.",
        "open_link": "فتح المحادثة",
        "list_link": "فتح القائمة",
        "acknowledge": "سأتولى الأمر",
        "acknowledge_hint": "إلى أن يقول أحد ذلك، ستُذكَّر ثم يُبلَّغ الشخص التالي.",
        "sms": "{subject}. {quote} هل تتولى الأمر؟ {link}",
        "somebody": "عميل محتمل",
    },
}


def language_of(code: str) -> str:
    """Return the language of ours that a code names, else English."""
    return code if code in LANGUAGES else "en"


def reason_sentence(reason: str, language: str) -> str:
    """Return a reason in words; an unknown one is that the assistant asks for help."""
    words = REASONS[language_of(language)]
    return words.get(reason, words["other"])


def worded(name: str, language: str, **values: object) -> str:
    """Return a sentence with its places filled; a value may hold braces of its own."""
    text = SENTENCES[language_of(language)][name]
    return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), text)
