"""What a lead's words say, read without a model; ``read`` is the way in."""

from app.domain.reading.reader import read
from app.domain.reading.span import Span

__all__ = ["Span", "read"]
