"""Reads what a business has written: files and websites, into sections of plain text.

Whatever comes in is hostile until shown otherwise. It is parsed in a child process that may be
killed at any time (``child`` and ``worker``); what comes back is text with its headings.
"""
