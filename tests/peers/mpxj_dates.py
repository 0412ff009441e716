#!/usr/bin/env python3
"""Recomputes exported projects with MPXJ's Microsoft scheduler and compares start, finish and total slack.

Needs Java and two Python packages (`pip install mpxj jpype1` in a virtual environment). From the repository:

    cargo run --release --no-default-features --example mspdi -- --random 2000 --seed 1 --out target/mspdi
    python tests/peers/mpxj_dates.py target/mspdi [--sample 50 tests/fixtures/mpxj/sample.json]

Plans of the product are compared in the same way:

    cargo run --release --no-default-features --example plans -- --out target/plans
    python tests/peers/mpxj_dates.py target/plans

With a project file instead of a folder (`plan.xml` of a plan) it compares the dates that the file states with those
that MPXJ computes from its tasks, links and calendars.

It also compares what MPXJ reads with what was exported: tasks, links, lags, calendars with their exceptions,
resources, assignments, baselines, deadlines, dates that bind, progress, notes and owners. It changes nothing but the sample file that it is asked for.
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


def working_minutes(spec, start, finish):
    """Minutes of a calendar between two moments in ISO text, counted minute range by minute range."""
    closed = [(period["first"], period["last"]) for period in spec["closed"]]
    first, last = (datetime.datetime.fromisoformat(at) for at in (start, finish))
    total, day = 0, first.date()
    while day <= last.date():
        if not any(begin <= day.isoformat() <= end for begin, end in closed):
            midnight = datetime.datetime.combine(day, datetime.time())
            for shift in spec["week"][day.weekday()]:
                begin, end = (midnight + datetime.timedelta(minutes=shift[edge]) for edge in ("from", "to"))
                total += max(0, (min(end, last) - max(begin, first)).total_seconds() // 60)
        day += datetime.timedelta(days=1)
    return int(total)


def length_of(network, task, answer):
    """The length that was to be written: minutes and whether they are elapsed."""
    (kind, length), = task["length"].items()
    if kind == "elapsed":
        return length, True
    if kind == "days":
        return working_minutes(network["calendars"][task["calendar"]], answer["start"], answer["finish"]), False
    return length, False


def read_back(project, case, differences, name):
    """Everything that was exported against everything that was read."""
    network, answers = case["network"], case["answers"]

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
        length = length_of(network, task, answers[index])
        read = minutes_of(found.getDuration())
        check(f"{label} length", read, length if read[0] else (length[0], read[1]))
        check(f"{label} owner", str(found.getContact() or ""), task["owner"])
        check(f"{label} progress", round(float(found.getPercentageComplete() or 0)), task["progress"] // 10)
        constraint, date = str(found.getConstraintType()), found.getConstraintDate()
        answer = answers[index]
        if task["fixed"]:
            (edge, _), = task["fixed"].items()
            wanted = ("MUST_START_ON", answer["start"]) if edge == "start" else ("MUST_FINISH_ON", answer["finish"])
            check(f"{label} fixed date", (constraint, f"{date}:00"[:19]), wanted)
        elif task["timed_to"] is not None and constraint != "AS_SOON_AS_POSSIBLE":
            # Without a date its links alone lead to the same start, which is compared below.
            check(f"{label} timed", (constraint, f"{date}:00"[:19]), ("START_NO_EARLIER_THAN", answer["start"]))
        elif task["not_before"]:
            check(f"{label} not before", constraint, "START_NO_EARLIER_THAN")
            check(f"{label} not before, date", f"{date}:00"[:19] >= f"{moment(task['not_before'])}:00", True)
        calendar = found.getCalendar()
        check(f"{label} calendar", int(calendar.getUniqueID()) - 1 if calendar else 0, task["calendar"])
        deadline = found.getDeadline()
        if task["not_after"] is None:
            check(f"{label} deadline", str(deadline) if deadline else None, moment(task["deadline"]) if task["deadline"] else None)
        else:
            held = {str(deadline), str(found.getConstraintDate())}
            check(f"{label} not after", moment(task["not_after"]) in held, True)
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
            open_minutes = working_minutes(network["calendars"][task["calendar"]], answer["start"], answer["finish"])
            check(f"{label} work", minutes_of(assignment.getWork())[0], open_minutes)
    roles = sorted({task["role"] for task in network["tasks"] if task["role"] and not task["summary"]})
    check("resources", sorted(str(resource.getName()) for resource in project.getResources() if resource.getName()), roles)
    people = dict(network.get("people", []))
    for resource in project.getResources():
        if resource.getName():
            units = round(float(resource.getMaxUnits() if hasattr(resource, "getMaxUnits") else resource.getDefaultUnits()))
            check(f"people of {resource.getName()}", units, 100 * people.get(str(resource.getName()), 1))
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
        read_back(project, case, read_differences, path.stem)
        scheduler_class().schedule(project, project.getProjectProperties().getStartDate())
        tasks = {int(task.getUniqueID()): task for task in project.getTasks() if task.getUniqueID() is not None}
        theirs = []
        for index, answer in enumerate(case["answers"]):
            task = tasks[index + 1]
            properties = project.getProjectProperties()
            slack = None if answer["summary"] or "float" not in answer else task.getTotalSlack().convertUnits(minutes_unit, properties)
            found = {
                "start": f"{task.getStart()}:00"[:19],
                "finish": f"{task.getFinish()}:00"[:19],
                "float": None if slack is None else round(float(slack.getDuration())),
            }
            theirs.append(found)
            compared += 1
            for key, value in found.items():
                if value is not None and value != answer.get(key, value):
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
