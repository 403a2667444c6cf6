"""Who is told when a person is needed: a client's people, or the agency's own."""

from __future__ import annotations

import re
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.quiet_hours import HOUR
from app.errors import Invalid, NotFound
from app.flows.call_people import ways_to
from app.queue import Queue
from app.services import Services
from app.store import notifications, people
from app.store.db import Tx
from app.store.people import CHANNELS, PersonRow

_EMAIL = re.compile(r"[^\s@<>\"',;]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"\+[1-9]\d{6,14}")
_MAX_NAME, _MAX_PEOPLE = 80, 50
LONGEST_REMIND_MIN = 24 * 60


async def save_person(services: Services, tenant_id: str | None, person: PersonRow) -> str:
    """Add a person (empty id), or change one; return the id.

    Raises:
        Invalid: a field is wrong; says which and what is right.
        NotFound: the tenant has no such person.
    """
    checked = _checked(person)
    return await services.db.write(_save, services, tenant_id, checked)


def _save(tx: Tx, services: Services, tenant_id: str | None, person: PersonRow) -> str:
    if not person.id and len(people.people_of(tx, tenant_id)) >= _MAX_PEOPLE:
        raise Invalid("There are 50 people already.")
    saved = people.put_person(tx, tenant_id, person, services.clock.now_ms())
    if saved is None:
        raise NotFound("There is no such person.")
    return saved


def _checked(person: PersonRow) -> PersonRow:
    name = " ".join(person.name.split())
    email, phone = person.email.strip(), re.sub(r"[\s().-]", "", person.phone)
    if not name or len(name) > _MAX_NAME or not name.isprintable():
        raise Invalid("Write a name of at most 80 characters.")
    if email and (len(email) > 254 or not _EMAIL.fullmatch(email)):
        raise Invalid("This is no e-mail address.")
    if phone and not _PHONE.fullmatch(phone):
        raise Invalid("Write the phone number with its country: +1 212 555 0123.")
    channels = tuple(one for one in CHANNELS if one in person.channels)
    if not channels:
        raise Invalid("Choose e-mail, SMS or both.")
    if ("email" in channels and not email) or ("sms" in channels and not phone):
        raise Invalid("A way of telling them needs its address.")
    hours = (person.quiet_from, person.quiet_to)
    if any(hours) and not all(HOUR.fullmatch(hour) for hour in hours):
        raise Invalid("Write quiet hours as 22:00, both or neither.")
    try:
        ZoneInfo(person.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid("There is no such time zone.") from error
    return replace(person, name=name, email=email, phone=phone, channels=channels)


async def remove_person(services: Services, tenant_id: str | None, person_id: str) -> None:
    """Forget a person; what they were told stays.

    Raises:
        NotFound: the tenant has no such person.
    """
    if not await services.db.write(people.delete_person, tenant_id, person_id):
        raise NotFound("There is no such person.")


async def move_up(services: Services, tenant_id: str | None, person_id: str) -> None:
    """Let a person be told one place earlier; for the first, nothing changes."""
    await services.db.write(people.move_up, tenant_id, person_id)


async def set_remind_after(services: Services, tenant_id: str, minutes: int) -> None:
    """Set after how many minutes a client's people are told again.

    Raises:
        Invalid: less than one minute, or more than a day.
        NotFound: there is no such client.
    """
    if not 1 <= minutes <= LONGEST_REMIND_MIN:
        raise Invalid("Choose 1 to 1440 minutes.")
    if not await services.db.write(people.set_remind_after, tenant_id, minutes):
        raise NotFound("There is no such client.")


async def send_test(services: Services, tenant_id: str | None, person_id: str) -> int:
    """Send a test by every channel of a person; return by how many it is on its way.

    Raises:
        NotFound: the tenant has no such person.
    """
    return await services.db.write(_queue_test, services, tenant_id, person_id)


def _queue_test(tx: Tx, services: Services, tenant_id: str | None, person_id: str) -> int:
    person = people.person_by_id(tx, tenant_id, person_id)
    if person is None:
        raise NotFound("There is no such person.")
    now, count = services.clock.now_ms(), 0
    for way in ways_to(tx, services, person, tenant_id or ""):
        notification_id = notifications.insert_notification(
            tx,
            tenant_id,
            ("person", ""),
            person,
            way.channel,
            "test",
            now,
            through_id=way.through_id,
            problem=way.problem,
        )
        if notification_id and not way.problem:
            count += 1
            _ring(tx, services, notification_id)
    return count


def _ring(tx: Tx, services: Services, notification_id: str) -> None:
    tx.after_commit(lambda: services.bell.ring(Queue.NOTIFY, notification_id))
