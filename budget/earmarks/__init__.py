"""Earmarks: dollars set aside inside a line, followed through its language stage by stage."""
