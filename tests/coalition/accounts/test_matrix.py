"""Every role against every command and every file: who lacks the right is refused, and a new one is in the table."""

from importlib import import_module
from itertools import pairwise

import pytest

from coalition.accounts.matrix import NO_CHANGE, ROLES, commands_declared, commands_given
from data.access import GRANTS, Permission, Role, Viewer
from data.errors import InvalidInput, NotAllowed, NotFound
from data.exports.registry import find, offered
from data.store import open_session
from tests.architecture import product
from tests.support import DOOR, MEMBER, ORGANIZER, PUBLIC, STAFF, STEWARD

VIEWERS = (PUBLIC, MEMBER, STAFF, ORGANIZER, STEWARD, DOOR)
FOR_EVERYBODY, FOR_MEMBERS = None, Permission.SEE_COALITION
FILES: dict[str, Permission | None] = {
    "action-totals": FOR_MEMBERS,
    "actions": FOR_MEMBERS,
    "bill-actions": FOR_EVERYBODY,
    "bills": FOR_EVERYBODY,
    "calendar": FOR_MEMBERS,
    "call-sheet": FOR_MEMBERS,
    "campaign-plan": FOR_MEMBERS,
    "campaign-targets": FOR_MEMBERS,
    "changes": Permission.SEE_AUDIT,
    "chapter-70": FOR_EVERYBODY,
    "comparison": FOR_EVERYBODY,
    "contact": Permission.KEEP_CONTACTS,
    "contacts": Permission.KEEP_CONTACTS,
    "coverage": FOR_MEMBERS,
    "date": FOR_EVERYBODY,  # one that is published
    "decision": FOR_MEMBERS,
    "decisions": FOR_MEMBERS,
    "demands": FOR_MEMBERS,
    "digest": FOR_EVERYBODY,
    "district": FOR_EVERYBODY,
    "district-peers": FOR_EVERYBODY,
    "district-revenue": FOR_EVERYBODY,
    "districts": FOR_EVERYBODY,
    "equity": FOR_EVERYBODY,
    "grow-next": FOR_EVERYBODY,
    "guide": FOR_EVERYBODY,  # an edition that stands
    "guide-dictionary": FOR_EVERYBODY,
    "guide-preview": Permission.PLAN_CAMPAIGNS,
    "legislator": FOR_EVERYBODY,  # the edition without anything of ours
    "legislators": FOR_EVERYBODY,
    "letter": FOR_EVERYBODY,
    "letter-signers": FOR_EVERYBODY,
    "letter-versions": FOR_MEMBERS,
    "line-adjustments": FOR_EVERYBODY,
    "line-history": FOR_EVERYBODY,
    "line-item": FOR_EVERYBODY,
    "line-items": FOR_EVERYBODY,
    "line-series": FOR_EVERYBODY,
    "lineage": FOR_EVERYBODY,
    "lobbying-actions": FOR_MEMBERS,
    "lobbying-four-years": FOR_MEMBERS,
    "lobbying-schedule-c": FOR_MEMBERS,
    "minutes": FOR_MEMBERS,
    "moves": FOR_MEMBERS,
    "opt-outs": Permission.KEEP_CONTACTS,
    "organizations": FOR_EVERYBODY,  # those the directory names in public
    "our-ledger": Permission.PLAN_CAMPAIGNS,
    "our-money": FOR_MEMBERS,
    "positions": FOR_EVERYBODY,  # those organizations published
    "program-numbers": FOR_EVERYBODY,  # those its staff published
    "program-pairs": Permission.KEEP_PROGRAMMES,
    "programme-brief": FOR_MEMBERS,
    "public-calendar": FOR_EVERYBODY,
    "public-site": Permission.PLAN_CAMPAIGNS,
    "release": FOR_MEMBERS,
    "report": FOR_MEMBERS,
    "resource": FOR_MEMBERS,
    "roll-call": FOR_EVERYBODY,
    "scorecard": FOR_MEMBERS,
    "scorecard-edition": FOR_EVERYBODY,  # one that is published
    "seek": FOR_EVERYBODY,
    "tax-rates": FOR_EVERYBODY,
    "tax-scenario": FOR_EVERYBODY,
    "what-changed": FOR_EVERYBODY,
    "whip-evidence": FOR_MEMBERS,
    "workload": FOR_MEMBERS,
}


def the_files() -> dict[str, str]:
    """Every kind of file the program offers, with one of its forms."""
    for module in product():
        if "@register(" in module.source:
            import_module(module.path.removesuffix(".py").replace("/", "."))
    return {what: kind for what, kind in offered() if not what.startswith("test")}


def test_the_walk_finds_every_command_the_source_declares() -> None:
    declared = sum(module.source.count("\n@requires(") for module in product())
    assert len(commands_declared()) == declared > 100


def test_what_changes_nothing_is_not_listed_among_the_changes() -> None:
    named = {row.name for row in commands_given()}
    assert set(commands_declared()) >= NO_CHANGE
    assert "changes: put back change" in named
    assert not named & {"audit: broken entry", "broken entry: broken entry", "changes: note taken file"}
    assert not [name for name in named if "broken entry" in name or "note taken" in name]


@pytest.mark.usefixtures("sqlite_store")
@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.role)
def test_no_command_runs_for_a_role_that_lacks_its_permission(viewer: Viewer) -> None:
    ran = []
    with open_session(viewer, writing=True) as session:
        for name, needs in commands_declared().items():
            if needs in GRANTS[viewer.role]:
                continue
            module, _dot, verb = name.rpartition(".")
            try:
                getattr(import_module(module), verb)(session)
                ran.append(name)
            except NotAllowed:
                continue
    assert ran == []


def test_every_file_stands_in_the_table_with_who_may_take_it() -> None:
    assert set(the_files()) == set(FILES)


@pytest.mark.usefixtures("sqlite_store")
@pytest.mark.parametrize("viewer", VIEWERS[:-1], ids=lambda viewer: viewer.role)
def test_a_file_is_not_found_by_a_role_that_may_not_take_it(viewer: Viewer) -> None:
    given = []
    for what, kind in the_files().items():
        needs = FILES.get(what, FOR_MEMBERS)
        build = find(what, kind)
        assert build is not None
        try:
            build(viewer, {}, kind)
        except (NotFound, NotAllowed):
            continue
        except InvalidInput:  # it wants to be told of which line or year
            pass
        if needs is not None and needs not in GRANTS[viewer.role]:
            given.append(what)
    assert given == []


def test_a_person_holds_no_right_that_only_a_wider_role_should() -> None:
    order = [GRANTS[role] for role in (Role.PUBLIC, Role.MEMBER, Role.ORGANIZER, Role.STEWARD)]
    assert all(less < more for less, more in pairwise(order))
    assert Role.DOOR not in ROLES
