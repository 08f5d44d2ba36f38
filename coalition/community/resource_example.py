"""The example’s shared resources, by the example’s authors; made up."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from coalition.community.models import Author, Resource
from coalition.community.resource_commands import tag_words
from data.examples import example_loader

LABEL = "(example)"
SHARED = (
    (
        f"Three minutes before the school board: a template {LABEL}",
        "- who you are\n- **one** figure, with its source\n- what you ask for\n\nThis resource is made up.",
        "parents at two made-up schools before the June vote",
        ["testimony", "how to"],
        "https://example.org/testimony",
    ),
    (
        f"Cómo leer una línea del presupuesto {LABEL}",
        "Una página para familias. Este recurso es inventado.",
        "families who asked in Spanish at a made-up school fair",
        ["budget", "spanish"],
        "https://example.org/presupuesto",
    ),
)


@example_loader("resources", order=56)
def load_resources(session: Session, now: datetime) -> None:
    """Put the example’s resources in when none of them is there and their authors are."""
    titles = [one[0] for one in SHARED]
    if session.exec(select(Resource.id).where(col(Resource.title).in_(titles))).first() is not None:
        return
    asked = select(Author.id).where(col(Author.name).endswith(LABEL)).order_by(col(Author.id))
    for (title, words, helped, tags, address), author_id in zip(SHARED, session.exec(asked), strict=False):
        session.add(
            Resource(
                title=title, words=words, helped=helped, tags=tags, tag_words=tag_words(tags), address=address,
                author_id=author_id or 0, made=now - timedelta(days=2),
            )
        )  # fmt: skip
    session.flush()
