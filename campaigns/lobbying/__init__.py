"""The 501(h) ledger: what counts as lobbying, what it cost, and how far the two ceilings are."""
