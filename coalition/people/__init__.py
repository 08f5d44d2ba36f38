"""Contacts, kept inside one organization: how to reach them, what they agreed to and what they asked us not to do."""
