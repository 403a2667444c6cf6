"""How leadline works for a client, who may use it, and how an account is protected."""
