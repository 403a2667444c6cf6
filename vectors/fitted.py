"""Constants of the score."""

RANK = {
    "words": 0.0,
    "cover": 4.0,
    "exact": 1.0,
    "unit": 2.0,
    "unit_like": 3.0,
    "title": 1.0,
    "ways": 2.0,
    "pairs": 1.0,
    "letters": 2.0,
    "unit_letters": 3.0,
    "context": 0.2,
}
MIDDLE = 9.0
