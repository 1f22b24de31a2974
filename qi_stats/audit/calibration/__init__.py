"""Whether the audit is any good: papers with known data, errors planted on purpose."""

from qi_stats.audit.calibration.calibrate import Calibration, calibrate

__all__ = ["Calibration", "calibrate"]
