"""How far confidence is doubted in prose, written by ``bench/fit_prose.py``.

- business_kb: own answered 94.8 -> 88.8 % of 716; clear 37, 97.3 % right; strangers answered 35.0 -> 21.0 % of 600
- passages_en: own answered 99.8 -> 96.5 % of 428; clear 311, 100.0 % right; strangers answered 90.0 -> 17.5 % of 650
- passages_es: own answered 100.0 -> 95.6 % of 428; clear 307, 99.7 % right
- passages_ar: own answered 99.8 -> 96.3 % of 428; clear 243, 99.6 % right; strangers answered 98.9 -> 30.2 % of 800
- passages_ar_native: own answered 99.8 -> 85.1 % of 558; clear 136, 97.8 % right; strangers answered 96.1 -> 19.5 % of 800
"""

# ruff: noqa: E501

# Log odds: one, and for each of the confidence's own and of the logarithm of the size.
DOUBT = {"one": 0.07314, "slope": 1.708, "many": -0.8235}
