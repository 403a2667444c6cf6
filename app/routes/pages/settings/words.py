"""The words of the clients' and the settings pages, by code."""

from __future__ import annotations

NOTE_WORDS = {
    "saved": "Saved.",
    "key_revoked": "The key is revoked: the next request with it is refused.",
    "member_saved": "Saved; it holds from their next click.",
    "member_disabled": "They are signed out everywhere and cannot sign in.",
    "member_enabled": "They can sign in again.",
    "channel_saved": "The channel is connected. Test it now.",
    "paused": "The assistant rests: leads are taken in and wait for people.",
    "activated": "The assistant works.",
    "archived": "The client is archived, and its assistant rests.",
    "taken_back": "The client is back. Activate it when it may work.",
    "deleting": "The client is being deleted. Everything of it goes, a little at a time.",
    "created": "The client is there. These steps are left.",
}
STATE_WORDS = {
    "active": "Active",
    "paused": "Paused",
    "archived": "Archived",
    "deleting": "Being deleted",
}
STEP_WORDS = {
    "channel": "Connect a channel",
    "tested": "Test it, or let somebody write",
    "knowledge": "Approve one answer",
    "questions": "Choose the questions leads are asked",
    "people": "Name who is told when a person is needed",
    "member": "Invite somebody of the business",
    "answered": "Answer the first lead",
}
ROLE_WORDS = {
    "owner": "Agency owner",
    "admin": "Admin",
    "operator": "Operator",
    "viewer": "Viewer",
}
ROLE_HELP_WORDS = {
    "owner": "Everything, deleting clients and making owners too.",
    "admin": "Sets up clients, people, keys and budgets.",
    "operator": "Answers leads and writes what the assistant knows.",
    "viewer": "Sees everything and changes nothing.",
}
SCOPE_WORDS = {
    "read": "Only read",
    "write": "Read and write",
    "manage": "Manage",
    "agency": "Manage and set the budget",
}
KEY_STATE_WORDS = {
    "active": "In force",
    "retiring": "Replaced, works on for a while",
    "expired": "Replaced",
    "revoked": "Revoked",
}
OVERLAP_WORDS = {
    "0": "Ends now",
    "3600": "Works 1 hour more",
    "86400": "Works 1 day more",
    "604800": "Works 7 days more",
    "2592000": "Works 30 days more",
}
CHANNEL_KIND_WORDS = {
    "sms": "SMS",
    "whatsapp": "WhatsApp",
    "web_chat": "Web chat",
    "web_form": "Web form",
    "email": "E-mail",
}
TEST_WORDS = {
    "active": "The account is active and the credentials are good.",
    "not_active": "The credentials are good, but Twilio has suspended the account.",
    "answered": "The model answered.",
    "mail_sent": "The mail is on its way to you.",
    "ready": "It is set up. Open a page it stands on and write something.",
    "no_origins": "No web page is named yet: write where it may stand.",
    "refused_key": "The credentials are refused. Enter them again.",
    "refused": "The provider refuses this; it will not go away by itself.",
    "unreachable": "The provider cannot be reached or asks us to wait. Try again in a minute.",
    "unclear": "The provider did not say clearly whether it worked. Try again.",
    "failed": "It did not work.",
    "not_testable": "This cannot be tested from here.",
}
# What flows say when they refuse; shown as they are in English.
REFUSAL_WORDS = {
    "name": "Write the business's name.",
    "name_taken": "There is a client of this name already.",
    "country": "Write two letters such as US (ISO 3166).",
    "website": "Write an address such as https://example.com.",
    "meanwhile": "Somebody saved this meanwhile; nothing was overwritten.",
    "typed": "Type the client's name exactly.",
    "deleting": "The client is being deleted already.",
    "back": "Take the client back first.",
    "address": "Write an e-mail address such as name@example.com.",
    "person": "Write a name of at most 80 characters.",
    "account": "This address has an account already.",
    "role": "There is no such role.",
    "above": "Nobody gives a role above their own; only an owner makes owners.",
    "stands_above": "They stand above you: only an owner may do this.",
    "self": "Nobody changes their own role or access; ask somebody else.",
    "last_owner": "They are the last owner; make somebody else an owner first.",
    "owner_all": "An owner has all clients.",
    "no_client": "Choose at least one client.",
    "joined": "They have an account already; a lost password is reset on the server.",
    "key_name": "Give the key a name of at most 80 characters.",
    "key_replaced": "This key was replaced already.",
    "number": "Write the number in full, such as +15550001111.",
    "sid": "An account SID is AC and 32 letters and digits.",
    "token": "This cannot be an auth token.",
    "own_account": "Write SID and token of your own Twilio account.",
    "origins": "Write addresses such as https://www.example.com, one a line.",
    "channel_known": "The client has this channel already; change it there.",
    "hasty": "This was tried a moment ago.",
    "scopes": "Scopes are read, write, manage; give at least one.",
}
