"""What happened to a line after enactment, in plain sentences; each names what it sets beside what."""

from collections.abc import Sequence
from datetime import date

from budget.adjustments.limits import beyond_nine_c
from budget.adjustments.queries import AfterEnactment, FiledAdjustment
from budget.adjustments.rules import AdjustmentKind, PublishedLevel, Spending
from budget.line_items.queries import LineHead
from budget.line_items.sentences import missing_words
from data.language import _, ngettext
from data.language.days import month_name
from data.money import dollars

KIND_WORDS = {
    AdjustmentKind.SUPPLEMENTAL: "Supplemental",
    AdjustmentKind.TRANSFER: "Transfer",
    AdjustmentKind.NINE_C: "9C cut",
    AdjustmentKind.OTHER_CUT: "Mid-year cut",
}
MOST_TOLD = 3


def day_words(day: date) -> str:
    """ "8 January 2025"."""
    return _("{day} {month} {year}").format(day=day.day, month=month_name(day.month), year=day.year)


def change_words(one: FiledAdjustment) -> str:
    """ "a 9C cut of $500,000 on 8 January 2025"."""
    cents = one.change.amount_cents
    amount, day = dollars(abs(cents)), day_words(one.change.dated)
    match one.change.kind:
        case AdjustmentKind.NINE_C:
            said = _("a 9C cut of {amount} on {day}")
        case AdjustmentKind.OTHER_CUT:
            said = _("a mid-year cut of {amount} on {day}")
        case AdjustmentKind.TRANSFER:
            said = _("a transfer of {amount} from {line} on {day}")
            if cents < 0:
                said = _("a transfer of {amount} to {line} on {day}")
        case AdjustmentKind.SUPPLEMENTAL:
            said = _("a supplemental of {amount} on {day}")
            if cents < 0:
                said = _("a supplemental taking back {amount} on {day}")
    return said.format(amount=amount, day=day, line=_line_words(one.other))


def _line_words(other: LineHead | None) -> str:
    return other.label if other else _("another line")


def kind_words(one: FiledAdjustment) -> str:
    """ "9C cut", "Transfer to 7010-0012"."""
    if one.change.kind is not AdjustmentKind.TRANSFER:
        return _(KIND_WORDS[one.change.kind])
    said = _("Transfer to {line}") if one.change.amount_cents < 0 else _("Transfer from {line}")
    return said.format(line=_line_words(one.other))


def standing_sentence(after: AfterEnactment) -> str:
    """ "Enacted $X; a 9C cut of $Y on 8 January 2025 and a supplemental of $Z on … leave $W now."."""
    standing, year = after.standing, after.fiscal_year.label
    basis, counted = standing.basis, after.filed[: standing.counted]
    if basis is None or standing.current_cents is None:
        return _without_basis(after)
    enacted = f"{_(basis.stage.short_name)} {dollars(basis.amount_cents)}"
    if not counted:
        none = _("{enacted}; no adjustment for {year} is on file.")
        if after.filed:
            none = _("{enacted}; no adjustment for {year} counts yet.")
        return none.format(enacted=enacted, year=year)
    if len(counted) > MOST_TOLD:
        told = _("{n} adjustments, {sum} together,").format(
            n=len(counted), sum=dollars(standing.current_cents - basis.amount_cents)
        )
    else:
        told = _listed([change_words(one) for one in counted])
    leaves = ngettext("{enacted}; {told} leaves {now} now.", "{enacted}; {told} leave {now} now.", len(counted))
    if after.year_is_over:
        leaves = _("{enacted}; {told} left {now}.")
    return leaves.format(enacted=enacted, told=told, now=dollars(standing.current_cents))


def _without_basis(after: AfterEnactment) -> str:
    start = _("No enacted figure is on file for {year}, so there is no current appropriation to work out").format(
        year=after.fiscal_year.label
    )
    if not after.filed:
        return f"{start}."
    return f"{start}: {_listed([change_words(one) for one in after.filed])}."


def later_sentence(after: AfterEnactment) -> str:
    """The adjustments dated after today, which do not count yet; empty when there are none."""
    later = after.filed[after.standing.counted :]
    if not later or after.standing.basis is None:
        return ""
    return _("Dated later and not counted yet: {told}.").format(told=_listed([change_words(one) for one in later]))


def _listed(words: Sequence[str]) -> str:
    *rest, last = words
    return _("{first} and {last}").format(first=", ".join(rest), last=last) if rest else last


def published_sentence(after: AfterEnactment, said: PublishedLevel) -> str:
    """A printed figure after enactment beside ours: the same, or the difference."""
    start = _("Published as {stage}").format(stage=_(said.stage.short_name))
    if said.as_of is not None:
        start = _("Published as {stage} on {day}").format(stage=_(said.stage.short_name), day=day_words(said.as_of))
    start = f"{start}: {dollars(said.published_cents)}"
    difference = said.difference_cents
    if difference is None:
        return _("{published}; no enacted figure is on file to check it against.").format(published=start)
    if difference == 0:
        return _("{published}, the same as {ours}.").format(published=start, ours=_ours(after))
    return _("{published}, {gap} {word} than {ours} ({sum}); {cause}").format(
        published=start,
        gap=dollars(abs(difference)),
        word=_("more") if difference > 0 else _("less"),
        ours=_ours(after),
        sum=dollars(said.expected_cents or 0),
        cause=_cause(after),
    )


def _ours(after: AfterEnactment) -> str:
    """What a printed figure is checked against: "the enacted amount with the adjustments up to then"."""
    basis = after.standing.basis
    enacted = _("the {stage} amount").format(stage=_(basis.stage.short_name).lower() if basis else _("enacted"))
    return _("{enacted} with the adjustments up to then").format(enacted=enacted) if after.filed else enacted


def _cause(after: AfterEnactment) -> str:
    """What can explain a difference: an override after the figure we start from, or what is not on file."""
    if after.standing.override_follows:
        return _("an override, or an adjustment not on file, would explain it.")
    if after.filed:
        return _("an adjustment that is missing or wrong would explain it.")
    return _("an adjustment not on file would explain it.")


def below_zero_sentence(after: AfterEnactment) -> str:
    """Says so when the adjustments take more than the line has; empty when they do not."""
    change = after.standing.below_zero
    if change is None:
        return ""
    return _(
        "The adjustments on file take more than the line has on {day}. One of them may be wrong, or one may be missing."
    ).format(day=day_words(change.dated))


def spending_sentence(after: AfterEnactment, spent: Spending) -> str:
    """What was spent beside what was appropriated, never without saying that the two are not one."""
    if spent.spent_cents is None:
        return _("What was spent in {year}: {missing}.").format(
            year=after.fiscal_year.label, missing=missing_words(spent.missing).lower()
        )
    start = _("Spent {amount} by the end of the year") if after.year_is_over else _("Spent {amount} so far")
    start = start.format(amount=dollars(spent.spent_cents))
    beside = [_beside(spent.spent_cents, cents, words) for cents, words in _appropriations(after)]
    if not beside:
        beside = [_("no appropriation is on file to set beside it")]
    return "; ".join([f"{start}, {beside[0]}", *beside[1:], _("spending is not an appropriation")]) + "."


def _appropriations(after: AfterEnactment) -> list[tuple[int, str]]:
    """What spending is set beside: what the adjustments on file lead to, and a printed figure that differs."""
    standing = after.standing
    found = []
    if standing.current_cents is not None:
        found.append((standing.current_cents, _("the current appropriation")))
    printed = standing.disagreeing if found else standing.published
    if printed:
        last = printed[-1]
        found.append(
            (last.published_cents, _("the figure published as {stage}").format(stage=_(last.stage.short_name)))
        )
    return found


def _beside(spent: int, appropriated: int, words: str) -> str:
    gap = spent - appropriated
    if gap == 0:
        return _("exactly {words}").format(words=words)
    word = _("more") if gap > 0 else _("less")
    return _("{gap} {word} than {words}").format(gap=dollars(abs(gap)), word=word, words=words)


def nine_c_warning(head: LineHead) -> str:
    """A 9C order is widely said not to reach some items: a warning, because it is general knowledge. Else empty."""
    limit = beyond_nine_c(head.place.code, head.code)
    if limit is None:
        return ""
    return _(
        "{code} is among {items}, which a 9C order is widely said not to reach without new legislation "
        "(M.G.L. c.29 §9C; general knowledge, to be confirmed). Check the order itself."
    ).format(code=head.label, items=_(limit.items))


def warnings(after: AfterEnactment) -> list[str]:
    """What to know before relying on a year: a 9C cut that is doubtful, cuts of more than there is."""
    cut = any(one.change.kind is AdjustmentKind.NINE_C for one in after.filed)
    said = (nine_c_warning(after.head) if cut else "", below_zero_sentence(after))
    return [sentence for sentence in said if sentence]
