"""How programmes are called where people talk about them."""

from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from coalition.programs.models import Program
from look.talked_about import talked_about


@talked_about("program", page="coalition/programs/pages/program.py", parameter="program")
def names(session: Session, numbers: Collection[int]) -> Mapping[int, str]:
    """Each by its name, of those the viewer may see."""
    found = session.exec(select(Program.id, Program.name).where(col(Program.id).in_(numbers)))
    return {number or 0: name for number, name in found}
