#!/usr/bin/env python
"""The command line of the platform."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")

    from django.core.management import execute_from_command_line

    import config  # noqa: F401  puts site/ on the path before Django loads the apps

    execute_from_command_line(sys.argv)
