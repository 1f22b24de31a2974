"""Pure functions: arrays in, frozen estimates out, each definition with its source."""
