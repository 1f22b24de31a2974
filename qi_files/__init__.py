"""Files that people write: read and written safely, with errors that say what to mend."""
