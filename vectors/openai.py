"""Embeddings of OpenAI, or of a server that speaks its protocol, behind ``base.Embedder``.

The SDK is imported at first use, its retries are off (the job retries), answers are read here:
base64 of little-endian float32, put in order by ``index``, checked and brought to length 1.

Source: reference of embeddings.create in openai 3.54.0 (2,048 inputs and 300,000 tokens a request,
8,192 tokens an input, no empty input) and the vendor's OpenAPI document; seen 2026-11.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vectors.base import Embedded, EmbedderRefused, EmbedderUnavailable

if TYPE_CHECKING:
    from openai import AsyncOpenAI

    from vectors.base import Floats

BASE_URL = "https://api.openai.com/v1"
# A token of its byte-level vocabulary is at least one byte, so bytes are an upper bound.
_MAX_INPUT_BYTES = 8_000
_MAX_REQUEST_BYTES = 300_000
_DIMENSIONS = {
    "text-embedding-3-small": 1536,
    "text-embedding-3-large": 3072,
    "text-embedding-ada-002": 1536,
}
# Micro-USD for 1,000 tokens, by the vendor's price list, seen 2026-11; unknown models cost nothing
# we know of.
_PRICES = {
    "text-embedding-3-small": 20.0,
    "text-embedding-3-large": 130.0,
    "text-embedding-ada-002": 100.0,
}
_CAN_SHORTEN = "text-embedding-3-"
# What MIRACL measures, which is how these models were presented ("New embedding models and API
# updates", 2024-01-25): 18 languages, Arabic among them.
_SERVED = frozenset(
    {"ar", "bn", "de", "en", "es", "fa", "fi", "fr", "hi"}
    | {"id", "ja", "ko", "ru", "sw", "te", "th", "yo", "zh"}
)
_LATER_STATUS = frozenset({408, 409, 425, 429})
# A quota that is used up comes as 429 and is not a matter of time.
_QUOTA_CODES = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
_RETRY_AFTER_S = 30.0
# A provider that asks for more is unavailable, however long it says.
_LONGEST_WAIT_S = 3600.0


class OpenAiEmbedder:
    """Asks one embedding model; see ``base.Embedder``."""

    def __init__(
        self,
        api_key: str,
        model: str = "text-embedding-3-small",
        dimensions: int = 0,
        languages: frozenset[str] | None = None,
        *,
        base_url: str = "",
        timeout_s: float = 20.0,
        max_inputs: int = 256,
    ) -> None:
        """Describe the model; nothing is imported or asked yet.

        Args:
            dimensions: 0 for the model's own.
            languages: those its vectors may count for; by default what it is known to serve.
            base_url: of a server that speaks the same protocol; empty for OpenAI's.
            timeout_s: for one request.
            max_inputs: texts in one request, at most 2,048.

        Raises:
            ValueError: of a model we do not know, dimensions or languages are not told; or the
                model cannot give so many dimensions.
        """
        own = _DIMENSIONS.get(model, 0)
        if not own and not (dimensions and languages):
            raise ValueError(
                f"The embedding model {model!r} is not known here; "
                "set its dimensions and the languages it serves."
            )
        _check_dimensions(model, dimensions, own)
        if not 1 <= max_inputs <= 2048:
            raise ValueError(f"A request holds 1 to 2048 texts, not {max_inputs}.")
        self._model = model
        self._dimensions = dimensions or own
        self._languages = _SERVED if languages is None else languages
        self._api_key = api_key
        self._base_url = base_url or BASE_URL
        self._timeout_s = timeout_s
        self._max_inputs = max_inputs
        self._client: AsyncOpenAI | None = None
        self._loading = asyncio.Lock()

    @property
    def name(self) -> str:
        """Return the model's name."""
        return self._model

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""
        return self._dimensions

    @property
    def languages(self) -> frozenset[str]:
        """Return the language codes it is known to serve."""
        return self._languages

    @property
    def microusd_per_1000_tokens(self) -> float:
        """Return the price."""
        return _PRICES.get(self._model, 0.0)

    async def embed(self, texts: Sequence[str]) -> Embedded:
        """Return the vectors of some texts; no request for no texts.

        A text over the model's limit is cut to its first 8,000 bytes, an empty one is embedded as
        a blank.

        Raises:
            EmbedderUnavailable: it does not answer, is overloaded, or answers nonsense.
            EmbedderRefused: key, quota, model or input is refused; an admin must look.
        """
        import numpy as np

        vectors, tokens = [np.empty((0, self._dimensions), np.float32)], 0
        for batch in _batches(texts, self._max_inputs):
            content = await self._ask(batch)
            rows, used = self._read(content, len(batch))
            vectors.append(rows)
            tokens += used
        return Embedded(np.concatenate(vectors), tokens)

    async def warm(self) -> None:
        """Import the SDK and build the client now instead of in the first search."""
        await self._ready()

    async def aclose(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _ready(self) -> AsyncOpenAI:
        if self._client is None:
            async with self._loading:
                if self._client is None:
                    self._client = await asyncio.to_thread(self._load)
        return self._client

    def _load(self) -> AsyncOpenAI:
        import httpx2
        import openai

        # The whole request is bounded in ``_ask``; a connection that takes longer comes to nothing.
        timeout = httpx2.Timeout(self._timeout_s, connect=min(5.0, self._timeout_s))
        return openai.AsyncOpenAI(
            api_key=self._api_key, base_url=self._base_url, timeout=timeout, max_retries=0
        )

    async def _ask(self, batch: list[str]) -> bytes:
        client = await self._ready()
        import openai

        can_shorten = self._model.startswith(_CAN_SHORTEN)
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await client.embeddings.with_raw_response.create(
                    model=self._model,
                    input=batch,
                    encoding_format="base64",
                    dimensions=self._dimensions if can_shorten else openai.omit,
                )
        except openai.APIStatusError as error:
            response = error.response
            raise _refusal(response.status_code, response.headers, response.content) from error
        except (TimeoutError, openai.APITimeoutError) as error:
            raise EmbedderUnavailable("The embedder did not answer in time.") from error
        except openai.APIError as error:
            raise EmbedderUnavailable("The embedder cannot be reached.") from error
        return answer.content

    def _read(self, content: bytes, count: int) -> tuple[Floats, int]:
        """Return float32[count, dim] and the tokens of an answer."""
        answer = _object(content)
        given = answer.get("data")
        data = [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []
        # A number that is none may not even be a key.
        rows = {str(row.get("index")): row.get("embedding") for row in data}
        if len(data) != count or set(rows) != set(map(str, range(count))):
            raise EmbedderUnavailable(
                f"The embedder answered {len(data)} vectors for {count} texts, or in no order."
            )
        import numpy as np

        vectors = np.stack([self._vector(rows[str(index)]) for index in range(count)])
        usage = answer.get("usage")
        used = usage.get("total_tokens") if isinstance(usage, dict) else 0
        return vectors, used if isinstance(used, int) else 0

    def _vector(self, given: object) -> Floats:
        import numpy as np

        try:
            raw = base64.b64decode(given, validate=True) if isinstance(given, str) else None
            # What is too large for a number of ours becomes infinite, and is refused below.
            with np.errstate(over="ignore"):
                row = np.array(given, "<f4") if raw is None else np.frombuffer(raw, "<f4")
        except (binascii.Error, ValueError, TypeError) as error:
            raise EmbedderUnavailable("The embedder answered what is no vector.") from error
        if row.shape != (self._dimensions,):
            raise EmbedderRefused(
                f"The embedder gives vectors of {row.size} numbers, {self._dimensions} are set; "
                "correct the dimensions."
            )
        length = float(np.linalg.norm(row.astype(np.float64)))
        if not math.isfinite(length) or length == 0.0:
            raise EmbedderUnavailable("The embedder answered a vector without a direction.")
        unit: Floats = (row / length).astype(np.float32)
        return unit


def _check_dimensions(model: str, dimensions: int, own: int) -> None:
    if dimensions < 0 or (own and dimensions > own):
        raise ValueError(f"The model {model!r} gives 1 to {own} dimensions, not {dimensions}.")
    if own and dimensions not in (0, own) and not model.startswith(_CAN_SHORTEN):
        raise ValueError(f"The model {model!r} gives {own} dimensions and no other number.")


def _batches(texts: Sequence[str], max_inputs: int) -> Iterator[list[str]]:
    """Yield the texts in order, as many at a time as one request takes."""
    batch: list[str] = []
    size = 0
    for text in texts:
        # Half a pair of surrogates cannot be sent; what is cut in the middle of a letter is left.
        encoded = text.encode("utf-8", "replace")[:_MAX_INPUT_BYTES]
        cut = encoded.decode("utf-8", "ignore") or " "
        if batch and (len(batch) == max_inputs or size + len(encoded) > _MAX_REQUEST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(cut)
        size += len(encoded)
    if batch:
        yield batch


def _object(content: bytes) -> dict[str, Any]:
    """Return the object of a body, or an empty one when it is none."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _refusal(
    status: int, headers: Mapping[str, str], content: bytes
) -> EmbedderRefused | EmbedderUnavailable:
    """Return our error for an answer that is none, by status and ``error.code``.

    The vendor's message is left out: it may quote the key or the text.
    """
    error = _object(content).get("error")
    code = error.get("code") or error.get("type") if isinstance(error, dict) else None
    code = code if isinstance(code, str) else None
    if (status in _LATER_STATUS or status >= 500) and code not in _QUOTA_CODES:
        return EmbedderUnavailable(
            f"The embedder is not available (status {status}).", _wait_s(headers)
        )
    what = {401: "the key", 403: "the key", 404: "the model", 429: "more: the quota is used up"}
    return EmbedderRefused(
        f"The embedder refuses {what.get(status, 'the request')} (status {status}, {code})."
    )


def _wait_s(headers: Mapping[str, str]) -> float:
    """Return the seconds a provider asks us to wait."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) / unit
        except ValueError:
            continue
        if math.isfinite(seconds) and seconds >= 0:
            return min(seconds, _LONGEST_WAIT_S)
    return _RETRY_AFTER_S
