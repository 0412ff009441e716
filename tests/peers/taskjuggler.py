#!/usr/bin/env python3
"""Lets TaskJuggler schedule projects with days off, leaves and few people and compares its dates with Gapline's.

Needs `tj3` (Debian: `apt-get install tj3`). From the repository:

    cargo run --release --no-default-features --example taskjuggler -- --out target/taskjuggler
    python3 tests/peers/taskjuggler.py target/taskjuggler

Where people of a role are limited, TaskJuggler's list scheduling is a heuristic: there the last finish is compared,
which must not be later than TaskJuggler's; elsewhere every start and finish must be the same. The end of a shift and the
start of the next are the same point of work.
"""
import csv
import datetime
import json
import os
import pathlib
import subprocess
import sys

HOUR = datetime.timedelta(hours=1)


def moment(minutes):
    """Minutes since the first day of year 1 as a time."""
    day, minute = divmod(minutes, 1440)
    return datetime.datetime.combine(datetime.date.fromordinal(day), datetime.time()) + datetime.timedelta(minutes=minute)


def is_open(spec, at):
    """Whether the hour that begins then is worked."""
    if any(period["first"] <= at.date().isoformat() <= period["last"] for period in spec["closed"]):
        return False
    minute = at.hour * 60 + at.minute
    return any(shift["from"] <= minute < shift["to"] for shift in spec["week"][at.weekday()])


def as_work(spec, start, finish):
    """The first worked hour from the start on, and the end of the last worked one before the finish."""
    milestone = start == finish
    while not is_open(spec, start):
        start += HOUR
    while not milestone and not is_open(spec, finish - HOUR):
        finish -= HOUR
    return (start, start) if milestone else (start, finish)


def too_many(network, dates):
    """Hours in which more people of a role are at work than there are."""
    people, busy = dict(network["people"]), {}
    for task, (start, finish) in zip(network["tasks"], dates):
        spec = network["calendars"][task["calendar"]]
        while start < finish:
            if is_open(spec, start):
                busy[task["role"], start] = busy.get((task["role"], start), 0) + 1
            start += HOUR
    return [f"{role} {at}: {number}" for (role, at), number in busy.items() if number > people.get(role, number)]


def leaves(periods, kind):
    """Lines for periods without work; the end is exclusive."""
    after = lambda day: datetime.date.fromisoformat(day) + datetime.timedelta(days=1)
    return [f'  leaves {kind} {period["first"]} - {after(period["last"])}' for period in periods]


def written(network):
    """The project in TaskJuggler's language."""
    stamp = lambda at: at.strftime("%Y-%m-%d-%H:%M")
    start = moment(network["start"])
    lines = [
        f'project p "Project" {start.date()} +3y {{', "  timingresolution 60 min",
        "  workinghours mon - fri 8:00 - 12:00, 13:00 - 17:00", "  workinghours sat, sun off", "}",
    ]
    holidays = network["calendars"][0]["closed"]
    lines += [line.replace("holiday", 'holiday "Off"') for line in leaves(holidays, "holiday")]
    own = {spec["name"]: [period for period in spec["closed"] if period not in holidays] for spec in network["calendars"][1:]}
    people = dict(network["people"])
    resource = lambda name, role: [f'resource {name} "{name}" {{', *leaves(own.get(role, []), "annual"), "}"]
    for role, number in people.items():
        for one in range(number):
            lines += resource(f"{role}_{one}", role)
    for index, task in enumerate(network["tasks"]):
        if task["role"] and task["role"] not in people:
            # Nobody is limited: everybody works at one task.
            lines += resource(f"r{index}", task["role"])
        bounds = [start] + ([moment(task["not_before"])] if task["not_before"] else [])
        lines += [f'task bound{index} "Bound" {{ milestone start {stamp(max(bounds))} }}']
        lines += [f'task {task["key"]} "{task["name"].replace(chr(34), chr(39))}" {{', f"  depends bound{index}"]
        for link in task["before"]:
            (kind, lag), = link["lag"].items()
            gap = f' {"gaplength" if kind == "working" else "gapduration"} {lag // 60}h' if lag else ""
            end = " onstart" if link["kind"] == "start-start" else ""
            lines += [f'  depends {network["tasks"][link["task"]]["key"]} {{{end}{gap} }}']
        length = task["length"]["working"]
        if length:
            lines += [f"  effort {length // 60}h"]
            if task["role"] in people:
                others = ", ".join(f'{task["role"]}_{one}' for one in range(1, people[task["role"]]))
                choice = f" {{ alternative {others} select order persistent }}" if others else ""
                lines += [f'  allocate {task["role"]}_0{choice}']
            else:
                lines += [f"  allocate r{index}"]
        else:
            lines += ["  milestone"]
        lines += ["}"]
    lines += ['taskreport "dates" { formats csv columns id, start, end timeformat "%Y-%m-%dT%H:%M" hideresource 1 }']
    return "\n".join(lines) + "\n"


def main():
    folder = pathlib.Path(sys.argv[1])
    files = sorted(folder.glob("*.json"))
    compared, different, worse = 0, [], []
    for path in files:
        network, answers = (json.loads(path.read_text(encoding="utf-8"))[part] for part in ("network", "answers"))
        place = folder / path.stem
        place.mkdir(exist_ok=True)
        (place / "plan.tjp").write_text(written(network), encoding="utf-8")
        environment = {**os.environ, "TZ": "UTC", "LANG": "C.UTF-8"}
        run = subprocess.run(["tj3", "--silent", "plan.tjp"], cwd=place, env=environment, capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"{path.stem}: tj3 says {run.stderr}")
        with open(place / "dates.csv", encoding="utf-8", newline="") as file:
            theirs = {row["Id"]: row for row in csv.DictReader(file, delimiter=";")}
        both = []
        for task, answer in zip(network["tasks"], answers):
            spec = network["calendars"][task["calendar"]]
            read = datetime.datetime.fromisoformat
            row = theirs[task["key"]]
            ours = as_work(spec, read(answer["start"]), read(answer["finish"]))
            other = as_work(spec, read(row["Start"]), read(row["End"]))
            both.append((task["key"], ours, other))
        compared += len(both)
        if network["people"]:
            ours, other = (max(dates[side][1] for dates in both) for side in (1, 2))
            different += [f"{path.stem} {hour} at work" for hour in too_many(network, [one for _, one, _ in both])]
            same = sum(1 for _, one, two in both if one == two)
            print(f"{path.stem}: people limited; ends {ours}, TaskJuggler {other}; {same} of {len(both)} tasks alike")
            if ours > other:
                worse.append(path.stem)
        else:
            wrong = [f"{path.stem} {key}: ours {one[0]} to {one[1]}, TaskJuggler {two[0]} to {two[1]}" for key, one, two in both if one != two]
            different += wrong
            print(f"{path.stem}: {len(both) - len(wrong)} of {len(both)} tasks alike")
    for line in different[:40]:
        print(line)
    print(f"{len(files)} projects, {compared} tasks: {len(different)} different where nothing is limited or with more people than there are; "
          f"{len(worse)} end later than TaskJuggler's where people are")
    sys.exit(1 if different or worse else 0)


main()
