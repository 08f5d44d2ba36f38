"""The account page without a browser: what a steward presses there, and what a lost right does to a button."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from coalition.accounts import clock, terms, viewers
from coalition.accounts.acts_on_page import LINK
from coalition.accounts.entry import look_through
from coalition.accounts.matrix import commands_given, files_offered, pages_offered, permissions_held
from coalition.accounts.queries import Person, people, waiting_invitations
from coalition.accounts.viewers import TERMINAL_STEWARD
from coalition.organizations.models import Organization
from data.access import Limit, Permission, Role, Viewer, requires
from data.store import open_session
from tests.coalition.accounts.people import Clock, Somebody, first_steward, invitation, joined, new_organization

pytestmark = pytest.mark.usefixtures("sqlite_store", "cheap_hashes")
ROOT = Path(__file__).parents[3]
Open = Callable[..., AppTest]


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page of the dashboard as whoever `sees` answers at each run."""

    def opened(sees: Callable[[], Viewer], page: str = "accounts") -> AppTest:
        monkeypatch.setattr(viewers, "viewer_of", lambda _identity: sees())
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        return app.switch_page(f"coalition/accounts/pages/{page}.py").run()

    return opened


@requires(Permission.KEEP_DIRECTORY)
def merge(session: Session, *, organization_id: int, into: int) -> None:
    found = session.get_one(Organization, organization_id)
    found.merged_into_id = into
    session.add(found)


@pytest.fixture
def sam(time: Clock) -> Somebody:
    return first_steward()


def person(email: str) -> Person:
    with open_session(TERMINAL_STEWARD) as session:
        return next(found for found in people(session, now=clock.now()) if found.email == email)


def told(app: AppTest) -> str:
    assert not app.exception
    shown = [str(piece.proto.body) for piece in app.main.get("html") if "<style>" not in piece.proto.body]
    return " ".join([*shown, *(block.value for block in app.code), *(str(note.value) for note in app.caption)])


def choose(app: AppTest, key: str, value: object) -> AppTest:
    return next(box for box in app.selectbox if box.key == key).set_value(value).run()


def test_a_steward_invites_into_an_organization_and_withdraws(open_page: Open, sam: Somebody, time: Clock) -> None:
    union = new_organization(sam.viewer, "Example <i>Union</i>")
    app = open_page(_as(sam))
    next(field for field in app.text_input if field.label == "E-mail address").set_value("uma@example.org")
    next(box for box in app.selectbox if box.label == "Role").set_value(Role.ORGANIZER)
    next(box for box in app.selectbox if box.key == "invite_organization_0").set_value(union)
    next(button for button in app.button if button.label == "Make an invitation link").click().run()
    assert "/accept/" in told(app)
    assert LINK not in app.session_state
    assert "Example &lt;i&gt;Union&lt;/i&gt;" in told(app)
    with open_session(TERMINAL_STEWARD) as session:
        link = waiting_invitations(session, now=time.now())[0]
    assert (link.email, link.role, link.organization_id) == ("uma@example.org", Role.ORGANIZER, union)
    app.button(key=f"withdraw_{link.id}").click().run()
    assert "uma@example.org" not in told(app)


def test_an_e_mail_with_a_header_in_it_is_refused_with_a_sentence(open_page: Open, sam: Somebody) -> None:
    app = open_page(_as(sam))
    field = next(field for field in app.text_input if field.label == "E-mail address")
    field.set_value("uma@example.org\r\nBcc: eve@example.org")
    next(button for button in app.button if button.label == "Make an invitation link").click().run()
    assert "Write the e-mail address in plain letters" in told(app)
    assert "/accept/" not in told(app)


def test_a_refused_invitation_keeps_what_was_typed_and_one_that_is_made_clears_it(
    open_page: Open, sam: Somebody
) -> None:
    app = open_page(_as(sam))
    for typed, stays in (("uma@example", "uma@example"), ("uma@example.org", "")):
        next(field for field in app.text_input if field.label == "E-mail address").set_value(typed)
        next(button for button in app.button if button.label == "Make an invitation link").click().run()
        assert next(field for field in app.text_input if field.label == "E-mail address").value == stays


def test_after_a_merge_accounts_and_invitations_stand_with_the_organization_that_is_left(
    open_page: Open, sam: Somebody
) -> None:
    union = new_organization(sam.viewer, "Example Union")
    old = new_organization(sam.viewer, "Old Union")
    uma = joined(sam, "uma@example.org", organization_id=old)
    number = uma.id
    invitation(sam.viewer, "zoe@example.org", organization_id=old)
    with open_session(TERMINAL_STEWARD, writing=True) as session:
        merge(session, organization_id=old, into=union)
    app = open_page(_as(sam))
    row = {part.split("<small>")[0]: part for part in told(app).split('<div class="ct ct-account">')}
    assert next(words for start, words in row.items() if "Uma" in start or "Maria Member" in start).count(
        "Example Union"
    )
    assert next(words for start, words in row.items() if "zoe@" in start).count("Example Union · open until")
    assert next(box for box in app.selectbox if box.key == f"organization_{number}_1").value == union


def test_the_words_of_the_accounts_page_are_explained_where_they_stand(open_page: Open, sam: Somebody) -> None:
    app = open_page(_as(sam))
    assert {box.help for box in app.selectbox if box.label == "Role"} == {terms.roles()}
    assert {box.help for box in app.checkbox if "code app" in box.label} == {terms.second_factor()}
    for explained in (terms.second_factor(), "last seen just now"):
        assert explained in told(app)


def test_a_steward_gives_a_role_and_an_organization_resets_signs_out_and_deactivates(
    open_page: Open, sam: Somebody
) -> None:
    union = new_organization(sam.viewer, "Example Union")
    maria = joined(sam, "maria@example.org")
    number, app = maria.id, open_page(_as(sam))
    choose(app, f"role_{number}_1", Role.ORGANIZER).button(key=f"give_{number}").click().run()
    assert person(maria.email).role is Role.ORGANIZER
    choose(app, f"organization_{number}_2", union).button(key=f"move_{number}").click().run()
    assert person(maria.email).organization_id == union
    app.button(key=f"reset_{number}").click().run()
    assert "/reset/" in told(app)
    app.button(key=f"out_{number}").click().run()
    assert person(maria.email).open_sign_ins == 0
    app.button(key=f"stop_{number}").click().run()
    assert not person(maria.email).active
    assert "Deactivated" in told(app)
    app.button(key=f"back_{number}").click().run()
    assert person(maria.email).active


def test_a_steward_keeps_an_organization_out_and_lets_it_in_again(open_page: Open, sam: Somebody) -> None:
    union = new_organization(sam.viewer, "Example Union")
    uma = joined(sam, "uma@example.org", organization_id=union)
    app = open_page(_as(sam))
    app.button(key=f"suspend_now_{union}").click().run()
    assert "Suspended" in told(app)
    assert "The whole organization is suspended" in told(app)
    assert person(uma.email).suspended
    app.button(key=f"reinstate_{union}").click().run()
    assert not person(uma.email).suspended


def test_what_another_steward_changed_meanwhile_is_said_and_nothing_is_lost(
    open_page: Open, sam: Somebody, time: Clock
) -> None:
    from coalition.accounts import commands

    maria = joined(sam, "maria@example.org")
    app = open_page(_as(sam))
    with open_session(TERMINAL_STEWARD, writing=True) as session:
        commands.change_role(session, account_id=2, version=1, role=Role.PROGRAMME_STAFF, now=time.now())
    app.button(key="stop_2").click().run()
    assert "Somebody else changed this account meanwhile" in told(app)
    assert person(maria.email).active


def test_a_button_that_was_shown_before_a_right_was_lost_does_nothing(open_page: Open, sam: Somebody) -> None:
    maria = joined(sam, "maria@example.org")
    member, sees = maria.viewer, [sam.viewer]
    app = open_page(lambda: sees[0])
    sees[0] = member
    app.button(key="stop_2").click().run()
    assert "Your role does not allow this" in told(app)
    assert "Everybody with an account" not in told(app)
    assert person(maria.email).active


def test_a_steward_who_only_looks_sees_the_roles_page_and_the_way_back(open_page: Open, sam: Somebody) -> None:
    joined(sam, "maria@example.org")
    look_through(sam.key, Role.ORGANIZER)
    app = open_page(_as(sam))
    assert "You look through another role: Organizer. Nothing can be changed." in told(app)
    assert "Everybody with an account" not in told(app)
    assert "Back to your own view" in told(app)


def test_a_steward_without_a_second_proof_is_led_to_it(open_page: Open, sam: Somebody) -> None:
    unproven = Viewer(Role.MEMBER, "Sam", 1, sam.id, Limit.UNPROVEN)
    app = open_page(lambda: unproven)
    assert 'href="/code-app"' in told(app)
    assert "Everybody with an account" not in told(app)


def test_the_matrix_lists_every_permission_page_file_and_command(open_page: Open, sam: Somebody) -> None:
    shown = told(open_page(_as(sam), "matrix")).lower()
    rows = [*permissions_held(), *pages_offered(), *commands_given()]
    names = [row.name.lower() for row in rows] + list(files_offered())
    assert [name for name in names if name not in shown] == []
    assert len(rows) > 60


def test_a_link_waits_for_nobody_but_the_steward_who_made_it(open_page: Open, sam: Somebody) -> None:
    maria = joined(sam, "maria@example.org")
    invitation(sam.viewer, "waiting@example.org")
    member = maria.viewer
    assert "waiting@example.org" not in told(open_page(lambda: member))


def _as(who: Somebody) -> Callable[[], Viewer]:
    seen = who.viewer
    return lambda: seen
