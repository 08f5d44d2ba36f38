"""The home page's own sentences: how much changed, what waits, how an area stands; in the language being spoken."""

from datetime import date

from campaigns.overview.areas import AreaOf
from campaigns.overview.home import Home
from campaigns.overview.waiting import Waiting, Waits
from data.language import _, ngettext
from look import parts


def title_words(home: Home) -> str:
    """ "What changed this week", or since which day."""
    days = (home.now - home.since).days
    if days <= 1:
        return _("What changed since yesterday") if home.since.date() < home.now.date() else _("What changed today")
    if days <= 7:
        return _("What changed this week")
    return _("What changed since {day}").format(day=parts.day_words(home.since.date(), today=home.now.date()))


def lede_words(home: Home, *, inside: bool) -> str:
    """How much changed since the last visit, and how much waits for the viewer."""
    said = [changes_sentence(home)]
    waits = sum(one.count for one in home.waiting)
    if inside:
        waiting = ngettext("{n} thing waits for you.", "{n} things wait for you.", waits).format(n=f"{waits:,}")
        said.append(waiting if waits else _("Nothing waits for you."))
    return " ".join(said)


def changes_sentence(home: Home) -> str:
    """How many changes there are since the day of the last visit."""
    day = parts.day_words(home.since.date(), today=home.now.date())
    if not home.found:
        return _("Nothing changed since {day}.").format(day=day)
    if home.is_more:
        return _("At least {n} changes since {day}.").format(n=home.found, day=day)
    return ngettext("{n} change since {day}.", "{n} changes since {day}.", home.found).format(n=home.found, day=day)


def older_words(home: Home) -> str:
    """The link to all of it: how many more there are."""
    if home.is_more:
        return _("All changes")
    more = home.found - len(home.told)
    return ngettext("{n} more change", "{n} more changes", more).format(n=more) if more > 0 else _("Older changes")


def waiting_words(one: Waiting) -> str:
    """What is to be done, as the link says it."""
    if one.what is Waits.MOTION:
        return _("Answer the motion: {title}").format(title=one.title)
    if one.what is Waits.LETTER:
        return _("Sign version {n}: {title}").format(n=one.stands, title=one.title)
    if one.what is Waits.LOBBYING:
        words = ngettext("Say of {n} action whether it is lobbying", "Say of {n} actions whether they are lobbying",
                         one.count)  # fmt: skip
        return words.format(n=f"{one.count:,}")
    if one.what is Waits.TASK:
        return one.title or ngettext("{n} more task", "{n} more tasks", one.count).format(n=f"{one.count:,}")
    if one.what is Waits.CORRECTION:
        words = ngettext("Answer {n} request to correct a figure", "Answer {n} requests to correct a figure", one.count)
        return words.format(n=f"{one.count:,}")
    return ngettext("{n} post mentions you", "{n} posts mention you", one.count).format(n=f"{one.count:,}")


def waiting_note(one: Waiting, *, today: date) -> str:
    """Until when, or for how long it waits; empty where neither is known."""
    said = []
    if one.what is Waits.LETTER and one.signed:
        said.append(_("Your organization signed version {n}.").format(n=one.signed))
    if one.due is not None:
        said.append(due_words(one.due, today=today))
    elif one.since is not None:
        days = (today - one.since).days
        waits = ngettext("Waiting for {n} day.", "Waiting for {n} days.", days).format(n=days)
        said.append(waits if days > 0 else _("Since today."))
    return " ".join(said)


def due_words(due: date, *, today: date) -> str:
    """The last day, and how far it is: "Due Fri, Jul 21, in 4 days."."""
    day, days = parts.day_words(due, today=today), (due - today).days
    if days == 0:
        return _("Due today.")
    if days < 0:
        late = ngettext("Due {day}; {n} day late.", "Due {day}; {n} days late.", -days)
        return late.format(day=day, n=-days)
    return ngettext("Due {day}, in {n} day.", "Due {day}, in {n} days.", days).format(day=day, n=days)


def area_sentence(area: AreaOf) -> str:
    """How many campaigns run in an area and how many of their targets are to go."""
    if not area.campaigns:
        return _("No campaign runs here now.")
    runs = ngettext("{n} campaign runs", "{n} campaigns run", len(area.campaigns)).format(n=len(area.campaigns))
    if len(area.campaigns) == 1:
        runs = area.campaigns[0].name
    if not area.targets:
        return _("{campaigns}; no target measures it yet.").format(campaigns=runs)
    if not area.to_go:
        return ngettext("{campaigns}; its {n} target is met.", "{campaigns}; all {n} targets are met.",
                        area.targets).format(campaigns=runs, n=area.targets)  # fmt: skip
    return ngettext("{campaigns}; {n} of {all} targets to go.", "{campaigns}; {n} of {all} targets to go.",
                    area.to_go).format(campaigns=runs, n=area.to_go, all=area.targets)  # fmt: skip
