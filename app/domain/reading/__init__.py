"""What a lead's words say, read without a model; ``read`` is the way in.

``read`` takes every date on its own; ``in_order`` makes one stay of a begin and an end.
"""

from app.domain.reading.reader import read
from app.domain.reading.span import Span
from app.domain.reading.stay import in_order

__all__ = ["Span", "in_order", "read"]
