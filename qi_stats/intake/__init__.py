"""The door: files of other programs → codebook, rows and plan of a new study."""

from qi_stats.intake.bring import Choices, draft_files, write_drafts
from qi_stats.intake.interview import Question, accept
from qi_stats.intake.start import Start, start_project

__all__ = ["Choices", "Question", "Start", "accept", "draft_files", "start_project", "write_drafts"]
