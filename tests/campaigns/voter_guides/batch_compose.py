"""Ways to compose a guide for a batch without a store's guides; a process of its own can import them."""

import os
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from campaigns.voter_guides.batch import Composed
from campaigns.voter_guides.places import GuidePlace
from data.errors import NotFound
from tests.campaigns.voter_guides.sample_content import CONTENT


def composed(session: Session, like: int, place: GuidePlace, today: date) -> Composed:
    """The sample under the place's name; county 002 has nothing on file, 003 is a fault, 004 ends its process."""
    assert session.info is not None
    assert like == 3
    if place.county_fips == "002":
        raise NotFound("A district of this county")
    if place.county_fips == "003":
        raise ZeroDivisionError("no students")
    if place.county_fips == "004":
        os._exit(1)
    return Composed(replace(CONTENT, place=place.name, as_of=today.isoformat()), ())
