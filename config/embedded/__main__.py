"""`python -m config.embedded stop | status | reset`: what `make stop` and `make reset` run."""

import argparse

import config.env  # noqa: F401  reads .env, which may say where the state is kept
from config.embedded import reset, state_dir, status, stop


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m config.embedded")
    parser.add_argument("action", choices=["stop", "status", "reset"])
    action = parser.parse_args().action
    if action == "stop":
        stop()
    elif action == "reset":
        reset()
        print(f"Deleted {state_dir()}.")
    else:
        for server, runs in status().items():
            print(f"{server}: {'running' if runs else 'stopped'}")


if __name__ == "__main__":
    main()
