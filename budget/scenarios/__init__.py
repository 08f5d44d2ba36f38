"""What somebody worked out with a calculator of the budget, kept so that it can be opened, compared and sent on."""
