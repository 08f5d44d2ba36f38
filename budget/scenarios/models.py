"""Kept scenarios: which calculator, what was put into it, and by whom."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import JSON, Column, Field, col

from data.access import EVERY_ROW, Permission, Viewer, may, restricted
from data.records import Record


class Calculator(StrEnum):
    """Each is a page of its own; a kept scenario opens there with its inputs in the address."""

    KY_PROPERTY = "ky-property"
    KY_OCCUPATIONAL = "ky-occupational"
    MA_LEVY = "ma-levy"
    SEEK = "seek"
    CHAPTER_70 = "chapter-70"


def _published_or_ours(viewer: Viewer) -> ColumnElement[bool]:
    return EVERY_ROW if may(viewer, Permission.SEE_COALITION) else col(Scenario.published).is_(True)


@restricted(reads=_published_or_ours, writes=Permission.PLAN_CAMPAIGNS)
class Scenario(Record, table=True):
    """Inputs of one calculator under a name. `inputs` is what stands in the page's address, as text by name.

    `rules` names the version of the rules its figures were worked out with when it was kept, and `outcome` what they
    were, in words, so that a change of the rules shows.
    """

    __tablename__ = "scenarios"

    id: int | None = Field(default=None, primary_key=True)
    calculator: str = Field(max_length=20, index=True)
    name: str = Field(max_length=120)
    about: str = ""
    inputs: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    rules: str = Field(default="", max_length=40)
    outcome: str = ""
    published: bool = False
    version: int = 1
    kept_by: str = Field(default="", max_length=160)
    kept_at: datetime
