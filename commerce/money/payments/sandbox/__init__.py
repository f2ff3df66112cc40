"""A bank to try things with: a process of its own that speaks the banks' languages over real HTTP.

One file for each bank spoken; `banks` lists them. It knows nothing of Django's database.
"""
