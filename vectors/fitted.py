"""Constants of the score, written by ``bench/fit_retrieval.py``; not to be edited.

Figures of questions whose documents the constants had not seen (five folds):

- business_kb: n 716, hit@1 71.1, hit@5 97.9, recall@5 78.4, MRR@10 82.6, ece 0.111, mean confidence 0.60, clear 25, of these right 24
- business_kb idle: n 599, ece 0.264, mean confidence 0.26, clear 5, of these right 0
- faq_en: n 999, hit@1 75.0, hit@5 92.4, recall@5 92.4, MRR@10 82.6, ece 0.069, mean confidence 0.69, clear 233, of these right 228
- faq_en strangers: n 299, ece 0.140, mean confidence 0.14, clear 4, of these right 0
- faq_ar: n 800, hit@1 66.4, hit@5 86.8, recall@5 86.8, MRR@10 75.4, ece 0.051, mean confidence 0.62, clear 108, of these right 107
- passages_en: n 428, hit@1 94.6, hit@5 100.0, recall@5 100.0, MRR@10 96.8, ece 0.022, mean confidence 0.93, clear 294, of these right 294
- passages_es: n 428, hit@1 94.2, hit@5 99.1, recall@5 99.1, MRR@10 96.6, ece 0.025, mean confidence 0.92, clear 291, of these right 290
- passages_ar: n 428, hit@1 94.2, hit@5 98.8, recall@5 98.8, MRR@10 96.5, ece 0.040, mean confidence 0.90, clear 231, of these right 230
- passages_ar_native: n 558, hit@1 74.0, hit@5 96.2, recall@5 96.2, MRR@10 83.7, ece 0.067, mean confidence 0.79, clear 128, of these right 126
- from 0.85: faq_en 419 of 1298, 95.2 % right, faq_ar 215 of 800, 95.8 % right
- from 0.9: faq_en 336 of 1298, 94.6 % right, faq_ar 172 of 800, 96.5 % right
- from 0.95: faq_en 237 of 1298, 96.2 % right, faq_ar 108 of 800, 99.1 % right
- confidence: scored_n 1298, ece 0.0328, brier 0.1259, auroc_right 0.8993, auroc_scope 0.9339, coverage_at_95 42.5, oos_answered_at_95 1.7
"""

# ruff: noqa: E501

# The raw score of a candidate, from its features.
RANK = {
    "words": 0.6297,
    "cover": 1.17,
    "exact": 0.4041,
    "content": 1.489,
    "unit": 0.08594,
    "unit_content": 0.7027,
    "window": 0.7107,
    "unit_like": 0.99,
    "second": 0.603,
    "plain": 2.113,
    "votes": 1.467,
    "title": 0.8823,
    "share": 1.041,
    "topic": 1.11,
    "topic_unit": 0.4839,
    "topic_share": 0.9246,
    "core": 3.194,
    "phrases": 1.676,
    "letters": 1.364,
    "unit_letters": 2.098,
    "context": 1.885,
    "opinion": 1.665,
}
# The raw score of "nothing here".
NOTHING = {
    "one": 4.923,
    "known": 1.259,
    "known_exactly": -0.4101,
    "mass": -0.4269,
    "terms": -0.8579,
    "unknown": 0.7443,
    "unknown_terms": 1.074,
    "known_terms": -2.333,
    "one_of_ways": 3.58,
    "known_of_ways": 1.991,
    "known_exactly_of_ways": 0.8192,
    "mass_of_ways": 0.0167,
    "terms_of_ways": -0.9627,
    "unknown_of_ways": 0.1589,
    "unknown_terms_of_ways": -0.7922,
    "known_terms_of_ways": -0.2122,
    "size": 1.963,
}
# Log odds that the best candidate is right.
SURE = {
    "one": -2.375,
    "share": 0.3458,
    "nothing": -0.03413,
    "lead": 0.2427,
    "lead_of_ten": 0.08865,
    "rival": -0.699,
    "own": -3.251,
    "best_cover": 0.5113,
    "best_unit_like": -0.05631,
    "best_plain": 0.4589,
    "best_core": -1.72,
    "best_letters": 1.212,
    "best_unit_letters": -0.5306,
    "known": 0.63,
    "known_exactly": 0.06263,
    "mass": 0.005254,
    "terms": 0.852,
    "one_of_ways": -0.1928,
    "share_of_ways": 0.1423,
    "nothing_of_ways": 0.1199,
    "lead_of_ways": -0.05875,
    "lead_of_ten_of_ways": 0.02908,
    "rival_of_ways": 1.041,
    "own_of_ways": -0.5702,
    "best_cover_of_ways": -1.332,
    "best_unit_like_of_ways": 0.3824,
    "best_plain_of_ways": 0.07035,
    "best_core_of_ways": 3.545,
    "best_letters_of_ways": 1.05,
    "best_unit_letters_of_ways": 0.189,
    "known_of_ways": -0.1558,
    "known_exactly_of_ways": 0.04854,
    "mass_of_ways": -0.2626,
    "terms_of_ways": -0.1009,
    "size": 0.9568,
}
# Log odds that a later hit is right.
LATER = {
    "one": -0.5599,
    "share": 0.5091,
    "behind": 0.1687,
    "best": 0.09219,
}
# What standing out in a vector search adds to the raw score; set, not fitted.
NEAR = 1.5
