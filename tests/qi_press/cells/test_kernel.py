"""Kernels that run the steps of chapters."""

import pytest

from qi_press.cells.kernel import Job, Step, run_jobs
from qi_press.errors import PressError


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
    errors = run_jobs(jobs, 2, preload, lambda job, outputs: done.update({job.name: outputs}))
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


def test_a_module_that_cannot_be_preloaded_is_named(tmp_path):
    with pytest.raises(PressError, match="no_such_module"):
        run(tmp_path, ["1"], preload=["no_such_module"])
