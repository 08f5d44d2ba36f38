"""Measure, and print ratios: `python -m benchmarks NAME`; `all` for every measure; `kills` kills imports."""

import argparse

from benchmarks import (
    action_speed,
    audit_speed,
    bill_speed,
    community_speed,
    comparison_speed,
    contact_speed,
    district_speed,
    figure_import_speed,
    guide_speed,
    home_speed,
    import_speed,
    indicator_speed,
    kills,
    log_speed,
    page_speed,
    people_speed,
    program_speed,
    query_speed,
    search_speed,
    slider_speed,
    visibility_speed,
    vote_speed,
    whip_speed,
)

MEASURES = {
    "import": import_speed.measure,
    "queries": query_speed.measure,
    "page": page_speed.measure,
    "home": home_speed.measure,
    "comparison": comparison_speed.measure,
    "people": people_speed.measure,
    "search": search_speed.measure,
    "slider": slider_speed.measure,
    "contacts": contact_speed.measure,
    "audit": audit_speed.measure,
    "actions": action_speed.measure,
    "visibility": visibility_speed.measure,
    "whip-counts": whip_speed.measure,
    "log": log_speed.measure,
    "bills": bill_speed.measure,
    "community": community_speed.measure,
    "votes": vote_speed.measure,
    "programs": program_speed.measure,
    "indicators": indicator_speed.measure,
    "districts": district_speed.measure,
    "figures": figure_import_speed.measure,
    "guides": guide_speed.measure,
}


def main() -> None:
    """Run one measure, or all of them one after another; the killing of imports is asked for by itself."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", choices=[*MEASURES, "all", "kills"], help="what to measure")
    parser.add_argument("--times", type=int, default=kills.TIMES, help="how many imports to kill on each database")
    asked = parser.parse_args()
    if asked.what == "kills":
        kills.measure(asked.times)
        return
    for name, measure in MEASURES.items():
        if asked.what in (name, "all"):
            print(f"== {name}", flush=True)
            measure()


if __name__ == "__main__":
    main()
