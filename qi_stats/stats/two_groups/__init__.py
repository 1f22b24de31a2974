"""Two groups of numbers compared: means, ranks, effect sizes."""
