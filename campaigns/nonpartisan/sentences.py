"""What each nonpartisan check says, in words, with where it comes from and what to do."""

from collections.abc import Mapping

from campaigns.nonpartisan.rules import FEWEST_ISSUES, NEAR_DAYS, Check, Finding
from data.language import _

NOT_A_VERDICT = (
    "These are findings, not verdicts, and not legal advice. A text without findings can still be an intervention "
    "in an election, because the law looks at all the facts; ask a lawyer when in doubt."
)
# each check: what it asks, why this was found, what to do, and where it comes from
WORDS: Mapping[Check, tuple[str, str, str, str]] = {
    Check.NO_ENDORSEMENT: (
        "No call to vote for or against a candidate",
        "This reads as a call to vote for or against a candidate.",
        "Take it out. Taking a side on a ballot question is allowed and counts as lobbying.",
        "26 U.S.C. 501(c)(3)",
    ),
    Check.ALL_CANDIDATES: (
        "All candidates for the office",
        "{about} runs for the office and is not in the text.",
        "Include every candidate, also one who did not respond.",
        "Rev. Rul. 78-248",
    ),
    Check.BROAD_ISSUES: (
        "A broad range of issues",
        "It covers {about} issues; a guide on a narrow cluster can favor a candidate.",
        "Cover at least {fewest} issues that the office really decides (the number is ours).",
        "Rev. Rul. 78-248",
    ),
    Check.EQUAL_SPACE: (
        "Equal space",
        "The candidates have very different numbers of words: {about}.",
        "Give everybody the same limit and the same room.",
        "Rev. Rul. 78-248",
    ),
    Check.NO_RATING: (
        "No rating, grade or label",
        "“{about}” rates or labels a candidate.",
        "Print what the candidate said or how the candidate voted, without a mark.",
        "Rev. Rul. 78-248, 80-282",
    ),
    Check.NO_ORG_POSITION: (
        "No comparison with our position",
        "“{about}” praises, blames or compares a candidate with our position.",
        "Keep our position in another text that names no candidate.",
        "Rev. Rul. 78-248, 80-282",
    ),
    Check.UNEDITED: (
        "Answers unedited",
        "An answer does not stand as it was sent: “{about}”.",
        "Print every answer whole, in the candidate’s own words.",
        "Rev. Rul. 78-248",
    ),
    Check.NONRESPONSE_NEUTRAL: (
        "No response, said neutrally",
        "“{about}” blames a candidate for not answering.",
        "Write “did not respond”.",
        "Rev. Rul. 78-248",
    ),
    Check.NO_LINKS: (
        "No links to candidates or endorsers",
        "The link leads to {about}, which belongs to a candidate, a party or a group that endorses.",
        "Take it out, or link to every candidate alike on an official page.",
        "Rev. Rul. 2007-41",
    ),
    Check.TIMING: (
        "Timing",
        "It names a candidate ({about} days before the election{voting}).",
        "Tie it to an event that is not the election, such as a vote on a bill, leave the election out, or wait. "
        "{near} days is our measure; the law names none.",
        "Rev. Rul. 2007-41",
    ),
}


def title(check: Check) -> str:
    """What a check asks, in a few words."""
    return _(WORDS[check][0])


def why(finding: Finding) -> str:
    """Why it was found, in one sentence."""
    about, voting = finding.about, ""
    if finding.check is Check.TIMING and about.endswith(", voting"):
        about, voting = about.removesuffix(", voting"), _(", and speaks of voting")
    return _(WORDS[finding.check][1]).format(about=about, voting=voting)


def cure(check: Check) -> str:
    """What to do about it, with where the check comes from."""
    said = _(WORDS[check][2]).format(fewest=FEWEST_ISSUES, near=NEAR_DAYS)
    return f"{said} ({WORDS[check][3]})"


def place(finding: Finding) -> str:
    """ "Line 3" or "The text as a whole"."""
    return _("Line {n}").format(n=finding.line) if finding.line else _("The text as a whole")
