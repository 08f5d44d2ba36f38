"""Our own money: what a campaign plans, commits and spends, and the income that pays for it."""
