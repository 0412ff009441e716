#!/usr/bin/env python3
"""Recomputes exported projects with MPXJ's Microsoft scheduler and compares start, finish and total slack.

Needs Java and two Python packages (`pip install mpxj jpype1` in a virtual environment). From the repository:

    cargo run --release --no-default-features --example mspdi -- --random 2000 --seed 1 --out target/mspdi
    python tests/peers/mpxj_dates.py target/mspdi [--sample 50 tests/fixtures/mpxj/sample.json]

With a project file instead of a folder (`plan.xml` of a plan) it compares the dates that the file states with those
that MPXJ computes from its tasks, links and calendars.

It also compares what MPXJ reads with what was exported: tasks, links, lags, calendars with their exceptions,
resources, assignments, baselines and deadlines. It changes nothing but the sample file that it is asked for.
"""
import datetime
import json
import pathlib
import sys

import jpype
import mpxj  # noqa: F401  (adds its jars to the class path)

KINDS = {"FS": "finish-start", "SS": "start-start", "FF": "finish-finish", "SF": "start-finish"}


def moment(minutes):
    """ISO text of minutes since the first day of year 1."""
    day, minute = divmod(minutes, 1440)
    return f"{datetime.date.fromordinal(day).isoformat()}T{minute // 60:02}:{minute % 60:02}"


def minutes_of(duration, minutes_per_day=480):
    """A duration in minutes and whether it is elapsed."""
    if duration is None:
        return None
    units = str(duration.getUnits())
    per_unit = {"m": 1, "em": 1, "h": 60, "eh": 60, "d": minutes_per_day, "ed": 1440, "w": 5 * minutes_per_day}[units]
    return round(float(duration.getDuration()) * per_unit), units.startswith("e")


def read_back(project, network, differences, name):
    """Everything that was exported against everything that was read."""

    def check(what, read, written):
        if read != written:
            differences.append(f"{name} {what}: read {read!r}, written {written!r}")

    tasks = {int(task.getUniqueID()): task for task in project.getTasks() if task.getUniqueID() is not None}
    real = [index for index, task in enumerate(network["tasks"])]
    helpers = [uid for uid in tasks if uid > len(real)]
    check("number of tasks", len([uid for uid in tasks if 0 < uid <= len(real)]), len(real))
    waits = {}
    for uid in helpers:
        relation = list(tasks[uid].getPredecessors())
        check("links of a wait", len(relation), 1)
        waits[uid] = relation[0]
    for index, task in enumerate(network["tasks"]):
        found = tasks[index + 1]
        label = f"task {index}"
        check(f"{label} name", str(found.getName()), task["name"])
        check(f"{label} key", str(found.getText(1)), task["key"])
        check(f"{label} summary", bool(found.getSummary()), task["summary"])
        check(f"{label} notes", str(found.getNotes() or ""), task["notes"])
        parent = found.getParentTask()
        check(f"{label} parent", int(parent.getUniqueID()) - 1 if parent and parent.getUniqueID() else None, task["parent"])
        if task["summary"]:
            continue
        length = task["length"]["working"]
        check(f"{label} length", minutes_of(found.getDuration()), (length, False))
        calendar = found.getCalendar()
        check(f"{label} calendar", int(calendar.getUniqueID()) - 1 if calendar else 0, task["calendar"])
        deadline = found.getDeadline()
        check(f"{label} deadline", str(deadline) if deadline else None, moment(task["deadline"]) if task["deadline"] else None)
        baseline = (str(found.getBaselineStart()), str(found.getBaselineFinish())) if found.getBaselineStart() else None
        check(f"{label} baseline", baseline, tuple(moment(at) for at in task["baseline"]) if task["baseline"] else None)
        links = []
        for relation in found.getPredecessors():
            uid = int(relation.getPredecessorTask().getUniqueID())
            kind = str(relation.getType())
            if uid in waits:
                first = waits[uid]
                uid, lag = int(first.getPredecessorTask().getUniqueID()), minutes_of(first.getLag())
                kind = str(first.getType())[0] + kind[1]
            else:
                lag = minutes_of(relation.getLag())
            links.append((uid - 1, KINDS[kind], lag[0], lag[1] if lag[0] else False))
        written = []
        for link in task["before"]:
            (elapsed, lag), = link["lag"].items()
            written.append((link["task"], link["kind"], lag, elapsed == "elapsed" if lag else False))
        check(f"{label} links", sorted(links), sorted(written))
        roles = [str(assignment.getResource().getName()) for assignment in found.getResourceAssignments()]
        check(f"{label} roles", roles, [task["role"]] if task["role"] else [])
        for assignment in found.getResourceAssignments():
            check(f"{label} work", minutes_of(assignment.getWork())[0], length)
    roles = sorted({task["role"] for task in network["tasks"] if task["role"] and not task["summary"]})
    check("resources", sorted(str(resource.getName()) for resource in project.getResources() if resource.getName()), roles)
    calendars = {int(calendar.getUniqueID()): calendar for calendar in project.getCalendars()}
    days = jpype.JClass("java.time.DayOfWeek")
    for index, spec in enumerate(network["calendars"]):
        calendar = calendars[index + 1]
        check(f"calendar {index} name", str(calendar.getName()), spec["name"])
        for weekday, shifts in enumerate(spec["week"]):
            hours = calendar.getCalendarHours(days.of(weekday + 1)) or []
            read = [(str(hour.getStart()), str(hour.getEnd())) for hour in hours]
            text = [(f"{s['from'] // 60:02}:{s['from'] % 60:02}", f"{s['to'] // 60:02}:{s['to'] % 60:02}") for s in shifts]
            check(f"calendar {index} weekday {weekday}", read, text)
        read = set()
        for exception in calendar.getCalendarExceptions():
            check(f"calendar {index} exception works", exception.size(), 0)
            day, last = exception.getFromDate(), exception.getToDate()
            while day.compareTo(last) <= 0:
                read.add(str(day))
                day = day.plusDays(1)
        written = set()
        for period in spec["closed"]:
            day, last = (datetime.date.fromisoformat(period[end]) for end in ("first", "last"))
            while day <= last:
                written.add(day.isoformat())
                day += datetime.timedelta(days=1)
        check(f"calendar {index} closed days", read, written)


def stated_dates(path):
    """The dates in one project file against those that are computed from it."""
    project = jpype.JClass("org.mpxj.reader.UniversalProjectReader")().read(str(path))
    leaves = [task for task in project.getTasks() if task.getUniqueID() is not None and not task.getSummary()]
    before = [(str(task.getStart()), str(task.getFinish())) for task in leaves]
    jpype.JClass("org.mpxj.cpm.MicrosoftScheduler")().schedule(project, project.getProjectProperties().getStartDate())
    after = [(str(task.getStart()), str(task.getFinish())) for task in leaves]
    wrong = [(task, one, other) for task, one, other in zip(leaves, before, after) if one != other]
    for task, one, other in wrong[:40]:
        print(f"{task.getName()}: the file says {one}, MPXJ {other}")
    print(f"{len(leaves)} tasks: {len(wrong)} different")
    sys.exit(1 if wrong else 0)


def main():
    folder = pathlib.Path(sys.argv[1])
    jpype.startJVM()
    if folder.is_file():
        stated_dates(folder)
    reader_class = jpype.JClass("org.mpxj.reader.UniversalProjectReader")
    scheduler_class = jpype.JClass("org.mpxj.cpm.MicrosoftScheduler")
    minutes_unit = jpype.JClass("org.mpxj.TimeUnit").MINUTES
    differences, read_differences, wrong = [], [], set()
    compared, sample = 0, []
    files = sorted(folder.glob("*.json"))
    for path in files:
        case = json.loads(path.read_text(encoding="utf-8"))
        network = case["network"]
        project = reader_class().read(str(path.with_suffix(".xml")))
        read_back(project, network, read_differences, path.stem)
        scheduler_class().schedule(project, project.getProjectProperties().getStartDate())
        tasks = {int(task.getUniqueID()): task for task in project.getTasks() if task.getUniqueID() is not None}
        theirs = []
        for index, answer in enumerate(case["answers"]):
            task = tasks[index + 1]
            properties = project.getProjectProperties()
            slack = None if answer["summary"] else task.getTotalSlack().convertUnits(minutes_unit, properties)
            found = {
                "start": f"{task.getStart()}:00"[:19],
                "finish": f"{task.getFinish()}:00"[:19],
                "float": None if slack is None else round(float(slack.getDuration())),
            }
            theirs.append(found)
            compared += 1
            for key, value in found.items():
                if value is not None and value != answer[key]:
                    wrong.add(path.stem)
                    differences.append(f"{path.stem} task {index} {key}: MPXJ {value}, ours {answer[key]}")
        sample.append({"network": network, "mpxj": theirs})
    for line in (differences + read_differences)[:40]:
        print(line)
    print(f"{len(files)} projects, {compared} tasks: {len(differences)} different in {len(wrong)} projects; "
          f"{len(read_differences)} different when read back")
    if "--sample" in sys.argv:
        at = sys.argv.index("--sample")
        number, file = int(sys.argv[at + 1]), pathlib.Path(sys.argv[at + 2])
        file.parent.mkdir(parents=True, exist_ok=True)
        step = max(1, len(sample) // number)
        chosen = sample[::step][:number]
        file.write_text("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in chosen) + "\n]\n", encoding="utf-8")
    sys.exit(1 if differences or read_differences else 0)


main()
