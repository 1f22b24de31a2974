# Reference values: exact conditional logistic regression of one covariate. Every choice of events is
# listed with combn; P values, bounds and estimates follow from their definitions. With two values
# fisher.test gives the same, and survival::clogit the conditional estimate.
source("tests/reference/write.R")
source("tests/reference/binary_samples.R")
suppressPackageStartupMessages(library(survival))

solve_for <- function(f) uniroot(f, c(-60, 60), tol = 1e-14)$root

report <- function(s) {
  y <- s$y
  x <- as.numeric(s$X)
  sums <- combn(length(y), sum(y), function(i) sum(x[i]))
  support <- sort(unique(sums))
  count <- as.numeric(table(sums))
  t <- sum(x * y)
  chance <- function(b) {
    w <- log(count) + b * (support - t)
    w <- exp(w - max(w))
    w / sum(w)
  }
  above <- function(b) sum(chance(b)[support >= t])
  below <- function(b) sum(chance(b)[support <= t])
  null <- chance(0)
  at <- null[support == t]
  centre <- sum(null * support)
  at_low <- t == min(support)
  at_high <- t == max(support)
  low <- if (at_low) NULL else solve_for(function(b) above(b) - 0.025)
  high <- if (at_high) NULL else solve_for(function(b) below(b) - 0.025)
  halves <- c(
    if (!at_low) solve_for(function(b) above(b) - 0.5),
    if (!at_high) solve_for(function(b) below(b) - 0.5)
  )
  mle <- if (at_low || at_high) NULL else solve_for(function(b) sum(chance(b) * support) - t)
  smaller <- min(above(0), below(0))
  result <- list(
    y = y, x = x, p = sum(null[null <= at * (1 + 1e-7)]), p_twice_tail = min(1, 2 * smaller),
    p_score = sum(null[abs(support - centre) >= abs(t - centre) * (1 - 1e-7)]),
    p_mid = min(1, 2 * (smaller - at / 2)),
    low = low, high = high, median_unbiased = mean(halves), coefficient = mle
  )
  if (length(unique(x)) == 2) {
    test <- fisher.test(table(x, y))
    result$fisher_p <- test$p.value
  }
  if (!is.null(mle)) result$clogit <- unname(coef(clogit(y ~ x, method = "exact")))
  result
}

samples <- c(overlapping[c("fourfold", "number")], separated[c("empty_cell", "threshold", "touching")])
samples$decimal <- list(y = c(1, 0, 0, 1, 1, 0, 1, 0), X = cbind(c(2.5, 0.5, 1, 3, 1.5, 0.25, 2, 2.25)))
write_reference("conditional", lapply(samples, report), c("brglm2", "survival"))
