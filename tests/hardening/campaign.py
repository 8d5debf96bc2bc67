"""Kills the program at random moments and takes its disk away, and counts what is lost.

    campaign.py PROGRAM [KILLS] [SEED]

Only the last key may be lost, and no file may have its final name before it is complete. Prints a table and, last,
"N passed, N failed".
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
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 60
RANDOM = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
# Far longer than anything takes; only a failure waits this long.
TIMEOUT = 20
# A frame ends with the cursor in its place.
FRAME_END = re.compile(rb"\x1b\[\?25h\x1b\[\d+;\d+H$")
SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP]
CODE = re.compile(r"[0-9A-Z]{4,5}(-[0-9A-Z]{4,5})+\n")
BASE = tempfile.mkdtemp(prefix="career-fit-hardening-")


class Failed(Exception):
    pass


class Skipped(Exception):
    pass


def check(holds, what):
    if not holds:
        raise Failed(what)


def environment(state):
    inherited = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return {**inherited, "HOME": BASE, "TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": state}


class Screen:
    """The program on a terminal of its own."""

    running = []

    def __init__(self, state, *arguments, user=None):
        self.terminal, slave = pty.openpty()
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.output = b""
        self.process = subprocess.Popen(
            [PROGRAM, *arguments], stdin=slave, stdout=slave, stderr=slave,
            env=environment(state), start_new_session=True, user=user,
        )
        os.close(slave)
        self.running.append(self)

    def read(self, seconds):
        """Reads available output; False at its end."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.output += data
        return bool(data)

    def words(self, since):
        """The output as words; spaces are sent as cursor moves."""
        moves = re.sub(rb"\x1b\[\d+;\d+H", b" ", self.output[since:])
        return re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", moves)

    def wait(self, what, since=0):
        """Reads until a text is shown or a pattern matches the end of the output."""
        deadline = time.monotonic() + TIMEOUT
        while not (what in self.words(since) if isinstance(what, bytes) else what.search(self.output, since)):
            check(time.monotonic() < deadline, f"{what!r} never came: {self.output[-300:]!r}")
            check(self.read(0.5), f"it ended before {what!r}: {self.output[-300:]!r}")

    def type(self, keys):
        os.write(self.terminal, keys)

    def press(self, key):
        """Presses a key and waits for its frame."""
        before = len(self.output)
        self.type(key)
        self.wait(FRAME_END, before)

    def kill(self, how):
        """Kills the program; half of all hang-ups also close the terminal."""
        if how == signal.SIGHUP and RANDOM.random() < 0.5:
            os.close(self.terminal)
            self.terminal = None
        self.process.send_signal(how)
        self.wait_for_exit()

    def leave(self):
        self.type(b"\x03\x03")
        return self.wait_for_exit()

    def wait_for_exit(self):
        deadline = time.monotonic() + TIMEOUT
        while self.process.poll() is None:
            check(time.monotonic() < deadline, "it didn't end")
            if self.terminal is None or not self.read(0.02):
                time.sleep(0.002)
        if self.terminal is not None:
            os.close(self.terminal)
            self.terminal = None
        self.running.remove(self)
        return self.process.returncode


def kill_all():
    for screen in list(Screen.running):
        screen.process.kill()
        screen.wait_for_exit()


def new_folder():
    return tempfile.mkdtemp(dir=BASE)


def item_ids():
    lines = subprocess.run([PROGRAM, "export", "form", "--format", "csv"], capture_output=True, text=True, check=True).stdout
    return [line.split(",")[0] for line in lines.splitlines()[1:]]


ITEMS = item_ids()


def digits(count):
    """Answers without repetition, which would be a held key."""
    answers = [RANDOM.randint(1, 5)]
    while len(answers) < count:
        answers.append(RANDOM.choice([digit for digit in range(1, 6) if digit != answers[-1]]))
    return answers


def pause():
    time.sleep(RANDOM.random() * 0.02 * RANDOM.random())


def temporary_files(folder):
    return [name for name in os.listdir(folder) if name.startswith(".") or name.endswith(".tmp")]


def quizzes(state):
    return glob.glob(os.path.join(state, "career-fit", "quiz-*.json"))


def answers_in(path):
    """The answers of a saved quiz, in the order asked."""
    with open(path) as file:
        responses = json.load(file)["session"]["answers"]["responses"]
    return [response for response in responses if response]


def saved(state):
    """The answers of the only saved quiz."""
    paths = quizzes(state)
    check(len(paths) <= 1, f"more than one file: {paths}")
    return answers_in(paths[0]) if paths else []


def started(state, count=3, **how):
    """A quiz with `count` saved answers, and those with two more to give."""
    given = digits(count + 2)
    screen = Screen(state, **how)
    screen.wait(b"Start")
    screen.press(b"\r")
    for digit in given[:count]:
        screen.press(b"%d" % digit)
    deadline = time.monotonic() + TIMEOUT
    while not any(answers_in(path) == given[:count] for path in quizzes(state)):
        check(time.monotonic() < deadline, f"{given[:count]} was never saved")
        time.sleep(0.005)
    return screen, given


def killed_while_answering(wait_for_frames):
    state, given = new_folder(), digits(23)
    screen = Screen(state)
    screen.wait(b"Start")
    screen.press(b"\r")
    count = RANDOM.randint(1, len(given))
    for digit in given[:count]:
        if wait_for_frames:
            screen.press(b"%d" % digit)
        else:
            screen.type(b"%d" % digit)
            time.sleep(RANDOM.random() * 0.004)
    pause()
    how = RANDOM.choice(SIGNALS)
    screen.kill(how)
    found = saved(state)
    check(found == given[: len(found)], f"{found} was saved of {given}")
    # Without frames, some keys may not have been read yet.
    lost = count - len(found) if wait_for_frames else 0
    check(lost <= 1, f"{lost} answers lost by {how!r}")
    again = Screen(state)
    again.wait(b"question %d of" % (len(found) + 1) if found else b"Start")
    again.leave()
    check(saved(state) == found, "the next start changed what was saved")
    return lost


def killed_in_a_room():
    state = new_folder()
    screen = Screen(state, "room", "--people", "30")
    screen.wait(b"Question 1 of")
    counted, count = [], RANDOM.randint(1, 20)
    while len(counted) < count:
        counted.append(RANDOM.randint(0, 9))
        screen.press(b"%d" % counted[-1])
        screen.press(b"\r")
        if len(counted) % 2 == 0:
            screen.press(b"\x1b[6~")
    pause()
    how = RANDOM.choice(SIGNALS)
    screen.kill(how)
    found = []
    for path in glob.glob(os.path.join(state, "career-fit", "room-*.json")):
        with open(path) as file:
            questions = json.load(file)["questions"]
        # The third count is filled in.
        found += [hands for question in questions for hands in question["hands"][:2] if hands is not None]
    check(found == counted[: len(found)], f"{found} was saved of {counted}")
    lost = len(counted) - len(found)
    check(lost <= 1, f"{lost} counts lost by {how!r}")
    again = Screen(state, "room", "--people", "30")
    again.wait(b"question" if found else b"Question 1 of")
    again.leave()
    return lost


def answer_clearly(screen):
    """Answers that aren't close, so that no tie-breakers are offered."""
    screen.press(b"\r")
    last = 0
    for item in ITEMS:
        liked = re.match("it_systems|programming|data_analytics", item)
        last = RANDOM.choice([digit for digit in ((5, 4) if liked else (1, 2)) if digit != last])
        screen.press(b"%d" % last)


def killed_while_handing_in():
    folder = new_folder()
    os.chmod(folder, 0o1733)
    screen = Screen(new_folder(), "--kiosk", "--hand-in", folder)
    screen.wait(b"Start")
    answer_clearly(screen)
    screen.press(b"q")
    confirmed = RANDOM.random() < 0.3
    if confirmed:
        screen.press(b"y")
    else:
        screen.type(b"y")
        time.sleep(RANDOM.random() * 0.03)
    screen.kill(RANDOM.choice(SIGNALS))
    files = set(os.listdir(folder)) - set(temporary_files(folder))
    for name in files:
        with open(os.path.join(folder, name)) as file:
            check(CODE.fullmatch(file.read()), "half a code")
    check(len(files) <= 1, f"handed in {len(files)} times")
    check(files or not confirmed, "handing in was confirmed, but there is no file")
    return 0


def rows(count):
    path = os.path.join(BASE, f"rows-{count}.csv")
    if not os.path.exists(path):
        with open(path, "w") as file:
            print("id", *ITEMS, sep=",", file=file)
            for number in range(count):
                print(f"p{number}", *[(number + place) % 5 + 1 for place in range(len(ITEMS))], sep=",", file=file)
    return path


def score(folder, count, *arguments):
    return subprocess.Popen(
        [PROGRAM, "score", rows(count), *arguments], cwd=folder,
        env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )


durations = {}


def killed_score(count, *arguments):
    if arguments not in durations:
        begin = time.monotonic()
        process = score(new_folder(), count, *arguments)
        check(process.wait() == 0, "it fails without a kill")
        durations[arguments] = time.monotonic() - begin
    folder = new_folder()
    process = score(folder, count, *arguments)
    time.sleep(RANDOM.random() * durations[arguments] * 1.05)
    process.send_signal(RANDOM.choice(SIGNALS))
    process.communicate()
    return folder


def killed_while_writing():
    folder = killed_score(3000, "--output", "results.csv")
    path = os.path.join(folder, "results.csv")
    if os.path.exists(path):
        with open(path) as file:
            check(len(file.readlines()) == 3001, "half an output")
    shutil.rmtree(folder)
    return 0


def killed_while_writing_reports():
    folder = killed_score(40, "--output", "results.csv", "--reports", "pages")
    pages = glob.glob(os.path.join(folder, "pages", "*.html"))
    for path in pages:
        with open(path) as file:
            check(file.read().rstrip().endswith("</html>"), f"half a page: {path}")
    has_index = any(path.endswith("index.html") for path in pages)
    check(not has_index or len(pages) == 41, f"an index of {len(pages)} pages that aren't all there")
    shutil.rmtree(folder)
    return 0


class Disk:
    """A small file system."""

    def __init__(self, size):
        self.size = size

    def __enter__(self):
        self.folder = new_folder()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={self.size}", "tmpfs", self.folder]
        if subprocess.run(mount, capture_output=True).returncode:
            raise Skipped("mounting needs root")
        return self

    def __exit__(self, *_):
        kill_all()
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

    def remount(self, option):
        subprocess.run(["mount", "-o", f"remount,{option}", self.folder], check=True)


def full_disk():
    with Disk("128k") as disk:
        screen, given = started(disk.folder)
        disk.fill()
        screen.press(b"%d" % given[3])
        screen.wait(b"Not saved")
        check(saved(disk.folder) in (given[:3], given[:4]), "the saved file is gone")
        disk.make_room()
        screen.press(b"%d" % given[4])
        screen.leave()
        check(saved(disk.folder) == given, f"{saved(disk.folder)} was saved of {given}")


def full_disk_in_line_mode():
    with Disk("128k") as disk:
        disk.fill()
        output = subprocess.run(
            [PROGRAM, "--plain"], input="1\n2\n3\n4\n", capture_output=True, text=True, env=environment(disk.folder)
        ).stdout
        check(output.count("Not saved") == 1, f"said {output.count('Not saved')} times: {output}")
        check("Question 5 of 24" in output, "the quiz doesn't continue")


def full_disk_for_score():
    with Disk("64k") as disk:
        for arguments in (["--output", "results.csv"], ["--reports", "pages"]):
            process = score(disk.folder, 3000, *arguments)
            message = process.communicate()[1].decode()
            check(process.returncode == 1, f"{arguments} exited with {process.returncode}")
            check("disk is full" in message or "No space left" in message, message)
            check(not os.path.exists(os.path.join(disk.folder, "results.csv")), "half an output")


def full_disk_for_hand_in():
    with Disk("64k") as disk:
        folder = os.path.join(disk.folder, "answers")
        os.mkdir(folder)
        screen = Screen(new_folder(), "--kiosk", "--hand-in", folder)
        screen.wait(b"Start")
        answer_clearly(screen)
        disk.fill()
        screen.press(b"q")
        screen.press(b"y")
        check(not os.listdir(folder), f"{os.listdir(folder)} was written")
        disk.make_room()
        screen.press(b"y")
        screen.leave()
        check(len(os.listdir(folder)) == 1, "trying again doesn't work")


def read_only_disk():
    with Disk("128k") as disk:
        screen, given = started(disk.folder)
        screen.leave()
        disk.remount("ro")
        screen = Screen(disk.folder)
        screen.wait(b"Start")
        screen.press(b"\r")
        screen.press(b"%d" % given[3])
        screen.wait(b"Not saved")
        screen.leave()
        check(saved(disk.folder) == given[:3], "the saved file is gone")
        disk.remount("rw")
        screen = Screen(disk.folder)
        screen.wait(b"question 4 of")
        screen.leave()


def read_only_folder():
    """A folder that is read-only for a while. Root may write anywhere, so this runs as nobody."""
    state, user = new_folder(), None
    if os.geteuid() == 0:
        user = 65534
        os.chmod(BASE, 0o711)
        os.chown(state, user, -1)
        try:
            subprocess.run([PROGRAM, "--version"], user=user, env=environment(state), capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            raise Skipped("another account can't run the program") from None
    screen, given = started(state, user=user)
    folder = os.path.join(state, "career-fit")
    os.chmod(folder, 0o500)
    screen.press(b"%d" % given[3])
    screen.wait(b"Not saved")
    check(saved(state) == given[:3], "the saved file is gone")
    os.chmod(folder, 0o700)
    screen.press(b"%d" % given[4])
    screen.leave()
    check(saved(state) == given, f"{saved(state)} was saved of {given}")


def deleted_folder():
    state = new_folder()
    screen, given = started(state)
    shutil.rmtree(os.path.join(state, "career-fit"))
    screen.press(b"%d" % given[3])
    screen.press(b"%d" % given[4])
    check(screen.leave() == 130, "it doesn't end normally")
    check(saved(state) == given, f"{saved(state)} was saved of {given}")


def several_programs():
    state, screens, wanted = new_folder(), [], []
    for count in range(1, 5):
        screen, given = started(state, count)
        screens.append(screen)
        wanted.append(given[:count])
    for screen in screens:
        screen.kill(signal.SIGKILL)
    found = sorted((answers_in(path) for path in quizzes(state)), key=len)
    check(found == wanted, f"{found} was saved of {wanted}")


KILLED = [
    ("answering, frame by frame", 35, lambda: killed_while_answering(True)),
    ("answering, faster than frames", 15, lambda: killed_while_answering(False)),
    ("in a room", 15, killed_in_a_room),
    ("handing in", 15, killed_while_handing_in),
    ("writing results", 10, killed_while_writing),
    ("writing handouts", 10, killed_while_writing_reports),
]
DISKS = [
    full_disk,
    full_disk_in_line_mode,
    full_disk_for_score,
    full_disk_for_hand_in,
    read_only_disk,
    read_only_folder,
    deleted_folder,
    several_programs,
]


def main():
    table = {name: [0, 0, 0] for name, *_ in KILLED}
    passed = failed = 0
    for number in range(KILLS):
        # Each kind at least once.
        weights = [weight for _, weight, _ in KILLED]
        name, _, run = KILLED[number] if number < len(KILLED) else RANDOM.choices(KILLED, weights)[0]
        row = table[name]
        row[0] += 1
        try:
            row[1] += run()
            passed += 1
        except (Failed, OSError, ValueError, KeyError) as why:
            row[2] += 1
            failed += 1
            print(f"\nkill {number + 1}, {name}: {why}\n", flush=True)
            kill_all()
    print(f"{'killed while':<32} {'kills':>6} {'last key lost':>15} {'failed':>7}")
    for name, (kills, lost, bad) in table.items():
        print(f"{name:<32} {kills:>6} {lost:>15} {bad:>7}")
    print()
    for run in DISKS:
        name = run.__name__.replace("_", " ")
        try:
            run()
            passed += 1
            print(f"{name:<32} passed")
        except Skipped as why:
            print(f"{name:<32} skipped: {why}")
        except (Failed, OSError, ValueError, KeyError) as why:
            failed += 1
            print(f"{name:<32} FAILED: {why}")
            kill_all()
    print(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    finally:
        shutil.rmtree(BASE, ignore_errors=True)
