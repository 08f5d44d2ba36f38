"""A scorecard and an edition on their way out, as the values the page shows."""

from campaigns.scorecards import sentences as say
from campaigns.scorecards.edition_queries import EditionOf
from campaigns.scorecards.queries import ScorecardOf
from data.exports.tables import Column, ColumnKind, Missing, Table
from data.language import _

TEXT, PERCENT, COUNT = ColumnKind.TEXT, ColumnKind.PERCENT, ColumnKind.INTEGER
TOO_FEW = Missing("too few answers count")
NOT_ON_FILE = Missing("not on file")


def scorecard_table(card: ScorecardOf, name: str) -> Table:
    """Every member with the score, what it is made of, and the answers."""
    columns = (
        Column("member", "Member", TEXT), Column("party", "Party", TEXT), Column("district", "District", TEXT),
        Column("score", "Score", PERCENT), Column("in_line", "In line", COUNT), Column("counted", "Counted", COUNT),
        *(Column(f"answer_{n}", f"{n}. {item.label}", TEXT) for n, item in enumerate(card.items, 1)),
    )  # fmt: skip
    rows = tuple(
        (
            one.name, one.party or NOT_ON_FILE, one.district or NOT_ON_FILE,
            TOO_FEW if one.score.share is None else round(float(one.score.share), 6),
            one.score.in_line, one.score.counted, *(given.value for given in one.answers),
        )
        for one in card.members
    )  # fmt: skip
    scored = tuple(
        f"{n}. {item.label}, {item.title}: {say.ours(item)}. {item.why}" for n, item in enumerate(card.items, 1)
    )
    return Table(
        name=name, title=card.name, columns=columns, rows=rows, filters=(("Chamber", say.term_words(card.term)),),
        notes=(say.formula(card), say.lede(card), *scored),
    )  # fmt: skip


def edition_table(edition: EditionOf, name: str) -> Table:
    """A published edition: every member's own answers beside our position; no score."""
    questions = edition.content["questions"]
    columns = (
        Column("member", "Member", TEXT), Column("district", "District", TEXT),
        *(Column(f"answer_{n}", f"{n}. {one['label']}", TEXT) for n, one in enumerate(questions, 1)),
    )  # fmt: skip
    rows = tuple(
        (member["name"], member["district"] or NOT_ON_FILE, *member["answers"]) for member in edition.content["members"]
    )
    ours = tuple(
        f"{n}. {one['label']}: our position is {one['ours']}. {one['why']}" for n, one in enumerate(questions, 1)
    )
    notes = (edition.content["statement"], *ours, _("Fingerprint {hash}").format(hash=edition.sha256))
    place = f"{edition.content['place']}, {edition.content['chamber']}"
    return Table(name=name, title=edition.title, columns=columns, rows=rows, filters=(("Chamber", place),), notes=notes)
