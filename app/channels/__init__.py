"""Channels: one file per provider, mapping its words and errors to ours by tables."""
