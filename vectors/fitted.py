"""Constants of the score, written by ``bench/fit_retrieval.py``; not to be edited.

Figures of questions whose documents the constants had not seen (five folds):

- business_kb: n 716, hit@1 72.3, hit@5 97.6, recall@5 78.0, MRR@10 83.2, ece 0.146, mean confidence 0.59, clear 40, of these right 39
- business_kb idle: n 599, ece 0.227, mean confidence 0.23, clear 5, of these right 0
- faq_en: n 999, hit@1 74.8, hit@5 92.4, recall@5 92.4, MRR@10 82.4, ece 0.043, mean confidence 0.71, clear 271, of these right 262
- faq_en strangers: n 299, ece 0.248, mean confidence 0.25, clear 6, of these right 0
- faq_ar: n 800, hit@1 64.9, hit@5 86.4, recall@5 86.4, MRR@10 74.2, ece 0.029, mean confidence 0.63, clear 105, of these right 103
- passages_en: n 428, hit@1 94.6, hit@5 99.8, recall@5 99.8, MRR@10 96.8, ece 0.034, mean confidence 0.92, clear 295, of these right 295
- passages_es: n 428, hit@1 94.4, hit@5 98.8, recall@5 98.8, MRR@10 96.7, ece 0.044, mean confidence 0.91, clear 292, of these right 291
- passages_ar: n 428, hit@1 94.2, hit@5 98.8, recall@5 98.8, MRR@10 96.4, ece 0.068, mean confidence 0.88, clear 226, of these right 225
- passages_ar_native: n 558, hit@1 75.1, hit@5 96.2, recall@5 96.2, MRR@10 84.4, ece 0.038, mean confidence 0.77, clear 151, of these right 149
- confidence: scored_n 1298, ece 0.0283, brier 0.1414, auroc_right 0.8754, auroc_scope 0.9019, coverage_at_95 26.5, oos_answered_at_95 2.0
"""

# ruff: noqa: E501

# The raw score of a candidate, from its features.
RANK = {
    "words": 1.527,
    "cover": 1.676,
    "exact": 0.8376,
    "content": 1.39,
    "unit": 0.9525,
    "unit_content": 0.7792,
    "window": 1.273,
    "unit_like": 1.331,
    "second": 1.143,
    "plain": 1.111,
    "title": 0.98,
    "share": 2.246,
    "core": 3.256,
    "phrases": 1.746,
    "letters": 1.335,
    "unit_letters": 2.206,
    "context": 3.637,
    "opinion": 2.02,
}
# The raw score of "nothing here".
NOTHING = {
    "one": 6.223,
    "known": 3.503,
    "known_exactly": -0.1525,
    "mass": -1.11,
    "terms": -0.8449,
    "size": 1.369,
    "unknown": 0.6048,
    "unknown_terms": 0.8129,
    "known_terms": -2.397,
}
# Log odds that the best candidate is right.
SURE = {
    "one": -1.931,
    "share": 0.5188,
    "nothing": -0.1556,
    "lead": 0.1937,
    "lead_of_ten": 0.1297,
    "best_cover": 1.512,
    "best_unit_like": -2.898,
    "best_plain": -0.06789,
    "best_core": -1.168,
    "best_letters": -0.3349,
    "best_unit_letters": 0.4185,
    "best_words": -4.596,
    "best_phrases": -0.06768,
    "agrees_words": 0.04078,
    "agrees_unit_like": 0.5027,
    "agrees_plain": 0.1528,
    "agrees_unit_letters": -0.04382,
    "known": 0.228,
    "known_exactly": -0.1043,
    "mass": -0.6786,
    "terms": 1.124,
    "size": 1.498,
}
# Log odds that a later hit is right.
LATER = {
    "one": -0.08352,
    "share": 0.6964,
    "behind": 0.08981,
    "best": 0.1356,
}
# What standing out in a vector search adds to the raw score; set, not fitted.
NEAR = 2.0
