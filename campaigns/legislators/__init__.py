"""Legislators: who sits for which district, on which committees, who of us knows them, and what to bring along."""
