"""Reads of orders, flat in the number of rows."""
