"""The sections on the ballot, the candidates and how to vote, and free words."""

from sqlmodel import Session, col, select

from campaigns.voter_guides.blocks import answers_blocks, ballot_blocks
from campaigns.voter_guides.composing_parts import Gathered, SectionToCompose
from campaigns.voter_guides.content import Block, Subheading, Text, Words
from campaigns.voter_guides.models import Contest
from campaigns.voter_guides.own_words import both, the_same


def ballot_section(gathered: Gathered, section: SectionToCompose) -> tuple[Block, ...]:
    """The ballot questions of `chosen["questions"]`, in that order."""
    blocks: list[Block] = []
    for number in section.chosen.get("questions", ()):
        found = ballot_blocks(gathered.session, int(number), today=gathered.today)
        blocks += gathered.take(found.blocks, found.figures, found.sources, kind=f"ballot{number}")
    return (*blocks, *gathered.paragraphs(section))


def candidates_section(gathered: Gathered, section: SectionToCompose) -> tuple[Block, ...]:
    """The contests of `chosen["contests"]`, each under its office, with every candidate's answers."""
    numbers = [int(number) for number in section.chosen.get("contests", ())]
    blocks: list[Block] = [*gathered.paragraphs(section)]
    for contest in contests_of(gathered.session, numbers):
        office = gathered.own(contest.office)
        blocks.append(
            Subheading(both("{office}, {district}", "{office}, {district}", office=office,
                            district=the_same(contest.district)) if contest.district else office)
        )  # fmt: skip
        if contest.source_id is not None:
            official = Words("From the official list of candidates.", "De la lista oficial de candidatos.")
            blocks.append(Text(official, (gathered.source(contest.source_id),)))
        blocks += answers_blocks(gathered.session, contest.id or 0, today=gathered.today)
    return tuple(blocks)


def contests_of(session: Session, numbers: list[int]) -> list[Contest]:
    """The contests of these numbers, in their order; those that are gone are left out."""
    found = {one.id: one for one in session.exec(select(Contest).where(col(Contest.id).in_(numbers)))}
    return [found[number] for number in numbers if number in found]


def voting_section(gathered: Gathered, section: SectionToCompose) -> tuple[Block, ...]:
    """How to vote in our own words: each of `chosen["passages"]` with the document it was read in."""
    blocks: list[Block] = []
    for passage in section.chosen.get("passages", ()):
        source = passage.get("source")
        sources = (gathered.source(int(source)),) if source else ()
        blocks.append(Text(gathered.own(str(passage.get("words", ""))), sources))
    return (*blocks, *gathered.paragraphs(section))


def words_section(gathered: Gathered, section: SectionToCompose) -> tuple[Block, ...]:
    """Free words, a paragraph each."""
    return gathered.paragraphs(section)
