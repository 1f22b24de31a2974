"""Kernels that run the steps of chapters."""

import os
import signal
import subprocess
import sys
import tempfile
import time

import pytest

from qi_files.errors import InputError
from qi_press.cells import kernel, provisioner
from qi_press.cells.kernel import Job, Preload, Step, clear_sockets, run_jobs


def run(tmp_path, *sources, preload=(), **environment):
    jobs = [
        Job(
            f"{number}.qmd",
            tmp_path,
            environment,
            tuple(Step(text, f"{number}.qmd:3") for text in steps),
        )
        for number, steps in enumerate(sources)
    ]
    done = {}
    begin = Preload(tmp_path, tuple(preload))
    errors = run_jobs(jobs, 2, begin, lambda job, outputs: done.update({job.name: outputs}))
    return done, errors


def printed(outputs):
    return "".join(output["text"] for step in outputs for output in step)


def test_each_job_has_a_fresh_kernel_in_its_own_folder(tmp_path):
    done, errors = run(
        tmp_path,
        ["x = 1", "print('x' in globals())"],
        ["import os; print('x' in globals(), os.getcwd(), os.environ['SHIP'])"],
        SHIP="Ark",
    )

    assert errors == []
    assert printed(done["0.qmd"]) == "True\n"
    assert printed(done["1.qmd"]) == f"False {tmp_path} Ark\n"


def test_a_job_that_fails_or_ends_its_process_says_where_and_others_go_on(tmp_path):
    done, errors = run(
        tmp_path,
        ["print('so far'); 1 / 0"],
        ["import os", "os._exit(3)"],
        ["print('fine')"],
    )

    assert printed(done["2.qmd"]) == "fine\n"
    assert sorted(error.where for error in errors) == ["0.qmd:3", "1.qmd:3"]
    failed = next(error for error in errors if error.where.startswith("0"))
    assert "ZeroDivisionError" in failed.found
    assert "so far" in failed.detail
    assert "\x1b" not in failed.detail


def test_an_object_that_shows_what_is_no_text_is_told_with_its_cell(tmp_path):
    odd = "class Odd:\n  def _repr_mimebundle_(self, **_): return {'text/html': 5}\nOdd()"

    _, (error,) = run(tmp_path, ["x = 1", odd])

    assert error.where == "0.qmd:3"
    assert error.found.startswith("a cell with an output of no known form: 5 is not valid")


def test_on_macos_no_kernel_is_forked(tmp_path, monkeypatch):
    monkeypatch.setattr(kernel.sys, "platform", "darwin")
    monkeypatch.setattr(provisioner, "open_fork_server", None)

    done, errors = run(tmp_path, ["print('fine')"])

    assert (printed(done["0.qmd"]), errors) == ("fine\n", [])


def test_a_module_that_cannot_be_preloaded_is_named(tmp_path):
    with pytest.raises(InputError, match="no_such_module"):
        run(tmp_path, ["1"], preload=["no_such_module"])


def test_what_a_preloaded_module_prints_does_not_disturb(tmp_path):
    (tmp_path / "loud.py").write_text("print('loud')\n")

    done, errors = run(tmp_path, ["import sys; print('loud' in sys.modules)"], preload=["loud"])

    assert errors == []
    assert printed(done["0.qmd"]) == "True\n"


def test_a_function_is_called_before_the_first_kernel(tmp_path):
    (tmp_path / "early.py").write_text("asked = []\ndef ask(): asked.append(1)\n")

    done, _ = run(tmp_path, ["import early; print(early.asked)"], preload=["early:ask"])

    assert printed(done["0.qmd"]) == "[1]\n"


def test_a_preloaded_module_that_fails_is_named_with_its_fault(tmp_path):
    (tmp_path / "broken.py").write_text("a = (\n")

    with pytest.raises(InputError, match=r"broken: SyntaxError: .*broken\.py, line 1"):
        run(tmp_path, ["1"], preload=["broken"])


KILLED = r"""
from pathlib import Path
from qi_press.cells.kernel import Job, Preload, Step, clear_sockets, run_jobs
cell = "import os, time; open('pid', 'w').write(f'{os.getpid()}\\n'); time.sleep(600)"
job = Job("a.qmd", Path.cwd(), {}, (Step(cell, "a.qmd:1"),))
run_jobs([job], 1, Preload(Path.cwd()), lambda *_: None)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kernels are forked where there is a fork")
def test_a_kernel_does_not_outlive_a_press_that_was_killed(tmp_path):
    note = tmp_path / "pid"
    with subprocess.Popen([sys.executable, "-c", KILLED], cwd=tmp_path) as press:
        wait_until(lambda: note.exists() and note.read_text().endswith("\n"))
        press.send_signal(signal.SIGKILL)

    wait_until(lambda: not is_running(int(note.read_text())))


def test_a_module_of_the_nurserys_folder_is_found_by_its_own_kernels_only(tmp_path):
    (tmp_path / "mine.py").write_text("")
    other = tmp_path / "other"
    other.mkdir()
    jobs = [Job("a.qmd", other, {}, (Step("import mine", "a.qmd:1"),))]

    (error,) = run_jobs(jobs, 1, Preload(tmp_path), lambda *_: None)

    assert "No module named 'mine'" in error.found + error.detail


def test_the_cell_that_ends_the_process_is_named_and_no_later_one(tmp_path):
    steps = [Step(text, f"a.qmd:{line}") for line, text in ((3, "1"), (7, EXIT), (11, "2"))]

    (error,) = run_jobs(
        [Job("a.qmd", tmp_path, {}, tuple(steps))], 1, Preload(tmp_path), lambda *_: None
    )

    assert error.where == "a.qmd:7"


EXIT = "import os; os._exit(1)"


def wait_until(is_true, seconds=60):
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_sockets_that_a_killed_render_left_are_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("press-999999999-abc", f"press-{os.getpid()}-abc", "press-mine", "other"):
        (tmp_path / name).mkdir()

    clear_sockets()

    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["other", f"press-{os.getpid()}-abc", "press-mine"]
