"""Kills the program at random moments and takes its disks away, and counts what is lost.

    campaign.py PROGRAM PANICS [KILLS] [SEED]

PANICS is what `panic.rs` makes: it panics in the midst of things.
None but the last key may be lost, nothing half written may have its final name, and no temporary file may be left
after the next start. A table of what was tried, and a last line "N passed, N failed".
"""

import fcntl
import glob
import json
import os
import pty
import random
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

PROGRAM = sys.argv[1]
PANICS = sys.argv[2]
KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 60
CHANCE = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
# Longer than anything takes; only what fails waits for it.
PATIENCE = 20
# A frame is one write that ends with the cursor in its place.
FRAME_END = re.compile(rb"\x1b\[\?25h\x1b\[\d+;\d+H$")
SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP]
CODE = re.compile(r"[0-9A-Z]{4,5}(-[0-9A-Z]{4,5})+\n")
BASE = tempfile.mkdtemp(prefix="career-fit-hardening-")


class Failed(Exception):
    """What was seen that must not be."""


def check(holds, what):
    if not holds:
        raise Failed(what)


def environment(state, more=()):
    keep = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return {**keep, "HOME": BASE, "TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": state, **dict(more)}


def told(sent):
    """What was sent as words: blanks are not sent where there are some."""
    return re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", re.sub(rb"\x1b\[\d+;\d+H", b" ", sent))


class Screen:
    """The program on a terminal of its own."""

    # All that run.
    running = []

    def __init__(self, state, *arguments, program=(PROGRAM,), more=(), user=None):
        self.master, slave = pty.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.seen = b""
        self.process = subprocess.Popen(
            [*program, *arguments], stdin=slave, stdout=slave, stderr=slave,
            env=environment(state, more), start_new_session=True, user=user,
        )
        os.close(slave)
        self.running.append(self)

    def read(self, seconds):
        """Reads what there is within a time; False where there will be no more."""
        if not select.select([self.master], [], [], max(seconds, 0))[0]:
            return True
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.seen += data
        return bool(data)

    def wait(self, what, since=0):
        """Reads until it was sent, or a pattern fits the end of what was."""
        end = time.monotonic() + PATIENCE
        fits = (lambda: what in told(self.seen[since:])) if isinstance(what, bytes) else (lambda: what.search(self.seen, since))
        while not fits():
            check(time.monotonic() < end, f"{what!r} did not come, but {self.seen[-300:]!r}")
            check(self.read(0.5), f"it ended before {what!r}: {self.seen[-300:]!r}")

    def press(self, key):
        """Presses a key and waits for its frame."""
        before = len(self.seen)
        self.type(key)
        self.wait(FRAME_END, before)

    def type(self, keys):
        os.write(self.master, keys)

    def kill(self, how):
        """Kills it; a hang-up is a closed terminal as often as a signal."""
        if how == signal.SIGHUP and CHANCE.random() < 0.5:
            os.close(self.master)
            self.master = None
            self.process.send_signal(how)
        else:
            self.process.send_signal(how)
        self.end()

    def end(self):
        """Waits until it has ended."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            check(time.monotonic() < end, "it did not end")
            if self.master is None or not self.read(0.02):
                time.sleep(0.002)
        if self.master is not None:
            self.flags = termios.tcgetattr(self.master)[3]
            while self.read(0) and select.select([self.master], [], [], 0)[0]:
                pass
            os.close(self.master)
            self.master = None
        self.running.remove(self)
        return self.process.returncode

    def leave(self):
        self.type(b"\x03\x03")
        return self.end()


def end_all():
    """After a failure some are left."""
    for screen in list(Screen.running):
        screen.process.kill()
        screen.end()


def new_folder():
    return tempfile.mkdtemp(dir=BASE)


def ids():
    line = subprocess.run([PROGRAM, "export", "header"], capture_output=True, text=True, check=True).stdout
    return [name for name in line.strip().split(",") if re.search(r"_\d+$", name)]


ITEMS = ids()


def digits(count):
    """Answers of which none follows its like: that would be a key held down."""
    found = [CHANCE.randint(1, 5)]
    while len(found) < count:
        found.append(CHANCE.choice([digit for digit in range(1, 6) if digit != found[-1]]))
    return found


def only(state, pattern):
    found = glob.glob(os.path.join(state, "career-fit", pattern))
    check(len(found) <= 1, f"more than one file: {found}")
    return found[0] if found else None


def nothing_left(folder):
    left = [name for name in os.listdir(folder) if name.endswith(".tmp") or name.startswith(".")]
    check(not left, f"left behind: {left}")


def saved(state):
    """The answers of the only quiz, in the order they were given."""
    path = only(state, "quiz-*-*.json")
    if path is None:
        return []
    check("set-aside" not in path, f"set aside: {path}")
    return kept(path)


def answering(waits):
    """A quiz, each key drawn before the next or all as fast as they go; returns how many answers were lost."""
    state, given = new_folder(), digits(23)
    screen = Screen(state)
    screen.wait(b"Start")
    screen.press(b"\r")
    last = CHANCE.randint(1, len(given))
    for digit in given[:last]:
        (screen.press if waits else screen.type)(b"%d" % digit)
        if not waits:
            time.sleep(CHANCE.random() * 0.004)
    time.sleep(CHANCE.random() * 0.02 * CHANCE.random())
    how = CHANCE.choice(SIGNALS)
    screen.kill(how)
    found = saved(state)
    check(found == given[: len(found)], f"{found} was saved of {given}")
    # Of keys that nobody saw an answer to, some may still have been on their way.
    lost = last - len(found) if waits else 0
    check(lost <= 1, f"{lost} answers lost by {how!r}")
    again = Screen(state)
    again.wait(b"Go on with question" if found else b"Start")
    if 0 < len(found):
        again.wait(b"question %d of" % (len(found) + 1))
    again.leave()
    nothing_left(os.path.join(state, "career-fit"))
    check(saved(state) == found, "the next start changed what was saved")
    return lost


def room():
    """A room, a count after the other."""
    state = new_folder()
    screen = Screen(state, "room", "--people", "30")
    screen.wait(b"hands up now")
    counted, last = [], CHANCE.randint(1, 20)
    while len(counted) < last:
        hands = CHANCE.randint(0, 9)
        screen.press(b"%d" % hands)
        screen.press(b"\r")
        counted.append(hands)
        if len(counted) % 2 == 0:
            screen.press(b"\x1b[6~")
    time.sleep(CHANCE.random() * 0.02 * CHANCE.random())
    how = CHANCE.choice(SIGNALS)
    screen.kill(how)
    path = only(state, "room-*.json")
    found = []
    if path is not None:
        with open(path) as file:
            counts = json.load(file)["counts"]
        for item in [item for item in ITEMS if item in counts]:
            found += counts[item]["hands"][:2]
    found = [hands for hands in found if hands is not None]
    check(found == counted[: len(found)], f"{found} was saved of {counted}")
    lost = len(counted) - len(found)
    check(lost <= 1, f"{lost} counts lost by {how!r}")
    again = Screen(state, "room", "--people", "30")
    again.wait(b"Go on with question" if found else b"hands up now")
    again.leave()
    nothing_left(os.path.join(state, "career-fit"))
    return lost


def to_the_end(screen):
    """Answers that are not close, so that no more questions are offered."""
    screen.press(b"\r")
    last = 0
    for item in ITEMS[:24]:
        fits = (5, 4) if re.match("it_systems|programming|data_analytics", item) else (1, 2)
        last = CHANCE.choice([digit for digit in fits if digit != last])
        screen.press(b"%d" % last)


def handing_in():
    """A machine that many use: answers, handed in, and killed while that is done."""
    folder = new_folder()
    os.chmod(folder, 0o1733)
    screen = Screen(new_folder(), "--kiosk", "--hand-in", folder)
    screen.wait(b"Start")
    to_the_end(screen)
    screen.press(b"q")
    told = CHANCE.random() < 0.3
    if told:
        screen.press(b"y")
    else:
        screen.type(b"y")
        time.sleep(CHANCE.random() * 0.03)
    screen.kill(CHANCE.choice(SIGNALS))
    found = os.listdir(folder)
    nothing_left(folder)
    for name in found:
        with open(os.path.join(folder, name)) as file:
            text = file.read()
        check(CODE.fullmatch(text), f"half a code: {text!r}")
    check(len(found) <= 1, f"handed in {len(found)} times")
    check(found or not told, "it was said to be handed in, and is not there")
    return 0 if found or not told else 1


def rows(count):
    path = os.path.join(BASE, f"rows-{count}.csv")
    if not os.path.exists(path):
        with open(path, "w") as file:
            print("id", *ITEMS, sep=",", file=file)
            for number in range(count):
                print(f"p{number}", *[(number + place) % 5 + 1 for place in range(len(ITEMS))], sep=",", file=file)
    return path


def scored(folder, count, *arguments):
    return subprocess.Popen(
        [PROGRAM, "score", rows(count), *arguments], cwd=folder,
        env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )


LASTS = {}


def lasts(name, start):
    """How long it takes when nobody kills it, measured once."""
    if name not in LASTS:
        begun = time.monotonic()
        process = start(new_folder())
        check(process.wait() == 0, process.stderr.read())
        LASTS[name] = time.monotonic() - begun
    return LASTS[name]


def writing(name, count, *arguments):
    folder = new_folder()
    start = lambda folder: scored(folder, count, *arguments)
    length = lasts(name, start)
    process = start(folder)
    time.sleep(CHANCE.random() * length * 1.05)
    process.send_signal(CHANCE.choice(SIGNALS))
    process.communicate()
    return folder


def output():
    folder = writing("output", 3000, "--output", "results.csv")
    found = os.listdir(folder)
    check(found in ([], ["results.csv"]), f"left behind: {found}")
    if found:
        with open(os.path.join(folder, "results.csv")) as file:
            check(len(file.readlines()) == 3001, "half an output")
    shutil.rmtree(folder)
    return 0


def reports():
    folder = os.path.join(writing("reports", 40, "--output", "results.csv", "--reports", "pages"), "pages")
    if os.path.isdir(folder):
        nothing_left(folder)
        found = os.listdir(folder)
        for name in found:
            with open(os.path.join(folder, name)) as file:
                check(file.read().rstrip().endswith("</html>"), f"half a page: {name}")
        check("index.html" not in found or len(found) == 41, f"a list of {len(found)} pages that are not all there")
    nothing_left(os.path.dirname(folder))
    shutil.rmtree(os.path.dirname(folder))
    return 0


def panicking(where, named=False):
    """The terminal is given back before the message, what was answered is saved, and nothing is left of an output."""
    state, folder = new_folder(), new_folder()
    program = (PANICS,)
    if named:
        # Without /proc no file can do without a name until it is whole, as on other systems.
        program = ("unshare", "--mount", "sh", "-c", 'mount -t tmpfs none /proc && exec "$0" "$@"', PANICS)
        if subprocess.run([*program[:4], "mount -t tmpfs none /proc"], capture_output=True).returncode:
            raise Skipped("nothing can be mounted here")
    screen = Screen(state, os.path.join(folder, "out.csv"), where, program=program)
    ended = screen.end()
    check(ended == -signal.SIGABRT, f"it ended with {ended}: {screen.seen[-300:]!r}")
    _, taken, after = screen.seen.partition(b"\x1b[?1049h")
    check(taken, f"it never took the terminal: {screen.seen!r}")
    _, back, after = after.partition(b"\x1b[?1049l")
    check(back and b"\x1b[?25h" in after and b"on purpose" in after, f"the terminal is not back: {screen.seen[-300:]!r}")
    check(screen.flags & termios.ICANON and screen.flags & termios.ECHO, "the terminal is still raw")
    left = os.listdir(folder)
    check(not left, f"left behind: {left}")
    check(saved(state) == [1, 5, 2], f"{saved(state)} was saved")
    again = Screen(state)
    again.wait(b"Go on with question 4 of")
    again.leave()
    nothing_left(os.path.join(state, "career-fit"))


class Skipped(Exception):
    """What could not be tried here."""


class Mount:
    """A small disk."""

    def __init__(self, size):
        self.size = size

    def __enter__(self):
        self.folder = new_folder()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.size}", "tmpfs", self.folder], capture_output=True).returncode:
            raise Skipped("nothing can be mounted here")
        return self

    def __exit__(self, *_):
        end_all()
        subprocess.run(["umount", self.folder], check=True)

    def fill(self):
        with open(os.path.join(self.folder, "filler"), "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                pass

    def make_room(self):
        os.remove(os.path.join(self.folder, "filler"))

    def set(self, how):
        subprocess.run(["mount", "-o", f"remount,{how}", self.folder], check=True)


def begun(state, count=3, **how):
    """A quiz with a few answers, and those."""
    given = digits(count + 3)
    screen = Screen(state, **how)
    screen.wait(b"Start")
    screen.press(b"\r")
    for digit in given[:count]:
        screen.press(b"%d" % digit)
    settled(state, given[:count])
    return screen, given


def settled(state, wanted):
    """Waits until these answers are saved: a frame goes out before."""
    end = time.monotonic() + PATIENCE
    while not any(kept(path) == wanted for path in quizzes(state)):
        check(time.monotonic() < end, f"{wanted} was never saved")
        time.sleep(0.005)


def quizzes(state):
    return glob.glob(os.path.join(state, "career-fit", "quiz-*-*.json"))


def kept(path):
    """The answers of a quiz, in the order that they are asked for."""
    with open(path) as file:
        answers = json.load(file)["answers"]
    return [answers[item]["value"] for item in ITEMS if item in answers]


def full_disk():
    with Mount("128k") as disk:
        screen, given = begun(disk.folder)
        disk.fill()
        screen.press(b"%d" % given[3])
        screen.wait(b"Not saved")
        check(saved(disk.folder) in (given[:3], given[:4]), "the old file is not there any more")
        disk.make_room()
        screen.press(b"%d" % given[4])
        screen.leave()
        check(saved(disk.folder) == given[:5], f"{saved(disk.folder)} was saved of {given[:5]}")
        nothing_left(os.path.join(disk.folder, "career-fit"))


def full_disk_in_lines():
    with Mount("128k") as disk:
        disk.fill()
        lines = subprocess.run(
            [PROGRAM, "--plain"], input="1\n2\n3\n4\n", capture_output=True, text=True, env=environment(disk.folder)
        )
        check(lines.stdout.count("Not saved") == 1, f"said {lines.stdout.count('Not saved')} times: {lines.stdout}")
        check("Question 5 of 24" in lines.stdout, "the quiz does not go on")


def full_disk_for_results():
    with Mount("64k") as disk:
        for arguments in (["--output", "r.csv"], ["--reports", "pages"]):
            process = scored(disk.folder, 3000, *arguments)
            said = process.communicate()[1].decode()
            check(process.returncode == 1, f"{arguments} ended with {process.returncode}")
            check("disk is full" in said or "No space left" in said, said)
            left = [name for _, _, names in os.walk(disk.folder) for name in names if not re.match(r"\d+-p\d+\.html$", name)]
            check(not left, f"{arguments} left {left}")


def full_disk_for_handing_in():
    with Mount("64k") as disk:
        desk = os.path.join(disk.folder, "desk")
        os.mkdir(desk)
        screen = Screen(new_folder(), "--kiosk", "--hand-in", desk)
        screen.wait(b"Start")
        to_the_end(screen)
        disk.fill()
        screen.press(b"q")
        screen.press(b"y")
        check(not os.listdir(desk), f"left {os.listdir(desk)}")
        disk.make_room()
        screen.press(b"y")
        screen.leave()
        check(len(os.listdir(desk)) == 1, "the second try does not work")


def read_only():
    with Mount("128k") as disk:
        screen, given = begun(disk.folder)
        screen.leave()
        disk.set("ro")
        screen = Screen(disk.folder)
        screen.wait(b"Start")
        screen.press(b"\r")
        screen.press(b"%d" % given[0])
        screen.wait(b"Not saved")
        screen.leave()
        check(saved(disk.folder) == given[:3], "the old file is not there any more")
        disk.set("rw")
        screen = Screen(disk.folder)
        screen.wait(b"Go on with question 4 of")
        screen.leave()


def no_longer_allowed():
    """A folder that may be written in no more, and then again; nothing is forbidden to root, so as nobody."""
    state, user = new_folder(), None
    if os.geteuid() == 0:
        user = 65534
        os.chmod(BASE, 0o711)
        os.chown(state, user, -1)
        if subprocess.run([PROGRAM, "--version"], user=user, env=environment(state), capture_output=True).returncode:
            raise Skipped("nobody may not run the program")
    screen, given = begun(state, user=user)
    folder = os.path.join(state, "career-fit")
    os.chmod(folder, 0o500)
    screen.press(b"%d" % given[3])
    screen.wait(b"Not saved")
    check(saved(state) == given[:3], "the old file is not there any more")
    os.chmod(folder, 0o700)
    screen.press(b"%d" % given[4])
    screen.leave()
    check(saved(state) == given[:5], f"{saved(state)} was saved of {given[:5]}")


def vanishing():
    state = new_folder()
    screen, given = begun(state)
    shutil.rmtree(os.path.join(state, "career-fit"))
    screen.press(b"%d" % given[3])
    screen.wait(b"Not saved")
    screen.press(b"%d" % given[4])
    check(screen.leave() == 130, "it does not end as it should")
    screen, given = begun(state)
    screen.leave()
    check(saved(state) == given[:3], "the next quiz is not kept")


def together(count):
    state = new_folder()
    screens, wanted = [], []
    for number in range(count):
        screen, given = begun(state, number + 1)
        screens.append(screen)
        wanted.append(given[: number + 1])
    for screen in screens:
        screen.kill(signal.SIGKILL)
    found = sorted((kept(path) for path in quizzes(state)), key=len)
    check(found == wanted, f"{found} was saved of {wanted}")
    # Each is offered, one after the other.
    again = [Screen(state) for _ in range(len(found))]
    for screen in again:
        screen.wait(b"Go on with question")
    for screen in again:
        screen.leave()
    nothing_left(os.path.join(state, "career-fit"))


def times():
    """Files of any time: the newest unfinished one is offered."""
    state = new_folder()
    for when in (0, 2**31 + 10**8, time.time() + 10**9, -(10**9)):
        screen, given = begun(state)
        screen.leave()
        path = only(state, "quiz-*-*.json")
        os.utime(path, (when, when))
        again = Screen(state)
        again.wait(b"Go on with question 4 of")
        again.press(b"\r")
        again.press(b"%d" % given[3])
        again.leave()
        check(saved(state) == given[:4], f"{saved(state)} was saved of {given[:4]}")
        shutil.rmtree(os.path.join(state, "career-fit"))


def clock():
    """A clock that jumps ten years ahead and back between keys, the one that only goes ahead among them."""
    found = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")
    if not found:
        raise Skipped("libfaketime is not here")
    state = new_folder()
    told = os.path.join(state, "clock")
    more = {"LD_PRELOAD": found[0], "FAKETIME_TIMESTAMP_FILE": told, "FAKETIME_NO_CACHE": "1"}

    def jump(to):
        with open(told, "w") as file:
            file.write(to)

    jump("+0")
    screen, given = begun(state, more=more)
    for digit, to in zip(given[3:], ("+10y", "-10y", "+1y")):
        jump(to)
        screen.press(b"%d" % digit)
    screen.leave()
    check(saved(state) == given, f"{saved(state)} was saved of {given}")
    jump("-20y")
    again = Screen(state, more=more)
    again.wait(b"Go on with question 7 of")
    again.leave()


KILLED = [
    ("answering, each key drawn", 35, lambda: answering(True)),
    ("answering, as fast as keys go", 15, lambda: answering(False)),
    ("in a room", 15, room),
    ("handing in", 15, handing_in),
    ("writing an output", 10, output),
    ("writing handouts", 10, reports),
]
DISKS = [
    ("a full disk", full_disk),
    ("a full disk, in lines", full_disk_in_lines),
    ("a full disk under score", full_disk_for_results),
    ("a full disk under hand-in", full_disk_for_handing_in),
    ("a read-only disk", read_only),
    ("a folder of no more rights", no_longer_allowed),
    ("a folder that vanishes", vanishing),
    ("two programs, one folder", lambda: together(2)),
    ("eight programs, one folder", lambda: together(8)),
    ("files of any time", times),
    ("a clock that jumps", clock),
    ("a panic", lambda: panicking("main")),
    ("a panic of another thread", lambda: panicking("thread")),
    ("a panic, files with a name", lambda: panicking("main", named=True)),
]


def main():
    tried = {name: [0, 0, 0] for name, *_ in KILLED}
    failures, passed, skipped = [], 0, []

    def failed(name, why):
        failures.append(name)
        print(f"\n{name}: {why}\n", flush=True)
        end_all()

    begun_at = time.monotonic()
    for number in range(KILLS):
        # The first ones try each kind once.
        kinds = [KILLED[number]] if number < len(KILLED) else CHANCE.choices(KILLED, [weight for _, weight, _ in KILLED])
        name, _, run = kinds[0]
        row = tried[name]
        row[0] += 1
        try:
            row[1] += run()
            passed += 1
        except (Failed, OSError, ValueError, KeyError) as why:
            row[2] += 1
            failed(f"{name}, kill {number + 1}", why)
    print(f"{'killed while':<32} {'kills':>6} {'last keys lost':>15} {'failed':>7}")
    for name, (count, lost, bad) in tried.items():
        print(f"{name:<32} {count:>6} {lost:>15} {bad:>7}")
    print()
    for name, run in DISKS:
        try:
            run()
            passed += 1
            print(f"{name:<32} held")
        except Skipped as why:
            skipped.append(name)
            print(f"{name:<32} not tried: {why}")
        except (Failed, OSError, ValueError, KeyError) as why:
            failed(name, why)
    print(f"\n{time.monotonic() - begun_at:.0f} seconds, {len(skipped)} not tried")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    finally:
        shutil.rmtree(BASE, ignore_errors=True)
