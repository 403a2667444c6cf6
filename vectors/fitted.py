"""Constants of the score, written by ``bench/fit_retrieval.py``; not to be edited.

Figures of questions whose documents the constants had not seen (five folds):

- business_kb: n 716, hit@1 70.8, hit@5 97.9, recall@5 78.4, MRR@10 82.5, ece 0.092, mean confidence 0.62, clear 48, of these right 47
- business_kb idle: n 599, ece 0.233, mean confidence 0.23, clear 6, of these right 0
- faq_en: n 999, hit@1 75.0, hit@5 92.5, recall@5 92.5, MRR@10 82.6, ece 0.057, mean confidence 0.70, clear 255, of these right 248
- faq_en strangers: n 299, ece 0.191, mean confidence 0.19, clear 4, of these right 0
- faq_ar: n 800, hit@1 66.4, hit@5 87.0, recall@5 87.0, MRR@10 75.5, ece 0.077, mean confidence 0.60, clear 92, of these right 91
- passages_en: n 428, hit@1 94.4, hit@5 100.0, recall@5 100.0, MRR@10 96.7, ece 0.026, mean confidence 0.93, clear 313, of these right 313
- passages_es: n 428, hit@1 94.2, hit@5 98.8, recall@5 98.8, MRR@10 96.5, ece 0.024, mean confidence 0.92, clear 301, of these right 299
- passages_ar: n 428, hit@1 94.4, hit@5 98.8, recall@5 98.8, MRR@10 96.6, ece 0.043, mean confidence 0.90, clear 249, of these right 247
- passages_ar_native: n 558, hit@1 73.8, hit@5 96.2, recall@5 96.2, MRR@10 83.6, ece 0.058, mean confidence 0.78, clear 141, of these right 139
- confidence: scored_n 1298, ece 0.0246, brier 0.1327, auroc_right 0.8881, auroc_scope 0.919, coverage_at_95 37.9, oos_answered_at_95 1.7
"""

# ruff: noqa: E501

# The raw score of a candidate, from its features.
RANK = {
    "words": 0.8997,
    "cover": 1.046,
    "exact": 0.4101,
    "content": 1.332,
    "unit": 0.1932,
    "unit_content": 0.7456,
    "window": 0.6864,
    "unit_like": 1.173,
    "second": 1.142,
    "plain": 2.072,
    "title": 0.8986,
    "share": 1.151,
    "topic": 1.08,
    "topic_unit": 0.5835,
    "topic_share": 1.094,
    "core": 3.472,
    "phrases": 1.82,
    "letters": 1.371,
    "unit_letters": 2.095,
    "context": 2.16,
    "opinion": 1.93,
}
# The raw score of "nothing here".
NOTHING = {
    "one": 5.899,
    "known": 1.588,
    "known_exactly": 0.01119,
    "mass": -0.4082,
    "terms": -0.7941,
    "unknown": 0.8256,
    "unknown_terms": 1.043,
    "known_terms": -2.401,
    "one_of_ways": 3.381,
    "known_of_ways": 1.692,
    "known_exactly_of_ways": 0.7615,
    "mass_of_ways": 0.2982,
    "terms_of_ways": -1.287,
    "unknown_of_ways": 0.165,
    "unknown_terms_of_ways": -0.7132,
    "known_terms_of_ways": -0.3349,
    "size": 0.5595,
}
# Log odds that the best candidate is right.
SURE = {
    "one": -2.542,
    "share": 0.5262,
    "nothing": -0.08769,
    "lead": 0.26,
    "lead_of_ten": 0.008505,
    "best_cover": 1.567,
    "best_unit_like": -1.285,
    "best_plain": 1.045,
    "best_core": -5.178,
    "best_letters": -0.1947,
    "best_unit_letters": 0.2406,
    "best_words": -2.647,
    "best_phrases": 0.6017,
    "agrees_words": -0.03107,
    "agrees_unit_like": 0.3193,
    "agrees_plain": 0.04675,
    "agrees_unit_letters": -0.2347,
    "known": 0.8393,
    "known_exactly": -0.5307,
    "mass": -0.05388,
    "terms": 1.437,
    "one_of_ways": -0.5342,
    "share_of_ways": 0.04411,
    "nothing_of_ways": 0.2139,
    "lead_of_ways": -0.1827,
    "lead_of_ten_of_ways": 0.1273,
    "best_cover_of_ways": -1.011,
    "best_unit_like_of_ways": 0.633,
    "best_plain_of_ways": -0.9534,
    "best_core_of_ways": 7.367,
    "best_letters_of_ways": 2.104,
    "best_unit_letters_of_ways": -0.7422,
    "best_words_of_ways": 0.8866,
    "best_phrases_of_ways": -0.8679,
    "agrees_words_of_ways": -0.01341,
    "agrees_unit_like_of_ways": 0.1063,
    "agrees_plain_of_ways": 0.1737,
    "agrees_unit_letters_of_ways": 0.3613,
    "known_of_ways": -0.4329,
    "known_exactly_of_ways": 0.4558,
    "mass_of_ways": -1.281,
    "terms_of_ways": 0.07238,
    "size": 0.6592,
}
# Log odds that a later hit is right.
LATER = {
    "one": -0.05078,
    "share": 0.6824,
    "behind": 0.1119,
    "best": 0.1072,
}
# What standing out in a vector search adds to the raw score; set, not fitted.
NEAR = 1.5
