"""One thread: what was said, who said it, the answer, and what one may do here."""

from functools import partial

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community import sentences as say
from coalition.community import threads_shown as shown
from coalition.community.commands import close_thread, follow_thread, mark_answer, note_read, unfollow_thread
from coalition.community.pages.reporting import report_link
from coalition.community.pages.saying import answer_form, answer_key, edit_form, may_speak
from coalition.community.queries import POSTS_ON_PAGE, PostShown, ThreadRecord, thread, unread_mentions
from coalition.community.rules import ThreadKind, page_of, quoted
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, refusal_shown, show_saved
from look.talked_about import TalkedAbout, records_named

viewer, now = current_viewer(), clock.now()
speaks = may_speak()
LIST = "coalition/community/pages/community.py"


def post_of_address() -> int | None:
    """The post the address names, by its number in the thread."""
    return number_of(st.query_params.get("post", ""))


def thread_of_address() -> tuple[ThreadRecord, TalkedAbout | None, int]:
    """The thread the address names, what it is about, and how many posts name the viewer. Raises NotFound."""
    number = number_of(st.query_params.get("thread", ""))
    if number is None:
        raise NotFound(_("This thread"))
    sought = post_of_address()
    page = page_of(sought, POSTS_ON_PAGE) if sought else number_of(st.query_params.get("page", ""))
    with open_session(viewer) as session:
        record = thread(session, number, page=page)
        about = records_named(session, [record.head.about]) if record.head.about else {}
        return record, next(iter(about.values()), None), unread_mentions(session)


def remember_read(record: ThreadRecord, named: int) -> None:
    """Keep how far the viewer read, where that is further than before."""
    last = record.posts[-1].number if record.posts else 0
    if speaks and (named or (record.follows and record.read_to < last)):
        with open_session(viewer, writing=True) as session:
            note_read(session, thread_id=record.head.id, number=last, now=now)


def act(label: str, key: str, icon: str, command: partial[None]) -> None:
    """A button that runs one command on a writing session, and shows the page anew."""
    done = False
    if st.button(label, key=key, icon=f":material/{icon}:", type="tertiary"):
        with refusal_shown(_("Nothing was changed."), _("Try again.")):
            with open_session(viewer, writing=True) as session:
                command(session)
            done = True
    if done:
        st.rerun()


def thread_acts(record: ThreadRecord) -> None:
    number = record.head.id
    with st.container(horizontal=True, key="thread_acts"):
        if viewer.account_id is not None and speaks:
            if record.follows:
                act(_("Stop following"), "unfollow", "notifications_off", partial(unfollow_thread, thread_id=number))
            else:
                act(_("Follow"), "follow", "notifications", partial(follow_thread, thread_id=number, now=now))
            if record.follows and record.is_muted:
                act(_("Unmute"), "unmute", "volume_up", partial(follow_thread, thread_id=number, now=now))
            elif record.follows:
                mute = partial(follow_thread, thread_id=number, muted=True, now=now)
                act(_("Mute"), "mute", "volume_off", mute)
        if may(viewer, Permission.PLAN_CAMPAIGNS) and speaks:
            label, icon = (_("Open again"), "lock_open") if record.head.is_closed else (_("Close"), "lock")
            ended = not record.head.is_closed
            act(label, "close", icon, partial(close_thread, thread_id=number, closed=ended, now=now))


def quote(thread_id: int, post: PostShown) -> None:
    """Put the beginning of a post into the answer, before what stands there."""
    key = answer_key(thread_id)
    st.session_state[key] = quoted(post.words, post.who.name) + st.session_state.get(key, "")


def post_acts(record: ThreadRecord, post: PostShown) -> None:
    number, is_open = record.head.id, not record.head.is_closed
    with st.container(horizontal=True, vertical_alignment="center", key=f"post_acts_{post.id}"):
        if speaks and is_open and post.words:
            label = _("Quote")
            st.button(
                label, key=f"quote_{post.id}", icon=":material/format_quote:", type="tertiary",
                on_click=partial(quote, number, post),
            )  # fmt: skip
        if speaks and is_open and post.is_mine and not post.is_hidden:
            edit_form(record, post)
        decides = speaks and (record.is_mine or may(viewer, Permission.MODERATE))
        if decides and record.head.kind is ThreadKind.QUESTION and post.number > 1 and not post.is_hidden:
            label = _("Not the answer") if post.is_answer else _("Mark as the answer")
            chosen = None if post.is_answer else post.id
            act(label, f"mark_{post.id}", "check_circle", partial(mark_answer, thread_id=number, post_id=chosen))
        if speaks and not post.is_mine and post.words:
            report_link("post", post.id)


def go(**address: str) -> None:
    """Open another place of this thread; a link to the page one is on would look chosen already."""
    for name in ("post", "page"):
        st.query_params.pop(name, None)
    st.query_params.update(address)


def pager(record: ThreadRecord) -> None:
    """The ways to the other pages of the thread."""
    if record.pages == 1:
        return
    html(parts.note(_("Page {n} of {pages}").format(n=record.page, pages=record.pages)))
    with st.container(horizontal=True, key=f"pager_{record.page}"):
        earlier, later = (_("Earlier posts"), record.page - 1), (_("Later posts"), record.page + 1)
        for label, page in (earlier, later):
            if 1 <= page <= record.pages:
                st.button(label, key=f"page_{page}", on_click=partial(go, page=str(page)))


def opening(record: ThreadRecord, about: TalkedAbout | None) -> None:
    html(parts.eyebrow([_("Community"), _(say.KIND_WORDS[record.head.kind])]))
    st.title(parts.plain(record.head.title))
    show_saved()
    if marked := shown.marks(record.head):
        html(f'<p class="ct ct-under">{marked}</p>')
    if about is not None:
        label = parts.plain(f"{say.record_words(about.kind)}: {about.name}")
        query = {about.parameter: str(about.number)}
        st.page_link(about.page, label=label, icon=":material/link:", query_params=query)
    if record.answer_number is not None:
        label = _("To the answer, number {n}").format(n=record.answer_number)
        jump = partial(go, post=str(record.answer_number))
        st.button(label, key="to_answer", icon=":material/check:", type="tertiary", on_click=jump)
    thread_acts(record)


def show() -> None:
    try:
        record, about, named = thread_of_address()
    except NotFound as problem:
        st.title(_("Thread"))
        html(parts.stop(str(problem), _("Nothing was changed."), _("Choose one from the list.")))
        st.page_link(LIST, label=_("All threads"), icon=":material/arrow_back:")
        return
    opening(record, about)
    sought = post_of_address()
    for post in record.posts:
        with st.container(key=f"post_{post.id}", gap=None):
            html(shown.post(post, now=now, found=post.number == sought))
            post_acts(record, post)
    pager(record)
    if record.head.is_closed:
        html(parts.note(_("This thread is closed. Nobody answers here any more.")))
    elif speaks:
        answer_form(record)
    st.page_link(LIST, label=_("All threads"), icon=":material/arrow_back:")
    remember_read(record, named)


show()
