"""How letters are called where people talk about them."""

from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from coalition.letters.models import Letter
from look.talked_about import talked_about


@talked_about("letter", page="coalition/letters/pages/letter.py", parameter="letter")
def names(session: Session, numbers: Collection[int]) -> Mapping[int, str]:
    """Each by its title, of those the viewer may see."""
    found = session.exec(select(Letter.id, Letter.title).where(col(Letter.id).in_(numbers)))
    return {number or 0: title for number, title in found}
