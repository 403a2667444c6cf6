"""Constants of the score, written by ``bench/fit_retrieval.py``; not to be edited.

Figures of questions whose documents the constants had not seen (five folds):

- business_kb: n 716, hit@1 73.6, hit@5 98.3, recall@5 80.7, MRR@10 84.5, ece 0.115, mean confidence 0.62, clear 36, of these right 35
- business_kb idle: n 599, ece 0.241, mean confidence 0.24, clear 3, of these right 0
- faq_en: n 999, hit@1 75.0, hit@5 92.4, recall@5 92.4, MRR@10 82.6, ece 0.070, mean confidence 0.68, clear 230, of these right 225
- faq_en strangers: n 299, ece 0.138, mean confidence 0.14, clear 4, of these right 0
- faq_ar: n 800, hit@1 66.4, hit@5 86.8, recall@5 86.8, MRR@10 75.4, ece 0.045, mean confidence 0.63, clear 111, of these right 109
- passages_en: n 428, hit@1 94.9, hit@5 100.0, recall@5 100.0, MRR@10 97.0, ece 0.029, mean confidence 0.94, clear 304, of these right 304
- passages_es: n 428, hit@1 94.4, hit@5 99.1, recall@5 99.1, MRR@10 96.7, ece 0.023, mean confidence 0.93, clear 306, of these right 305
- passages_ar: n 428, hit@1 93.2, hit@5 99.1, recall@5 99.1, MRR@10 95.9, ece 0.048, mean confidence 0.91, clear 243, of these right 242
- passages_ar_native: n 558, hit@1 75.3, hit@5 96.4, recall@5 96.4, MRR@10 84.4, ece 0.056, mean confidence 0.79, clear 135, of these right 132
- from 0.85: faq_en 417 of 1298, 95.2 % right, faq_ar 225 of 800, 95.6 % right
- from 0.9: faq_en 333 of 1298, 94.6 % right, faq_ar 176 of 800, 96.6 % right
- from 0.95: faq_en 234 of 1298, 96.2 % right, faq_ar 111 of 800, 98.2 % right
- confidence: scored_n 1298, ece 0.0337, brier 0.1257, auroc_right 0.8995, auroc_scope 0.9346, coverage_at_95 42.6, oos_answered_at_95 1.7
"""

# ruff: noqa: E501

# The raw score of a candidate, from its features: in lists of questions, in prose.
RANK = {
    "words": 0.6297,
    "cover": 1.17,
    "exact": 0.4041,
    "content": 1.489,
    "unit": 0.08594,
    "unit_content": 0.7027,
    "window": 0.7107,
    "unit_like": 0.9903,
    "second": 0.6027,
    "plain": 2.113,
    "votes": 1.467,
    "title": 0.8824,
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
RANK_OF_PROSE = {
    "words": 2.701,
    "cover": 0.9901,
    "exact": 0.4374,
    "content": 0.691,
    "unit": 1.024,
    "unit_content": 0.7579,
    "window": 0.8296,
    "unit_like": 1.169,
    "second": 1.181,
    "plain": 0.956,
    "votes": 0,
    "title": 0,
    "share": 1.959,
    "topic": 0.6421,
    "topic_unit": 0.7406,
    "topic_share": 1.315,
    "core": 0,
    "phrases": 2.184,
    "letters": 0.611,
    "unit_letters": 2.725,
    "context": 3.516,
    "opinion": 2.31,
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
    "mass_of_ways": 0.01669,
    "terms_of_ways": -0.9627,
    "unknown_of_ways": 0.1589,
    "unknown_terms_of_ways": -0.7922,
    "known_terms_of_ways": -0.2122,
    "size": 1.963,
}
NOTHING_OF_PROSE = {
    "one": 10.02,
    "known": 3.016,
    "known_exactly": 1.977,
    "mass": -1.174,
    "terms": -0.5382,
    "unknown": 1.544,
    "unknown_terms": 0.8777,
    "known_terms": -2.134,
    "one_of_ways": 0,
    "known_of_ways": 0,
    "known_exactly_of_ways": 0,
    "mass_of_ways": 0,
    "terms_of_ways": 0,
    "unknown_of_ways": 0,
    "unknown_terms_of_ways": 0,
    "known_terms_of_ways": 0,
    "size": -7.014,
}
# Log odds that the best candidate is right.
SURE = {
    "one": -1.751,
    "share": 0.3894,
    "nothing": -0.05996,
    "lead": 0.1879,
    "lead_of_ten": 0.05497,
    "rival": -0.7188,
    "own": -3.122,
    "best_cover": 0.1486,
    "best_unit_like": -0.0279,
    "best_plain": 0.6551,
    "best_core": -0.9057,
    "best_letters": 1.418,
    "best_unit_letters": -0.261,
    "known": 0.7932,
    "known_exactly": -0.03535,
    "mass": 0.03214,
    "terms": 0.7833,
    "one_of_ways": -0.1018,
    "share_of_ways": 0.1072,
    "nothing_of_ways": 0.1594,
    "lead_of_ways": -0.007767,
    "lead_of_ten_of_ways": 0.05194,
    "rival_of_ways": 0.9946,
    "own_of_ways": -0.5565,
    "best_cover_of_ways": -0.9284,
    "best_unit_like_of_ways": 0.3563,
    "best_plain_of_ways": -0.06147,
    "best_core_of_ways": 2.753,
    "best_letters_of_ways": 0.9175,
    "best_unit_letters_of_ways": 0.007618,
    "known_of_ways": -0.161,
    "known_exactly_of_ways": 0.04168,
    "mass_of_ways": -0.1631,
    "terms_of_ways": -0.1319,
    "size": 0.1667,
}
# Log odds that a later hit is right.
LATER = {
    "one": -0.6172,
    "share": 0.4788,
    "behind": 0.1694,
    "best": 0.1308,
}
# What standing out in a vector search adds to the raw score; set, not fitted.
NEAR = 1.5
