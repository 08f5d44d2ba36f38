"""The public site: what is published, as a static folder that any web host serves, with the open figures as data."""
