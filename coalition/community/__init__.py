"""Threads on any record and free ones, shared resources, correction requests, and how the table keeps them civil."""
