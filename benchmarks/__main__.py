"""`python -m benchmarks import|queries|page|comparison|all`: measure, and print ratios."""

import sys

from benchmarks import comparison_speed, import_speed, page_speed, query_speed

MEASURES = {
    "import": import_speed.measure,
    "queries": query_speed.measure,
    "page": page_speed.measure,
    "comparison": comparison_speed.measure,
}


def main(asked: list[str]) -> int:
    """Run one measure, or all of them one after another."""
    if len(asked) != 1 or asked[0] not in (*MEASURES, "all"):
        print(f"Say what to measure: {', '.join(MEASURES)} or all.", file=sys.stderr)
        return 2
    for name, measure in MEASURES.items():
        if asked[0] in (name, "all"):
            print(f"== {name}", flush=True)
            measure()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
