# Reference values: Cohen's d and Hedges' g from effectsize, which searches for its bounds with a
# loose tolerance; the bounds here solve the defining equation with base R's noncentral t.
source("tests/reference/write.R")
source("tests/reference/samples.R")
suppressPackageStartupMessages(library(effectsize))

noncentral <- function(a, b, level = 0.95) {
  test <- t.test(a, b, var.equal = TRUE)
  t <- unname(test$statistic)
  df <- unname(test$parameter)
  solve <- function(tail) {
    miss <- function(ncp) pt(t, df, ncp) - tail
    uniroot(miss, c(t - 10, t + 10), extendInt = "downX", tol = 1e-13)$root
  }
  unit <- sqrt(1 / length(a) + 1 / length(b))
  unit * c(solve((1 + level) / 2), solve((1 - level) / 2))
}

cases <- lapply(samples, function(s) {
  d <- as.data.frame(cohens_d(s$a, s$b))
  g <- as.data.frame(hedges_g(s$a, s$b))
  list(
    a = s$a, b = s$b, d = d$Cohens_d, d_interval = noncentral(s$a, s$b),
    g = g$Hedges_g, g_interval = noncentral(s$a, s$b) * g$Hedges_g / d$Cohens_d,
    effectsize_interval = c(d$CI_low, d$CI_high)
  )
})
write_reference("effects", cases, "effectsize")
