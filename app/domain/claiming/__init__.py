"""Parts of ``claims``: clauses, figures and short answers in English, Spanish and Arabic."""
