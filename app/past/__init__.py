"""Weeks of past for clients who begin today: leads who wrote, and all that came of it.

Written straight into the tables, as real use would have left them: every row refers to rows that
are there, and nothing is due, so nothing is sent and nobody is called. The demo begins with some
weeks of it, and ``bench/fill.py`` makes a million leads of the same stories.
"""
