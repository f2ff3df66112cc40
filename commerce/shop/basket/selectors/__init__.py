"""Reads of a cart. None of them writes: a cart that does not exist yet reads as an empty one."""
