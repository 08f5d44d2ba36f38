"""The gate before a guide is published: every check with what it counted and found; values in, answers out."""

from campaigns.voter_guides.content import GuideContent
from campaigns.voter_guides.gate_fair import fair_checks
from campaigns.voter_guides.gate_readable import readable_checks
from campaigns.voter_guides.gate_results import CheckResult, Facts, GuideFinding
from campaigns.voter_guides.gate_true import true_checks


def checks(content: GuideContent, facts: Facts) -> tuple[CheckResult, ...]:
    """Every check in the order it is shown: fair to candidates, true and sourced, readable by everyone."""
    return (*fair_checks(content, facts), *true_checks(content, facts), *readable_checks(content, facts))


def may_go_out(results: tuple[CheckResult, ...]) -> bool:
    """Whether no check is in the way."""
    return all(one.holds for one in results)


def in_the_way(results: tuple[CheckResult, ...]) -> tuple[GuideFinding, ...]:
    """The open findings of the checks that do not hold."""
    return tuple(found for one in results if not one.holds for found in one.open)
