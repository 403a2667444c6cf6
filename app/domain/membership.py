"""Who may invite, change and end whom; and what an invitation says.

Nobody gives a role above their own, nor changes somebody above themselves; so only an owner makes
owners. An owner has all clients: one limited to some could not act as one. One is always left.
"""

from __future__ import annotations

from app.domain.access import Role

_RANKS = {Role.VIEWER: 0, Role.OPERATOR: 1, Role.ADMIN: 2, Role.OWNER: 3}


def may_give(own_role: str, role: str, is_agency: bool) -> bool:
    """Tell whether somebody of a role may make another one of a role.

    Args:
        is_agency: the other is one of the agency's people; a client's own members have no owner.
    """
    if role == Role.OWNER and not is_agency:
        return False
    return role in tuple(Role) and _rank(role) <= _rank(own_role)


def may_change(own_role: str, their_role: str) -> bool:
    """Tell whether somebody may change or end another: nobody above themselves."""
    return _rank(their_role) <= _rank(own_role)


def roles_to_give(own_role: str, is_agency: bool) -> tuple[str, ...]:
    """Return the roles somebody may give, the highest first."""
    return tuple(role.value for role in Role if may_give(own_role, role.value, is_agency))


def _rank(role: str) -> int:
    return _RANKS.get(Role(role), 0) if role in tuple(Role) else -1


_INVITATIONS = {
    "en": (
        "You are invited to {place}",
        "{by} invites you to {place} on leadline. The link signs you in once; you choose your"
        " password then. It works for three days.",
        "Accept the invitation",
    ),
    "es": (
        "Le invitan a {place}",
        "{by} le invita a {place} en leadline. El enlace permite entrar una vez; después elegirá"
        " su contraseña. Funciona durante tres días.",
        "Aceptar la invitación",
    ),
    "ar": (
        "دعوة إلى {place}",
        "يدعوك {by} إلى {place} على leadline. يسجّل الرابط دخولك مرة واحدة، ثم تختار كلمة المرور."
        " يبقى صالحًا ثلاثة أيام.",
        "قبول الدعوة",
    ),
}


def invitation_words(language: str, by: str, place: str) -> tuple[str, str, str]:
    """Return title, text and button of an invitation; English for a language we do not speak."""
    title, text, button = _INVITATIONS.get(language, _INVITATIONS["en"])
    # One by one: a name may hold braces of its own.
    return (
        title.replace("{place}", place),
        text.replace("{by}", by).replace("{place}", place),
        button,
    )
