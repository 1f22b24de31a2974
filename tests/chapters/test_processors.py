"""The numbers of the report have the same bytes on processors that compute in other steps."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PLAIN = {
    "OPENBLAS_CORETYPE": "Nehalem",
    "NPY_DISABLE_CPU_FEATURES": "AVX512_ICL AVX512_SPR X86_V4 X86_V3",
}
"""Linear algebra and elementary functions as on a processor without wide registers."""


def test_the_ledger_has_the_same_bytes_on_a_plain_processor(tmp_path):
    out = tmp_path / "ledger.json"
    shutil.copy(ROOT / "results" / "audit.json", tmp_path)  # knows the state of each number
    command = [sys.executable, "-W", "ignore", "-m", "qi_stats.cli", "run", "--out", str(out)]
    subprocess.run(command, cwd=ROOT, env=os.environ | PLAIN, check=True, capture_output=True)

    assert out.read_bytes() == (ROOT / "results" / "ledger.json").read_bytes()
