"""Parts of ``bench/fill.py``: who there is, what they say, and how it gets into the file."""
