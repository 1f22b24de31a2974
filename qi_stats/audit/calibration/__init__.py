"""Whether the audit is any good: papers with known data, errors planted on purpose."""

from qi_stats.audit.calibration.calibrate import PAPERS, Calibration, calibrate
from qi_stats.audit.calibration.report import render_calibration

__all__ = ["PAPERS", "Calibration", "calibrate", "render_calibration"]
