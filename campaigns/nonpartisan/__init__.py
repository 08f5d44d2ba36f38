"""The nonpartisan guard: what a text would be faulted for before it is published, and who answered for it."""
