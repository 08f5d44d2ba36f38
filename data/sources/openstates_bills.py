"""A bill as Open States writes it, read into what sources say; absent keys are null and dates may be partial."""

from data.sources.said import ActionSaid, MeasureSaid, RelatedSaid, RollCallSaid, SponsorSaid, VersionSaid, VoteSaid
from data.sources.shapes import Fields, UnknownForm, day, fields_or_none, objects, text, web_address, whole, words

SCHEME = "openstates"
CHAMBERS = {"lower": "lower", "upper": "upper", "legislature": "joint", "executive": "executive"}
RELATIONS = {
    "companion": "companion",
    "replaces": "replaces",
    "replaced-by": "redraft",
    "prior-session": "carried-over",
    "related": "companion",
}


def bill_of(found: Fields, state: str) -> MeasureSaid:
    """One bill. A part that was not asked for stays None. Raises UnknownForm without a number or session."""
    number, session, key = text(found.get("identifier")), text(found.get("session")), text(found.get("id"))
    if not (number and session and key):
        raise UnknownForm("a bill")
    abstracts = list(objects(found.get("abstracts"), "a bill’s summaries"))
    return MeasureSaid(
        state=state,
        session=session,
        number=number,
        title=text(found.get("title")),
        summary=text(abstracts[0].get("abstract")) if abstracts else "",
        kind=next(iter(words(found.get("classification"))), ""),
        chamber=_chamber(found.get("from_organization")),
        address=web_address(found.get("openstates_url")),
        identifiers=((SCHEME, key),),
        change_hash=text(found.get("updated_at")),
        subjects=words(found["subject"]) if "subject" in found else None,
        introduced=day(found.get("first_action_date")),
        actions=_actions(found),
        sponsors=_sponsors(found),
        versions=_versions(found),
        roll_calls=_roll_calls(found),
        related=_related(found),
        where=f"{SCHEME} {number}",
    )


def _chamber(organization: object) -> str:
    return CHAMBERS.get(text(fields_or_none(organization).get("classification")), "")


def _actions(found: Fields) -> tuple[ActionSaid, ...] | None:
    if "actions" not in found:
        return None
    told = sorted(objects(found["actions"], "a bill’s actions"), key=lambda one: whole(one.get("order")) or 0)
    return tuple(
        ActionSaid(day(one.get("date")), _chamber(one.get("organization")), said, words(one.get("classification")))
        for one in told
        if (said := text(one.get("description")))
    )


def _sponsors(found: Fields) -> tuple[SponsorSaid, ...] | None:
    if "sponsorships" not in found:
        return None
    return tuple(
        SponsorSaid(
            name=name,
            kind={"person": "person", "organization": "committee"}.get(text(one.get("entity_type")), ""),
            primary=one.get("primary") is True,
            identifiers=_identifiers(one.get("person")) or _identifiers(one.get("organization")),
        )
        for one in objects(found["sponsorships"], "a bill’s sponsors")
        if (name := text(one.get("name")))
    )


def _identifiers(of: object) -> tuple[tuple[str, str], ...]:
    key = text(fields_or_none(of).get("id"))
    return ((SCHEME, key),) if key else ()


def _versions(found: Fields) -> tuple[VersionSaid, ...] | None:
    if "versions" not in found:
        return None
    said = []
    for one in objects(found["versions"], "a bill’s texts"):
        links = [web_address(link.get("url")) for link in objects(one.get("links"), "a bill’s texts")]
        said.append(VersionSaid(text(one.get("note")), day(one.get("date")), next(filter(None, links), "")))
    return tuple(said)


def _roll_calls(found: Fields) -> tuple[RollCallSaid, ...] | None:
    if "votes" not in found:
        return None
    return tuple(_roll_call(one) for one in objects(found["votes"], "a bill’s roll calls"))


def _roll_call(found: Fields) -> RollCallSaid:
    counts = {text(one.get("option")): whole(one.get("value")) for one in objects(found.get("counts"), "a roll call")}
    sources = [web_address(one.get("url")) for one in objects(found.get("sources"), "a roll call’s sources")]
    key = text(found.get("id"))
    return RollCallSaid(
        chamber=_chamber(found.get("organization")),
        motion=text(found.get("motion_text")) or text(found.get("identifier")),
        on_date=day(found.get("start_date")),
        result=text(found.get("result")),
        identifier=(SCHEME, key) if key else None,
        yes=counts.get("yes"),
        no=counts.get("no"),
        not_voting=counts.get("not voting"),
        absent=counts.get("absent"),
        votes=tuple(
            VoteSaid(name, text(one.get("option")), _identifiers(one.get("voter")))
            for one in objects(found.get("votes"), "a roll call’s votes")
            if (name := text(one.get("voter_name")))
        ),
        address=next(filter(None, sources), ""),
    )


def _related(found: Fields) -> tuple[RelatedSaid, ...]:
    return tuple(
        RelatedSaid(kind, number, text(one.get("legislative_session")))
        for one in objects(found.get("related_bills"), "a bill’s relatives")
        if (number := text(one.get("identifier"))) and (kind := RELATIONS.get(text(one.get("relation_type"))))
    )
