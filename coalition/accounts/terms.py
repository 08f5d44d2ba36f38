"""The words of this part that are not everyday ones, each explained where it first stands."""

from data.language import _


def roles() -> str:
    """What each role is, in an order from what sees least to what may do most."""
    return _(
        "A member sees what the coalition keeps to itself. Programme staff see the same, and their sign-in ends "
        "sooner. An organizer also enters figures, asks, actions, campaigns and contacts. A steward also decides who "
        "may sign in."
    )


def second_factor() -> str:
    """What a code app adds to a password."""
    return _(
        "A code app on a phone shows a new number every half minute. It is the second factor: with it, somebody who "
        "learns the password still cannot sign in."
    )


def view_as() -> str:
    """What it is to look through another role."""
    return _(
        "To view the table as another role is to see exactly what its people see. You only look: nothing can be "
        "changed until you go back to your own view."
    )
