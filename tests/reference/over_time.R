# Reference values: run charts and control charts of 240 invented series.
# qicharts2 is not in Debian: install it from its source; it needs r-cran-ggplot2 and r-cran-scales.
source("tests/reference/write.R")
suppressPackageStartupMessages(library(qicharts2))
set.seed(20141125)

draw <- list(
  run = function(n) round(rnorm(n, 50, 8), sample(0:1, 1)) + c(rep(0, n %/% 2), rep(sample(c(0, 8), 1), n - n %/% 2)),
  i = function(n) round(rnorm(n, 50, 8), 1),
  i_screened = function(n) round(rnorm(n, 50, 8), 1) + c(rep(0, n - 1), sample(c(0, 60), 1)),
  p = function(n) rbinom(n, 40, runif(1, 0.02, 0.6)),
  u = function(n) rpois(n, runif(1, 0.5, 8)),
  c = function(n) rpois(n, runif(1, 0.5, 12)),
  g = function(n) rgeom(n, runif(1, 0.02, 0.3)),
  t = function(n) round(rexp(n, 0.1), 2) + 0.01
)
sizes <- list(p = function(n) sample(40:120, n, TRUE), u = function(n) sample(20:90, n, TRUE))

chart <- function(kind, number) {
  n <- sample(8:36, 1)
  frozen <- if (number %% 3 == 0) n %/% 2 else NULL
  y <- draw[[kind]](n)
  size <- if (kind %in% names(sizes)) sizes[[kind]](n)
  options(qic.screenedmr = kind == "i_screened")
  name <- sub("_screened", "", kind)
  d <- if (is.null(size)) qic(y, chart = name, freeze = frozen, return.data = TRUE)
       else qic(seq_len(n), y, n = size, chart = name, freeze = frozen, return.data = TRUE)
  list(
    kind = kind, values = y, sizes = size, baseline = if (is.null(frozen)) NA else frozen,
    center = d$cl[1], low = unique(d$lcl), high = unique(d$ucl), outside = sum(d$sigma.signal),
    useful = d$n.useful[1], longest_run = d$longest.run[1],
    longest_run_limit = d$longest.run.max[1], crossings = d$n.crossings[1],
    crossings_limit = d$n.crossings.min[1], runs_signal = d$runs.signal[1]
  )
}
names <- unlist(lapply(names(draw), function(kind) paste(kind, 1:30, sep = "_")))
cases <- Map(chart, rep(names(draw), each = 30), rep(1:30, length(draw)))
write_reference("over_time", setNames(cases, names), "qicharts2")
