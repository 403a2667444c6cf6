"""The version of leadline; the package, ``leadline version`` and the manual take it from here."""

__version__ = "0.4.0"
