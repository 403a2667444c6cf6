"""The interface's words for codes that rows hold; templates translate them.

An unknown code is shown as it stands, with spaces: a new code must not fail a page.
"""

from __future__ import annotations

GATE_WORDS = {
    "opted_out": "The lead opted out.",
    "takeover": "An operator took over first.",
    "said_already": "The lead has just read these very words.",
    "superseded": "The lead wrote again first; a newer reply follows.",
    "window_closed": "WhatsApp's 24-hour window is closed.",
    "unverified_address": "One message until they answer: this number was typed into a form.",
    "channel_gone": "The channel was removed.",
    "conversation_gone": "The conversation is gone.",
}
ESCALATION_WORDS = {
    "wants_person": "The lead asks for a person.",
    "not_in_knowledge": "The knowledge base does not have the answer.",
    "complaint_or_legal": "A complaint or a legal matter.",
    "outside_scope": "This is outside what the assistant may talk about.",
    "other": "The assistant asks for help.",
    "guard_block": "The draft was stopped by the guard.",
    "draft_to_approve": "A draft waits for your approval.",
    "low_confidence": "The assistant is not sure enough of its draft.",
    "floor_held": "No approved answer fits.",
    "no_model": "No model is set up, and no approved answer fits.",
    "model_unavailable": "No model answered, and no approved answer fits.",
    "over_budget": "The month's budget is spent.",
    "invalid_model_output": "The model's answer could not be used.",
    "provider_auth_failed": "The model's key was refused.",
    "provider_refused": "The model refused to answer.",
    "delivery_failed": "A message could not be delivered.",
    "channel_paused": "The channel is paused: its credentials were refused.",
    "turn_parked": "The turn failed several times.",
    "unreadable_media": "The lead sent something the assistant cannot read.",
    "language_unknown": "The lead writes in a language the assistant does not speak.",
    "rule": "One of the client's rules calls a person.",
    "reply_cap": "The assistant has written as often as it may.",
    "assistant_off": "The assistant is off.",
    "handed_off": "Handed over to the client's people.",
    "repeated_form": "The form was sent again before its first reply was answered.",
}
GUARD_WORDS = {
    "empty": "The draft was empty.",
    "too_long": "The draft was too long.",
    "too_many_segments": "The draft takes more text messages than allowed: {detail}",
    "language": "The draft was in another language than the lead's.",
    "number": "Figures that stand nowhere in the knowledge: {detail}",
    "date": "Days or dates that stand nowhere in the knowledge: {detail}",
    "address": "Streets that stand nowhere in the knowledge: {detail}",
    "name": "Names that stand nowhere in the knowledge: {detail}",
    "payment": "Ways to pay that stand nowhere in the knowledge: {detail}",
    "link": "Links that are not the client's: {detail}",
    "phone": "Phone numbers that are not the client's: {detail}",
    "email": "Addresses that stand nowhere in the knowledge: {detail}",
    "polarity": "It says the opposite of the knowledge: {detail}",
    "promise": "It promises what no tool does: {detail}",
    "never_say": "The client never says: {detail}",
    "other_business": "It names another business.",
    "carrier_word": "It asks to answer with a word the carrier acts on.",
    "denies_ai": "It denies being an AI.",
    "takes_name": "It gives itself a person's name.",
    "asks_secret": "It asks for a card number, a password, a code or a document.",
    "many_questions": "It asks more than one thing.",
    "asks_known": "It asks what is known already: {detail}",
    "asks_closed": "It asks what must not be asked now: {detail}",
    "secret": "It holds something secret.",
    "workings": "It shows the inner workings.",
    "unfounded": "It states what the knowledge base does not say: {detail}",
}
PATH_WORDS = {
    "model": "Written by the model.",
    "repaired": "Written by the model, at the second try.",
    "floor": "Answered without a model, from approved words.",
    "rule": "Answered by a fixed rule.",
}
PART_WORDS = {
    "evidence": "What it rests on answers the question with a probability of {detail}.",
    "support": "{detail} of its own words stand in what it rests on.",
    "support_across": "What it rests on is in another language.",
    "asked_without_grounding": "The lead asked something, and it cites nothing.",
    "asks_nothing": "The lead asked nothing that needs knowledge.",
    "guard": "The guard objected.",
}
OUTCOME_WORDS = {
    "answered": "Answered",
    "booked": "Booked",
    "not_a_lead": "Not a lead",
    "spam": "Spam",
    "duplicate": "Duplicate",
    "other": "Something else",
    "taken_over": "Taken over",
}
PRIORITY_WORDS = {"normal": "Normal", "high": "High", "urgent": "Urgent"}
NOTIFICATION_WORDS = {
    "queued": "Waiting to be sent",
    "sending": "Sending",
    "sent": "Told",
    "failed": "Not sent",
    "unknown": "May not have arrived",
    "acknowledged": "Answered",
    "cancelled": "Not needed any more",
    "folded": "In a digest",
}
TEAM_WORDS = {
    "name": "Write a name of at most 80 characters.",
    "email": "This is no e-mail address.",
    "phone": "Write the phone number with its country: +1 212 555 0123.",
    "channels": "Choose e-mail, SMS or both.",
    "address": "A way of telling them needs its address.",
    "hours": "Write quiet hours as 22:00, both or neither.",
    "zone": "There is no such time zone.",
    "minutes": "Choose 1 to 1440 minutes.",
    "many": "There are 50 people already.",
    "saved": "Saved.",
    "removed": "Removed.",
    "tested": "A test is on its way.",
    "untested": "No way of telling them works: see what is missing below.",
}
LANGUAGE_WORDS = {"en": "English", "es": "Spanish", "ar": "Arabic"}
ANSWER_WORDS = {"yes": "yes", "no": "no"}


def spaced(code: str) -> str:
    """Return an unknown code as words."""
    return code.replace("_", " ").capitalize()
