"""Sign-on letters: versions of a text, and signatures each bound to one of them."""
