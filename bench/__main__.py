"""`make bench`: times of the hot paths over HTTP on the production server, on a database of the bench's own."""

import sys
from argparse import ArgumentParser, Namespace

from bench import house, pages, servers
from config.env import ROOT

# One hundredth of the platform we build for: 200,000 products of 2,000 markets, a million orders.
ONE_PERCENT = "products=2000,markets=20,orders=10000"


def main() -> None:
    wanted = _arguments()
    house.move_in(scale=wanted.scale, port=wanted.port)
    house.fill(wanted.scale)

    import django

    django.setup()
    report = _measure(wanted)
    print(report)
    if wanted.write:
        pages.write_doors(report)


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--scale", default=ONE_PERCENT, help=f"as for seed_demo; {ONE_PERCENT} unless told")
    parser.add_argument("--seconds", type=float, default=5, help="for each door")
    parser.add_argument("--callers", type=int, default=8, help="at once")
    parser.add_argument("--workers", type=int, default=2, help="processes of the web server, as in compose.yaml")
    parser.add_argument("--threads", type=int, default=8, help="of each process, as in compose.yaml")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--door", default="", help="only doors whose name has this in it")
    parser.add_argument("--write", action="store_true", help=f"write {pages.PAGE.relative_to(ROOT)}")
    parser.add_argument("--remark", default="", help="a sentence for the page")
    return parser.parse_args()


def _measure(wanted: Namespace) -> str:
    # These need the settings that `move_in` has chosen.
    from bench.doors import DOORS
    from bench.measuring import count_statements, time_door
    from bench.report import Row, machine, page
    from bench.town import look_around

    facts, town, rows = machine(), look_around(callers=wanted.callers), []
    with servers.web_server(port=wanted.port, workers=wanted.workers, threads=wanted.threads) as address:
        for door in (door for door in DOORS if wanted.door in door.name):
            print(f"  {door.name}", file=sys.stderr, flush=True)
            times = time_door(door, town, address=address, callers=wanted.callers, seconds=wanted.seconds)
            rows.append(Row(door, times, count_statements(door, town)))
    return page(rows, facts=facts, asked=wanted)


if __name__ == "__main__":
    main()
