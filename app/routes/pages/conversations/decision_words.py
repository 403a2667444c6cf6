"""Words for what people decide on drafts and for what the quality and budget pages say.

Templates translate them; see ``words``.
"""

from __future__ import annotations

# The model's own word about itself, in the three steps it may choose from; never as a number.
MODEL_WORD_WORDS = {
    "high": "The model calls itself sure, which counts little.",
    "medium": "The model calls itself fairly sure, which counts little.",
    "low": "The model calls itself unsure.",
}
DRAFT_WORDS = {
    "first": "Somebody was first: this draft has been decided on.",
    "refused": "It cannot be sent: the lead opted out, or the conversation has ended.",
    "text": "Write 1 to 1600 characters before you send.",
}
OUTCOME_WORDS = {
    "sent_as_is": "Sent as it was",
    "edited": "Edited, then sent",
    "rejected": "Rejected",
    "took_over": "Somebody took over",
    "right": "Called right",
    "wrong": "Called wrong",
}
PERIOD_WORDS = {"day": "Day", "week": "Week", "month": "Month"}
PROBLEM_WORDS = {
    "rate": "Write a share between 0 and 100 percent.",
    "money": "Write an amount of dollars above 0, or leave it empty for no limit.",
    "tokens": "Write a whole number of tokens above 0, or leave it empty for no limit.",
    "period": "Choose day, week or month.",
}
