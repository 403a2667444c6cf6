"""Who may do what: a role gives rights, a scope says for which clients.

Roles are of people, scopes of keys. An agency's people have all clients or some of them; a
client's own members have the one. The role says what they may do there, whoever they are, except
for what is the agency's alone (``AGENCY``, ``OWN``): a client's member never has that.
"""

from __future__ import annotations

from enum import StrEnum


class Right(StrEnum):
    """What a route asks for; each route names exactly one."""

    # Sees what there is.
    READ = "read"
    # Answers leads: writes, takes over, moves, notes, resolves, exports.
    WORK = "work"
    # Writes what the assistant knows.
    TEACH = "teach"
    # Sets up a client: assistant, budget, hours, people, keys, integrations.
    MANAGE = "manage"
    # Makes clients and the agency's people, sets budgets, sees the agency's own log.
    AGENCY = "agency"
    # Deletes a client for good, makes and ends owners.
    OWN = "own"
    # One's own account, whatever the role.
    ACCOUNT = "account"


class Role(StrEnum):
    """What a person is."""

    OWNER = "owner"
    ADMIN = "admin"
    OPERATOR = "operator"
    VIEWER = "viewer"


_VIEWER = frozenset({Right.READ, Right.ACCOUNT})
_OPERATOR = _VIEWER | {Right.WORK, Right.TEACH}
_ADMIN = _OPERATOR | {Right.MANAGE, Right.AGENCY}
_OF_ROLES: dict[str, frozenset[Right]] = {
    Role.OWNER: _ADMIN | {Right.OWN},
    Role.ADMIN: _ADMIN,
    Role.OPERATOR: _OPERATOR,
    Role.VIEWER: _VIEWER,
}
_AGENCY_ONLY = frozenset({Right.AGENCY, Right.OWN})
SCOPES = ("read", "write", "manage", "agency")
_OF_SCOPES: dict[str, frozenset[Right]] = {
    "read": frozenset({Right.READ}),
    "write": frozenset({Right.READ, Right.WORK, Right.TEACH}),
    "manage": frozenset({Right.READ, Right.WORK, Right.TEACH, Right.MANAGE}),
    # Only the agency's admins make such a key; still it is one client's.
    "agency": frozenset({Right.READ, Right.WORK, Right.TEACH, Right.MANAGE, Right.AGENCY}),
}


def rights_of_role(role: str, has_all_clients: bool) -> frozenset[Right]:
    """Return what somebody of this role may do; an unknown role may do nothing.

    Args:
        has_all_clients: of the agency, and not limited to some of its clients.
    """
    rights = _OF_ROLES.get(role, frozenset())
    return rights if has_all_clients else rights - _AGENCY_ONLY


def rights_of_scopes(scopes: str) -> frozenset[Right]:
    """Return what a key with these scopes, parted by spaces, may do; unknown ones give nothing."""
    rights: frozenset[Right] = frozenset()
    for scope in scopes.split():
        rights |= _OF_SCOPES.get(scope, frozenset())
    return rights
