"""Constants of the score, written by ``bench/fit_retrieval.py``; not to be edited.

Figures of questions whose documents the constants had not seen (five folds):

- business_kb: n 716, hit@1 70.9, hit@5 98.2, recall@5 79.0, MRR@10 82.6, ece 0.102, mean confidence 0.61, clear 45, of these right 44
- business_kb idle: n 599, ece 0.216, mean confidence 0.22, clear 4, of these right 0
- faq_en: n 999, hit@1 75.0, hit@5 92.3, recall@5 92.3, MRR@10 82.6, ece 0.056, mean confidence 0.70, clear 250, of these right 243
- faq_en strangers: n 299, ece 0.162, mean confidence 0.16, clear 4, of these right 0
- faq_ar: n 800, hit@1 66.4, hit@5 86.9, recall@5 86.9, MRR@10 75.5, ece 0.055, mean confidence 0.63, clear 123, of these right 121
- passages_en: n 428, hit@1 94.6, hit@5 100.0, recall@5 100.0, MRR@10 96.8, ece 0.023, mean confidence 0.93, clear 313, of these right 313
- passages_es: n 428, hit@1 94.4, hit@5 99.1, recall@5 99.1, MRR@10 96.7, ece 0.022, mean confidence 0.93, clear 307, of these right 305
- passages_ar: n 428, hit@1 94.4, hit@5 98.8, recall@5 98.8, MRR@10 96.6, ece 0.033, mean confidence 0.92, clear 266, of these right 264
- passages_ar_native: n 558, hit@1 74.4, hit@5 96.2, recall@5 96.2, MRR@10 84.0, ece 0.058, mean confidence 0.79, clear 152, of these right 150
- from 0.85: faq_en 442 of 1298, 94.3 % right, faq_ar 236 of 800, 93.6 % right
- from 0.9: faq_en 363 of 1298, 95.0 % right, faq_ar 187 of 800, 96.3 % right
- from 0.95: faq_en 254 of 1298, 95.7 % right, faq_ar 123 of 800, 98.4 % right
- confidence: scored_n 1298, ece 0.0356, brier 0.1265, auroc_right 0.8969, auroc_scope 0.9242, coverage_at_95 40.8, oos_answered_at_95 1.7
"""

# ruff: noqa: E501

# The raw score of a candidate, from its features.
RANK = {
    "words": 0.9088,
    "cover": 1.076,
    "exact": 0.4024,
    "content": 1.37,
    "unit": 0.1986,
    "unit_content": 0.747,
    "window": 0.7095,
    "unit_like": 0.955,
    "second": 0.7067,
    "plain": 1.987,
    "votes": 1.498,
    "title": 0.855,
    "share": 1.183,
    "topic": 1.066,
    "topic_unit": 0.5434,
    "topic_share": 0.998,
    "core": 2.995,
    "phrases": 1.836,
    "letters": 1.219,
    "unit_letters": 2.147,
    "context": 2.115,
    "opinion": 1.862,
}
# The raw score of "nothing here".
NOTHING = {
    "one": 5.875,
    "known": 1.588,
    "known_exactly": 0.006063,
    "mass": -0.3716,
    "terms": -0.8946,
    "unknown": 0.7931,
    "unknown_terms": 1.029,
    "known_terms": -2.414,
    "one_of_ways": 3.485,
    "known_of_ways": 1.767,
    "known_exactly_of_ways": 0.8154,
    "mass_of_ways": 0.4088,
    "terms_of_ways": -1.375,
    "unknown_of_ways": 0.2603,
    "unknown_terms_of_ways": -0.6978,
    "known_terms_of_ways": -0.3441,
    "size": 0.5354,
}
# Log odds that the best candidate is right.
SURE = {
    "one": -2.391,
    "share": 0.517,
    "nothing": -0.1188,
    "lead": 0.2857,
    "lead_of_ten": 0.05442,
    "rival": -0.4487,
    "own": -3.629,
    "best_cover": 0.6907,
    "best_unit_like": -0.5596,
    "best_plain": 0.9577,
    "best_core": -3.308,
    "best_letters": 1.028,
    "best_unit_letters": -0.3711,
    "best_words": -2.67,
    "best_phrases": 0.3717,
    "agrees_words": -0.0236,
    "agrees_unit_like": 0.3078,
    "agrees_plain": -0.09579,
    "agrees_unit_letters": -0.2239,
    "known": 0.9893,
    "known_exactly": -0.8438,
    "mass": -0.1232,
    "terms": 1.166,
    "one_of_ways": -0.4487,
    "share_of_ways": -0.01715,
    "nothing_of_ways": 0.2384,
    "lead_of_ways": -0.1857,
    "lead_of_ten_of_ways": 0.1195,
    "rival_of_ways": 0.5563,
    "own_of_ways": -0.2447,
    "best_cover_of_ways": -1.356,
    "best_unit_like_of_ways": 0.2548,
    "best_plain_of_ways": -0.8773,
    "best_core_of_ways": 6.105,
    "best_letters_of_ways": 1.253,
    "best_unit_letters_of_ways": -0.1117,
    "best_words_of_ways": 2.121,
    "best_phrases_of_ways": -0.5499,
    "agrees_words_of_ways": -0.01164,
    "agrees_unit_like_of_ways": 0.1602,
    "agrees_plain_of_ways": 0.1186,
    "agrees_unit_letters_of_ways": 0.3552,
    "known_of_ways": -0.1538,
    "known_exactly_of_ways": 0.7758,
    "mass_of_ways": -0.7322,
    "terms_of_ways": -0.2411,
    "size": 1.607,
}
# Log odds that a later hit is right.
LATER = {
    "one": 0.001682,
    "share": 0.7109,
    "behind": 0.08077,
    "best": 0.0544,
}
# What standing out in a vector search adds to the raw score; set, not fitted.
NEAR = 1.5
