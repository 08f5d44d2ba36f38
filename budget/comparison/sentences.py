"""What a comparison and a release say, in plain sentences; each names what it compares with what."""

from collections.abc import Sequence
from fractions import Fraction

from budget.comparison.queries import Compared
from budget.comparison.release import Release, ReleaseLine
from budget.comparison.rules import SETTLED, Level, Lines, bases, lines_of_unlike_kind
from budget.line_items.rules import StageOf
from budget.line_items.stages import StageKind
from data.language import _, ngettext
from data.money import dollars, percent, prose_dollars
from data.periods import FiscalYear

KIND_WORDS = {
    StageKind.PROPOSAL: "a proposal",
    StageKind.COMMITTEE: "a committee’s proposal",
    StageKind.FLOOR: "what one chamber passed",
    StageKind.CONFERENCE: "what both chambers agreed on before the Governor acted",
    StageKind.EXECUTIVE: "what the Governor’s vetoes left",
    StageKind.OVERRIDE: "what overrides left",
    StageKind.ENACTED: "the law as enacted",
    StageKind.ADJUSTMENT: "a figure after supplemental budgets and cuts",
    StageKind.SPENDING: "what was spent in the end, not an appropriation",
}
NAMES = (StageKind.PROPOSAL, StageKind.COMMITTEE, StageKind.FLOOR)
PROPOSED = (*NAMES, StageKind.CONFERENCE)
ONE_TENTH_OF_A_PERCENT = Fraction(1, 2000)


def stage_words(stages: Sequence[StageOf], code: str) -> str:
    """ "Senate Ways & Means", "enacted", "settled"."""
    if code == SETTLED:
        return _("settled")
    stage = next(s for s in stages if s.code == code)
    return _(stage.short_name) if stage.kind in NAMES else _(stage.short_name).lower()


def column_words(stages: Sequence[StageOf], year: FiscalYear, code: str) -> str:
    """ "FY2017 enacted"."""
    return f"{year.label} {stage_words(stages, code)}"


def both_columns(compared: Compared) -> tuple[str, str]:
    """The names of the left and the right column."""
    left, right = compared.comparison.left, compared.comparison.right
    return (
        column_words(compared.stages, left.fiscal_year, left.stage_code),
        column_words(compared.stages, right.fiscal_year, right.stage_code),
    )


def lede(compared: Compared) -> str:
    """The like-for-like change, with how many lines it is over, as voted and in real terms."""
    found = compared.comparison
    left, right = both_columns(compared)
    if not found.both:
        return _("No line item has a figure both in {left} and in {right}.").format(left=left, right=right)
    lines = ngettext("the {n} line both print", "the {n} lines both print", len(found.both)).format(
        n=f"{len(found.both):,}"
    )
    moved = _("{right} is {change} {left} over {lines}").format(
        right=right,
        change=_moved(found.change_cents, found.left_cents),
        left=left,
        lines=lines + _along(sum(line.joined is not None for line in found.both)),
    )
    if compared.base is not None:
        return _("{moved}, in {year} dollars.").format(moved=moved, year=compared.base.label)
    return (
        _("{moved}; {real}.").format(moved=moved, real=real_words(found.real))
        if found.real is not None
        else moved + "."
    )


def _along(joined: int) -> str:
    if not joined:
        return ""
    return ngettext(", {n} of them along its lineage", ", {n} of them along their lineage", joined).format(n=joined)


def _moved(change_cents: int, of_cents: int) -> str:
    """ "$88.87 million (1.7%) more than", "the same as"."""
    if change_cents == 0:
        return _("the same as")
    share = f" ({percent(change_cents, of_cents)})" if of_cents > 0 else ""
    word = _("more than") if change_cents > 0 else _("less than")
    return f"{prose_dollars(abs(change_cents))}{share} {word}"


def real_words(change: Fraction) -> str:
    """ "2.6% less in real terms"."""
    if abs(change) < ONE_TENTH_OF_A_PERCENT:
        return _("about the same in real terms")
    share = percent(change.numerator, change.denominator)
    word = _("more") if change > 0 else _("less")
    return _("{share} {word} in real terms").format(share=share, word=word)


def whole_columns(compared: Compared) -> list[str]:
    """What each column adds up to with the lines that the other one does not print."""
    found = compared.comparison
    left, right = both_columns(compared)
    return [
        _whole(left, found.left_lines, found.left_cents, found.vanished, found.vanished_cents, right),
        _whole(right, found.right_lines, found.right_cents, found.new, found.new_cents, left),
    ]


def _whole(name: str, both: int, both_cents: int, alone: Lines, alone_cents: int, other: str) -> str:
    count = both + len(alone)
    if count == 0:
        return _("{name}: no item of this choice has a figure.").format(name=name)
    items = ngettext("{n} item", "{n} items", count).format(n=f"{count:,}")
    total = _("{name}: {items} of this choice add up to {total}").format(
        name=name, items=items, total=dollars(both_cents + alone_cents)
    )
    if not alone:
        return _("{total}; {other} prints every one of them.").format(total=total, other=other)
    if any(line.lineage is not None for line in alone):
        return _("{total}; {n} of them ({cents}) have nothing in {other} to be held against.").format(
            total=total, n=f"{len(alone):,}", cents=dollars(alone_cents), other=other
        )
    return _("{total}; {n} of them ({cents}) have no figure in {other}.").format(
        total=total, n=f"{len(alone):,}", cents=dollars(alone_cents), other=other
    )


def kind_warning(compared: Compared) -> str:
    """Says so when a proposal stands against an act, or an act against a later figure; empty when kinds agree."""
    lines = (*compared.comparison.both, *_complete(compared.comparison.apart))
    unlike = lines_of_unlike_kind(lines, compared.stages)
    if not unlike:
        return ""
    left, right = both_columns(compared)
    start = _("Read with care, these are figures of different kinds:")
    if unlike < len(lines):
        start = _("Read with care, {n} of {all} lines compare figures of different kinds:").format(
            n=f"{unlike:,}", all=f"{len(lines):,}"
        )
    sides = (_kinds(compared, lines, left, of_left=True), _kinds(compared, lines, right, of_left=False))
    return f"{start} {'; '.join(sides)}. {_spending_warning(compared)}".rstrip()


def _spending_warning(compared: Compared) -> str:
    """Says so when what was spent stands against what was appropriated or proposed; else empty."""
    kinds = {stage.code: stage.kind for stage in compared.stages}
    sides = [kinds.get(side.stage_code) for side in (compared.comparison.left, compared.comparison.right)]
    if sides.count(StageKind.SPENDING) != 1:
        return ""
    if any(kind in PROPOSED for kind in sides):
        return _("This compares what was spent with what was proposed.")
    return _("This compares what was spent with what was appropriated.")


def _complete(lines: Lines) -> Lines:
    return tuple(c for c in lines if c.left.amount_cents is not None and c.right.amount_cents is not None)


def _kinds(compared: Compared, lines: Lines, name: str, *, of_left: bool) -> str:
    kinds = {stage.code: stage.kind for stage in compared.stages}
    counted: dict[StageKind, int] = {}
    for code, count in bases(lines, of_left=of_left).items():
        counted[kinds[code]] = counted.get(kinds[code], 0) + count
    if len(counted) == 1:
        return _("{name} is {kind}").format(name=name, kind=_(KIND_WORDS[next(iter(counted))]))
    said = [
        ngettext("{kind} for {n} line", "{kind} for {n} lines", count).format(kind=_(KIND_WORDS[kind]), n=f"{count:,}")
        for kind, count in counted.items()
    ]
    return _("{name} is {kinds}").format(name=name, kinds=_(" and ").join(said))


def release_title(release: Release) -> str:
    """ "FY2018 Senate Ways & Means: the lines we watch in Massachusetts"."""
    return _("{column}: the lines we watch in {place}").format(
        column=column_words(release.stages, release.fiscal_year, release.stage.code), place=release.place.name
    )


def release_lede(release: Release) -> str:
    """How many watched lines are out, and how they stand to what passed last and to our asks."""
    name = column_words(release.stages, release.fiscal_year, release.stage.code)
    known = release.known
    if not known:
        return _("No watched line has a {name} figure yet.").format(name=name)
    total = len(release.lines)
    first = ngettext("{n} of {all} watched line has", "{n} of {all} watched lines have", total).format(
        n=len(known), all=total
    )
    parts = [_("{first} a {name} figure").format(first=first, name=name)]
    held = [line.since_before_cents for line in known if line.since_before_cents is not None]
    if held and release.before is not None:
        parts.append(
            _("{more} above {before}, {same} the same, {less} below").format(
                before=stage_words(release.stages, release.before.code),
                more=sum(c > 0 for c in held),
                same=sum(c == 0 for c in held),
                less=sum(c < 0 for c in held),
            )
        )
    gaps = [line.gap_cents for line in known if line.gap_cents is not None]
    if gaps:
        parts.append(_("{n} of {all} asks met").format(n=sum(gap >= 0 for gap in gaps), all=len(gaps)))
    return "; ".join(parts) + "."


def line_sentence(release: Release, line: ReleaseLine) -> str:
    """ "$350,000, same as House, $150,000 below ask, 2.6% less in real terms than FY2017 enacted"."""
    if line.now.amount_cents is None:
        return _("no figure yet")
    said = [dollars(line.now.amount_cents), _held(release, line), _gap(line), _since_last_year(release, line)]
    return ", ".join(part for part in said if part)


def _held(release: Release, line: ReleaseLine) -> str:
    if release.before is None:
        return ""
    name = stage_words(release.stages, release.before.code)
    change = line.since_before_cents
    if change is None:
        return _("no {name} figure").format(name=name)
    if change == 0:
        return _("same as {name}").format(name=name)
    word = _("more") if change > 0 else _("less")
    return _("{change} {word} than {name}").format(change=dollars(abs(change)), word=word, name=name)


def _gap(line: ReleaseLine) -> str:
    gap = line.gap_cents
    if gap is None:
        return ""
    if gap == 0:
        return _("meets our ask")
    return f"{dollars(abs(gap))} {_('above ask') if gap > 0 else _('below ask')}"


def last_year_words(release: Release, level: Level) -> str:
    """ "FY2017 enacted": what last year's amount is."""
    return column_words(release.stages, release.fiscal_year.before, level.stage_code)


def last_year_of(release: Release, line: ReleaseLine) -> str:
    """The same with the lines it stood under, where they were others: "FY2017 enacted as 7061-9408, renamed"."""
    names = line.last_year_as if line.last_year.amount_cents is not None else ""
    return f"{last_year_words(release, line.last_year)} {names}".strip()


def _since_last_year(release: Release, line: ReleaseLine) -> str:
    then, now = line.last_year.amount_cents, line.now.amount_cents
    if then is None or now is None:
        return line.last_year_as if then is None and now is not None else ""
    basis = last_year_of(release, line)
    if line.real is None:
        return _("{moved} {basis} as voted").format(moved=_moved(now - then, then), basis=basis)
    if abs(line.real) < ONE_TENTH_OF_A_PERCENT:
        return _("about the same as {basis} in real terms").format(basis=basis)
    return _("{real} than {basis}").format(real=real_words(line.real), basis=basis)


def release_caution(release: Release) -> str:
    """What kind of figure each column holds, where they differ, and why a real change may be left out."""
    kinds = {stage.code: stage.kind for stage in release.stages}
    name = column_words(release.stages, release.fiscal_year, release.stage.code)
    others = {line.last_year.stage_code: line for line in release.known if line.last_year.amount_cents is not None}
    said = [_("{name} is {kind}").format(name=name, kind=_(KIND_WORDS[release.stage.kind]))]
    held = any(line.since_before_cents is not None for line in release.known)
    if held and release.before is not None and release.before.kind is not release.stage.kind:
        before = column_words(release.stages, release.fiscal_year, release.before.code)
        said.append(_("{name} is {kind}").format(name=before, kind=_(KIND_WORDS[release.before.kind])))
    said += [
        _("{name} is {kind}").format(name=last_year_words(release, line.last_year), kind=_(KIND_WORDS[kinds[code]]))
        for code, line in others.items()
        if kinds[code] is not release.stage.kind
    ]
    caution = "; ".join(said) + "." if len(said) > 1 else ""
    if others and all(line.prices_grew is None for line in release.known):
        unknown = _("There is no price index for {year} yet, so changes are as voted.").format(
            year=release.fiscal_year.label
        )
        caution = f"{caution} {unknown}".strip()
    return caution
