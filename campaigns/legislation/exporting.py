"""Bills and the actions of one on their way out: the values the pages show, as tables."""

from campaigns.legislation import sentences as say
from campaigns.legislation.bill_queries import BillOf
from campaigns.legislation.models import Priority
from campaigns.legislation.queries import BillFilter, BillHead, Bills
from campaigns.legislation.steps import Step
from data.exports.tables import Column, ColumnKind, Missing, Table, Value
from data.language import _

TEXT, DAY, NUMBER = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.INTEGER
BILLS = (
    Column("state", "State", TEXT), Column("session", "Session", TEXT), Column("number", "Number", TEXT),
    Column("title", "Title", TEXT), Column("step", "Step", TEXT), Column("step_on", "Since", DAY),
    Column("sponsors", "Sponsors", NUMBER), Column("called", "We call it", TEXT), Column("priority", "Priority", TEXT),
)  # fmt: skip
ACTIONS = (
    Column("on", "Day", DAY), Column("chamber", "Chamber", TEXT), Column("action", "Action", TEXT),
    Column("step", "Read as", TEXT),
)  # fmt: skip
NO_DAY = Missing("the source tells no day")
NO_STEP = Missing("no action tells a step")
NOT_READ = Missing("no rule reads these words")
NOT_OURS = Missing("we do not follow it")
NOT_SAID = Missing("not said")
NO_SPONSOR = Missing("no sponsor is on file")


def bills_table(found: Bills, wanted: BillFilter, *, most: int) -> Table:
    """The bills of a list, what we follow first; `most` is how many others were asked for."""
    filters = (
        (_("Number or words"), wanted.words), (_("State"), wanted.state.upper()),
        (_("How far"), say.step_words(Step(wanted.step)) if wanted.step else ""),
        (_("Priority"), _(say.PRIORITY_WORDS[Priority(wanted.priority)]) if wanted.priority else ""),
        (_("Which"), _("Only what we follow") if wanted.ours else ""),
    )  # fmt: skip
    cut = _("At most {n} bills that we do not follow stand here. Name a state, a session or words for others.")
    return Table(
        name="bills", title=_("Bills"), columns=BILLS,
        rows=tuple(_bill_row(head) for head in (*found.followed, *found.others)),
        filters=tuple((name, said) for name, said in filters if said),
        notes=(cut.format(n=f"{most:,}"),) if len(found.others) >= most else (),
    )  # fmt: skip


def _bill_row(head: BillHead) -> tuple[Value, ...]:
    ours = head.followed
    return (
        head.state.upper(), head.session, head.number, head.title or NOT_SAID,
        say.step_words(head.step) if head.step else NO_STEP, head.stepped_on or NO_DAY, head.sponsors or NO_SPONSOR,
        (ours.called or NOT_SAID) if ours else NOT_OURS, _(say.PRIORITY_WORDS[ours.priority]) if ours else NOT_OURS,
    )  # fmt: skip


def actions_table(bill: BillOf) -> Table:
    """The actions of a bill, newest first, with the step each was read as."""
    head = bill.head
    rows = tuple(
        (
            one.on_date or NO_DAY, _(say.CHAMBER_WORDS.get(one.chamber, "")) or NOT_SAID, one.text,
            say.step_words(one.step) if one.step else NOT_READ,
        )
        for one in bill.actions
    )  # fmt: skip
    return Table(
        name=f"{head.state}-{head.session}-{head.number}-actions".lower().replace(" ", "-").replace(".", ""),
        title=_("{number}: actions").format(number=head.number), columns=ACTIONS, rows=rows,
        notes=(newest,) if (newest := say.newest_actions(bill)) else (),
    )  # fmt: skip
