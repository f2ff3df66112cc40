"""Fails when a journey was skipped, or when no browser journey ran at all."""

import sys
from xml.etree import ElementTree


def main(report: str) -> int:
    cases = list(ElementTree.parse(report).iter("testcase"))
    skipped = [
        f"{case.get('classname')}::{case.get('name')}"
        for case in cases
        if case.find("skipped") is not None and "journeys" in f"{case.get('classname')}"
    ]
    in_browser = [case for case in cases if case.find("properties/property[@name='browser']") is not None]
    for name in skipped:
        print(f"skipped: {name}")
    print(f"{len(in_browser)} browser journeys, {len(skipped)} journeys skipped")
    return 1 if skipped or not in_browser else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
