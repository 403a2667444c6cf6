"""The simulated world: doubles of Anthropic, OpenAI and Twilio that speak their wire protocols.

They ship with the product: ``leadline demo`` and ``leadline simulate`` run against them, and the
tests are judged by them. The real client libraries are used in all cases; only the base URL
differs. Nothing here knows how leadline works inside.
"""
