"""The forms to speak in: start a thread, answer, edit one's own, and the code one agrees to before the first word."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community import sentences as say
from coalition.community.authors import may_write
from coalition.community.commands import answer_thread, edit_post, start_thread
from coalition.community.conduct import agree_to_code, code_in_force, has_agreed
from coalition.community.markdown import safe_markup
from coalition.community.queries import PostShown, ThreadRecord, own_names
from coalition.community.rules import LONGEST_TITLE, ThreadKind
from data.language import _, spoken
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

THREAD = "coalition/community/pages/thread.py"
SAFE, CURE = "Nothing was posted. Your words are still in the form.", "Correct it and post again."
HEIGHT = 160


def may_speak() -> bool:
    """Whether the viewer holds the right to write here, and does not only look."""
    return may_write(current_viewer())


def agreed_first(key: str) -> bool:
    """Whether the viewer agreed to the code of conduct; shows it with the one button where they have not."""
    with open_session(current_viewer()) as session:
        if has_agreed(session):
            return True
        code = code_in_force(session)
    html(parts.say(_("Before your first words here, please read what we agreed on.")))
    html(f'<div class="ct ct-post"><div class="words">{safe_markup(code.in_language(spoken()))}</div></div>')
    done = False
    if st.button(_("I agree to this"), type="primary", key=f"agree_{key}"):
        with refusal_shown(_("Nothing was saved."), _("Read it again.")):
            with open_session(current_viewer(), writing=True) as session:
                agree_to_code(session, code_id=code.id, now=clock.now())
            done = True
    if done:
        st.rerun()
    return False


def voice(key: str) -> bool:
    """Whether to speak under the pseudonym; asked only of who has one."""
    viewer = current_viewer()
    with open_session(viewer) as session:
        names = say.voices(own_names(session), viewer.name)
    if len(names) == 1:
        return False
    return bool(
        st.radio(_("Speak as"), list(names), format_func=lambda one: parts.plain(names[one]), horizontal=True, key=key)
    )


def _words_field(label: str, key: str) -> str:
    hint = _("**bold**, - lists, > quotes and links work. @Name tells that person.")
    words = st.text_area(label, key=key, height=HEIGHT)
    st.caption(parts.plain(hint))
    return words


def start_form(about: tuple[str, int] | None) -> None:
    """Start a thread, about the record the address names or free; opens it once it is posted."""
    made = 0
    with st.expander(_("Start a thread"), icon=":material/add_comment:", expanded=about is not None):
        if not agreed_first("start"):
            return
        with st.form("start_thread"):
            kinds = {one: _(say.KIND_WORDS[one]) for one in (ThreadKind.DISCUSSION, ThreadKind.QUESTION)}
            kind = st.radio(_("What it is"), list(kinds), format_func=kinds.__getitem__, horizontal=True, key="kind")
            title = st.text_input(_("Title"), max_chars=LONGEST_TITLE, key="title")
            words = _words_field(_("What you want to say"), "first_words")
            as_pseudonym = voice("start_as")
            if st.form_submit_button(_("Post it"), type="primary"):
                with refusal_shown(_(SAFE), _(CURE)):
                    with open_session(current_viewer(), writing=True) as session:
                        made = start_thread(
                            session, kind=kind, title=title, words=words, about=about, as_pseudonym=as_pseudonym,
                            now=clock.now(),
                        )  # fmt: skip
                    keep_saved(_("Posted"), [title])
    if made:
        st.switch_page(THREAD, query_params={"thread": str(made)})


def answer_key(thread_id: int) -> str:
    """Where the words of an answer stand until it is posted; another field after each post."""
    return f"answer_{thread_id}_{st.session_state.get(f'answers_{thread_id}', 0)}"


def answer_form(record: ThreadRecord) -> None:
    """Say something in a thread; shows the page it stands on once it is posted."""
    number, thread_id = 0, record.head.id
    html(parts.heading(_("Answer")))
    if not agreed_first("answer"):
        return
    with st.form(f"answer_form_{thread_id}"):
        words = _words_field(_("What you want to say"), answer_key(thread_id))
        as_pseudonym = voice(f"answer_as_{thread_id}")
        if st.form_submit_button(_("Post it"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)), open_session(current_viewer(), writing=True) as session:
                number = answer_thread(
                    session, thread_id=thread_id, words=words, as_pseudonym=as_pseudonym, now=clock.now()
                )
    if number:
        st.session_state[f"answers_{thread_id}"] = st.session_state.get(f"answers_{thread_id}", 0) + 1
        st.query_params["post"] = str(number)
        keep_saved(_("Posted"), [_("Your post is number {n}.").format(n=number)])
        st.rerun()


def edit_form(record: ThreadRecord, post: PostShown) -> None:
    """Change one's own words; with the first post also the thread's title."""
    done, first = False, post.number == 1
    with st.popover(_("Edit"), icon=":material/edit:", type="tertiary"), st.form(f"edit_{post.id}_{post.version}"):
        title = None
        if first:
            title = st.text_input(_("Title"), record.head.title, max_chars=LONGEST_TITLE, key=f"title_{post.id}")
        words = st.text_area(_("Your words"), post.words, height=2 * HEIGHT, key=f"words_{post.id}_{post.version}")
        if st.form_submit_button(_("Save"), type="primary"):
            with refusal_shown(_("Nothing was changed. Your words are still in the form."), _("Try again.")):
                with open_session(current_viewer(), writing=True) as session:
                    edit_post(session, post_id=post.id, version=post.version, words=words, title=title, now=clock.now())
                done = True
    if done:
        st.rerun()
