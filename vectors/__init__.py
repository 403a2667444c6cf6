"""Finds the pieces of a knowledge base that answer a question.

Stands alone: texts and vectors in, hits out. It knows nothing of leads and imports neither ``app``
nor ``jobs``.
"""
