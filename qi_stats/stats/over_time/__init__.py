"""Change over time: run charts, control charts, funnel plots and time to an event."""
