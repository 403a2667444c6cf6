"""One tree of errors; the class says who must act.

    LeadlineError
    ├── Invalid                   the caller: the input is wrong; says what and how to mend (400)
    │   ├── TooLarge              the body is over the limit of its route (413)
    │   ├── UnsupportedMediaType  the body is not of a type its route takes (415)
    │   ├── Unprocessable         the form is right, the content is not (422)
    │   │   └── IdempotencyKeyReused  the key was used for another request
    │   ├── DocumentRefused       a document cannot be read: kind, size, content (422)
    │   └── AddressRefused        an address that may not be fetched (422)
    ├── Unauthenticated           the caller: sign in (401)
    ├── Forbidden                 the caller: signed in, but not allowed; bad signature (403)
    ├── NotFound                  the caller: it does not exist, or belongs to another tenant (404)
    ├── Conflict                  the caller: the state has moved on (409)
    │   └── IdempotencyKeyInUse   the same request runs at this moment, or was cut off
    ├── PreconditionFailed        the caller: it is not the version they saw (412)
    ├── TooManyRequests           the caller: slow down (429, ``retry_after_s``)
    ├── Unavailable               time: try again later (503, ``retry_after_s``)
    │   ├── StoreUnavailable      the database cannot write: disk full, locked
    │   ├── SourceUnavailable     a website or document does not answer; time can mend it
    │   ├── ProviderUnavailable   a provider is down, slow or limits us; nothing was done
    │   │   └── OutcomeUnknown    the provider may or may not have done it: reconcile, never repeat
    │   └── ShuttingDown          this process is stopping
    ├── NeedsOperator             a person must act
    │   ├── ProviderAuthFailed    credentials are refused: the channel is paused
    │   ├── ProviderRefused       the provider will never take it (``action`` says what next)
    │   ├── InvalidModelOutput    the model's answer cannot be used, even after one repair
    │   └── OverBudget            the tenant's budget is spent
    └── CannotStart               the admin: the process refuses to start (exit code ``exit_code``)

Anything else is a defect and is shown as "Internal error.". Status codes are chosen here and
nowhere else. Messages are fit for people and hold no secret, no message text, no phone number.
"""

from __future__ import annotations


class LeadlineError(Exception):
    """Base of all errors of ours; ``str(error)`` is fit to be shown."""

    code = "error"
    status = 500

    def __init__(self, message: str = "", **details: object) -> None:
        super().__init__(message or self.__class__.__doc__ or self.code)
        self.message = str(self)
        self.details = details


class Invalid(LeadlineError):
    """The request is not valid."""

    code = "invalid"
    status = 400


class TooLarge(Invalid):
    """The body is too large."""

    code = "too_large"
    status = 413


class Unprocessable(Invalid):
    """The content cannot be used."""

    code = "unprocessable"
    status = 422


class UnsupportedMediaType(Invalid):
    """The body is not of a type that is taken here."""

    code = "unsupported_media_type"
    status = 415


class IdempotencyKeyReused(Unprocessable):
    """This Idempotency-Key was used for another request; take a new one."""

    code = "idempotency_key_reused"


class DocumentRefused(Invalid):
    """The document cannot be read."""

    code = "document_refused"
    status = 422


class AddressRefused(Invalid):
    """This address may not be fetched."""

    code = "address_refused"
    status = 422


class Unauthenticated(LeadlineError):
    """Please sign in."""

    code = "unauthenticated"
    status = 401


class Forbidden(LeadlineError):
    """Not allowed."""

    code = "forbidden"
    status = 403


class NotFound(LeadlineError):
    """Not found."""

    code = "not_found"
    status = 404


class Conflict(LeadlineError):
    """The state has changed in the meantime; load it again."""

    code = "conflict"
    status = 409


class SomebodyWrites(Conflict):
    """Somebody else is writing to this lead now. Send again if you still want to."""

    code = "somebody_writes"


class PreconditionFailed(LeadlineError):
    """Somebody else has changed it since you read it; load it again."""

    code = "precondition_failed"
    status = 412


class _Later(LeadlineError):
    """Carries ``retry_after_s``, the seconds to wait, or None when the other side did not say."""

    retry_after_s: float | None

    def __init__(
        self, message: str = "", retry_after_s: float | None = None, **details: object
    ) -> None:
        super().__init__(message, **details)
        self.retry_after_s = retry_after_s


class IdempotencyKeyInUse(Conflict, _Later):
    """The same request with this Idempotency-Key is being worked on."""

    code = "idempotency_key_in_use"


class TooManyRequests(_Later):
    """Too many requests; please slow down."""

    code = "too_many_requests"
    status = 429


class Unavailable(_Later):
    """Not available at the moment; please try again."""

    code = "unavailable"
    status = 503


class StoreUnavailable(Unavailable):
    """The database cannot be written at the moment."""

    code = "store_unavailable"


class SourceUnavailable(Unavailable):
    """The source does not answer at the moment."""

    code = "source_unavailable"


class ProviderUnavailable(Unavailable):
    """A provider does not answer at the moment; nothing was done."""

    code = "provider_unavailable"


class OutcomeUnknown(ProviderUnavailable):
    """The provider may or may not have accepted the request."""

    code = "outcome_unknown"


class ShuttingDown(Unavailable):
    """The server is stopping."""

    code = "shutting_down"


class NeedsOperator(LeadlineError):
    """A person must act."""

    code = "needs_operator"
    status = 502


class ProviderAuthFailed(NeedsOperator):
    """The provider refused our credentials."""

    code = "provider_auth_failed"


class ProviderRefused(NeedsOperator):
    """The provider refused the message for good.

    ``action`` is one of ``app.domain.delivery.NextAction``'s values, ``provider_code`` the
    provider's own error code or None.
    """

    code = "provider_refused"

    def __init__(
        self, message: str, action: str, provider_code: int | None = None, **details: object
    ) -> None:
        super().__init__(message, **details)
        self.action = action
        self.provider_code = provider_code


class InvalidModelOutput(NeedsOperator):
    """The model's answer cannot be used."""

    code = "invalid_model_output"


class OverBudget(NeedsOperator):
    """The budget is spent."""

    code = "over_budget"


class CannotStart(LeadlineError):
    """leadline cannot start."""

    code = "cannot_start"

    def __init__(self, message: str, exit_code: int = 1, **details: object) -> None:
        super().__init__(message, **details)
        self.exit_code = exit_code
