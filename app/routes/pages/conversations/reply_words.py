"""The interface's words for why a message failed, and why something a person wanted was refused."""

from __future__ import annotations

# By the provider's code; source: contracts, twilio/error_codes.json.
FAILURE_WORDS = {
    "21211": "This is no phone number.",
    "21408": "The account may not send to this country.",
    "21610": "They told the carrier to stop our messages.",
    "21612": "This number cannot be reached from ours.",
    "21614": "This number cannot receive text messages.",
    "21617": "The text is too long.",
    "30003": "The phone is switched off or out of reach.",
    "30004": "The phone or its carrier blocks us.",
    "30005": "This number does not exist any more.",
    "30006": "This is a landline, or a carrier that takes no texts.",
    "30007": "The carrier took it for spam.",
    "30008": "The carrier gave no reason.",
    "30034": "Our number is not registered with the carriers.",
    "63003": "WhatsApp knows no such recipient.",
    "63016": "WhatsApp's 24-hour window was closed.",
    "63024": "WhatsApp knows no such recipient.",
    "63032": "WhatsApp holds back business messages to this person.",
}
REFUSAL_WORDS = {
    "opted_out": "This lead opted out and may not be written to.",
    "window_closed": "WhatsApp's 24-hour window is closed: only an approved template may be sent.",
    "channel_gone": "The channel was removed.",
    "not_failed": "This message has not failed, or is on its way again already.",
    "not_retried": "A message of this kind is never sent twice.",
    "not_approved": "This template is not approved, so the provider would refuse it.",
    "not_whatsapp": "Only WhatsApp has templates.",
    "ended": "This conversation has ended already.",
    "newer": "This conversation has ended, and a newer one with this lead is open.",
    "nobody": "Nobody holds this conversation.",
    "places": "Fill in each place with 1 to 200 characters.",
    "collision": "Somebody else is writing to this lead now. Send again if you still want to.",
}
PROBLEM_WORDS = {
    "shortcut": "A shortcut is one word of at most 40 letters, digits and hyphens.",
    "body": "Write a text of 1 to 1600 characters.",
    "language": "A language is a code such as en, es or ar.",
    "name": "A template's name has small letters, digits and underscores, 64 at most.",
    "template": "Write a text of 1 to 1024 characters, with places {{1}}, {{2}} in order.",
    "sid": "The content SID begins with HX and has 34 characters.",
    "status": "Choose a status from the list.",
}
STATUS_WORDS = {
    "approved": "Approved",
    "pending": "Waiting for approval",
    "paused": "Paused",
    "rejected": "Rejected",
}
