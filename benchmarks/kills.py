"""`python -m benchmarks.kills`: processes killed with SIGKILL in the middle of money.

On a PostgreSQL of its own, with both providers played beside it. Orders are placed, confirmed,
cancelled and refunded by processes that die at a random step or moment, and are done again. After
each the books are read and compared with what the provider did (`tests/money/test_kills.py`).
Bounded by --kills and by --minutes.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time

from tests.harness.postgres import running_postgres


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", default=str(random.randrange(10**6)))
    options = parser.parse_args()
    started = time.monotonic()
    with running_postgres() as url:
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DUSANGIRE_KILLS": str(options.kills),
            "DUSANGIRE_SEED": options.seed,
        }
        command = ["pytest", "-q", "-s", "--no-header", "--tb=short", "tests/money/test_kills.py"]
        code = subprocess.run(
            [sys.executable, "-m", *command],
            env=environment,
            timeout=options.minutes * 60,
            check=False,
        ).returncode
    print(f"seed {options.seed}, {time.monotonic() - started:.0f} s, exit code {code}")
    return code


if __name__ == "__main__":
    sys.exit(main())
