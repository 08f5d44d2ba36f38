"""How legislators answered the votes we chose, scored by a printed formula; and the edition the public may see."""
