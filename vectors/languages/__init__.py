"""What is known of single languages: stop words, stems, words of equal meaning.

Each module has the same names: ``STOP`` (folded stop words), ``stems(word)`` (a folded word to its
stem, the main one first) and ``GROUPS`` (words that mean the same to somebody who asks a business).
``COMMON`` (folded words that say little about what is asked) and ``OPINION`` (words that ask how
good something is) are optional.
All are written for the field and by meaning; none is a copy of a published list.
"""
