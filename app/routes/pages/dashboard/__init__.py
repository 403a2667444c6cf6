"""The first page: how it goes, and who waits."""
