# Reference values for 2x2 tables (rows are groups, the first column is the event).
#
# fisher.test gives P; its odds ratio and bounds stop at a tolerance of 1e-4, so the same defining
# equations are solved here to 1e-13. The packages exact2x2, Exact and DescTools are not in Debian:
# the minlike interval, Boschloo's and Barnard's tests, and the score intervals are computed from
# their definitions by brute force, on purpose in another way than the Python code does.
source("tests/reference/write.R")
suppressPackageStartupMessages({
  library(vcd)
  library(effectsize)
})

finite <- function(x) if (is.finite(x)) x else NULL
bounds <- function(low, high) list(low = finite(low), high = finite(high))
alpha <- 0.05

noncentral <- function(m) {
  n1 <- sum(m[1, ]); n2 <- sum(m[2, ]); k <- sum(m[, 1])
  support <- max(0, k - n2):min(k, n1)
  logs <- dhyper(support, n1, n2, k, log = TRUE)
  list(x = m[1, 1], support = support, chances = function(theta) {
    d <- logs + support * theta
    d <- exp(d - max(d))
    d / sum(d)
  })
}

solve_theta <- function(f) {
  exp(uniroot(f, c(-1, 1), extendInt = "yes", tol = 1e-13, maxiter = 1e5)$root)
}

fisher <- function(m) {
  h <- noncentral(m)
  x <- h$x; s <- h$support
  up <- function(t, weight = 1) sum(h$chances(t)[s > x]) + weight * h$chances(t)[s == x]
  down <- function(t, weight = 1) sum(h$chances(t)[s < x]) + weight * h$chances(t)[s == x]
  interval <- function(weight) bounds(
    if (x == min(s)) 0 else solve_theta(function(t) up(t, weight) - alpha / 2),
    if (x == max(s)) Inf else solve_theta(function(t) down(t, weight) - alpha / 2)
  )
  estimate <- if (x == min(s)) 0 else if (x == max(s)) Inf else
    solve_theta(function(t) sum(s * h$chances(t)) - x)
  test <- fisher.test(m)
  list(
    odds_ratio = finite(estimate), p = test$p.value, central = interval(1),
    loose = list(odds_ratio = finite(unname(test$estimate)), low = test$conf.int[1],
                 high = finite(test$conf.int[2])),
    central_p = min(1, 2 * min(up(0), down(0))),
    mid_p = min(1, 2 * min(up(0, 0.5), down(0, 0.5))), mid_interval = interval(0.5),
    minlike = minlike(h)
  )
}

# The first and the last log odds ratio on a fine grid that is not rejected, then halving.
minlike <- function(h) {
  accepted <- function(t) {
    d <- h$chances(t)
    sum(d[d <= d[h$support == h$x] * (1 + 1e-7)]) >= alpha
  }
  grid <- seq(-12, 12, by = 0.002)
  ok <- vapply(grid, accepted, NA)
  halve <- function(inside, outside) {
    for (i in 1:80) {
      middle <- (inside + outside) / 2
      if (accepted(middle)) inside <- middle else outside <- middle
    }
    exp(inside)
  }
  first <- min(which(ok)); last <- max(which(ok))
  bounds(
    if (h$x == min(h$support)) 0 else halve(grid[first], grid[first - 1]),
    if (h$x == max(h$support)) Inf else halve(grid[last], grid[last + 1])
  )
}

# sup over the common risk of the chance of all tables at least as extreme as the observed one
unconditional <- function(m, extreme) {
  n1 <- sum(m[1, ]); n2 <- sum(m[2, ])
  chance <- function(risk) sum(outer(dbinom(0:n1, n1, risk), dbinom(0:n2, n2, risk))[extreme])
  grid <- seq(0, 1, by = 0.0005)
  values <- vapply(grid, chance, 0)
  best <- grid[order(values, decreasing = TRUE)[1:12]]
  refine <- function(r) {
    optimize(chance, pmin(1, pmax(0, r + c(-0.001, 0.001))), maximum = TRUE, tol = 1e-12)$objective
  }
  max(values, vapply(best, refine, 0))
}

each_table <- function(m, f) {
  n1 <- sum(m[1, ]); n2 <- sum(m[2, ])
  outer(0:n1, 0:n2, Vectorize(function(x, y) f(matrix(c(x, y, n1 - x, n2 - y), 2))))
}

boschloo <- function(m, alternative) {
  p <- function(t) fisher.test(t, alternative = alternative, conf.int = FALSE)$p.value
  unconditional(m, each_table(m, p) <= p(m) * (1 + 1e-7))
}

barnard <- function(m, pooled) {
  z <- function(t) {
    n <- rowSums(t); r <- t[, 1] / n; all <- sum(t[, 1]) / sum(t)
    v <- if (pooled) all * (1 - all) * sum(1 / n) else sum(r * (1 - r) / n)
    if (r[1] == r[2]) 0 else (r[1] - r[2]) / sqrt(v)
  }
  list(statistic = finite(z(m)), p = unconditional(m, abs(each_table(m, z)) >= abs(z(m)) / (1 + 1e-7)))
}

newcombe <- function(m) {
  wilson <- function(r) suppressWarnings(prop.test(r[1], sum(r), correct = FALSE)$conf.int)
  w1 <- wilson(m[1, ]); w2 <- wilson(m[2, ])
  p1 <- m[1, 1] / sum(m[1, ]); p2 <- m[2, 1] / sum(m[2, ])
  bounds(p1 - p2 - sqrt((p1 - w1[1])^2 + (w2[2] - p2)^2),
         p1 - p2 + sqrt((w1[2] - p1)^2 + (p2 - w2[1])^2))
}

# Koopman's chi-square; the restricted risk is the root of the likelihood's slope on a logit scale,
# not the closed form. The bounding group has risk plogis(v).
score_ratio <- function(m, inflation) {
  x <- m[, 1]; n <- rowSums(m)
  u <- function(log_ratio) {
    ratio <- exp(log_ratio)
    risks <- function(v) {
      top <- plogis(v); rest <- plogis(-v)
      if (ratio >= 1) list(r = c(top, top / ratio), q = c(rest, 1 - top / ratio))
      else list(r = c(ratio * top, top), q = c(1 - ratio * top, rest))
    }
    slope <- function(v) with(risks(v), sum(x) - sum((n - x) * r / q))
    v <- if (slope(34) > 0) 34 else uniroot(slope, c(-34, 34), tol = 1e-14)$root
    with(risks(v), sum((x - n * r)^2 / (n * r * q))) / inflation - qchisq(1 - alpha, 1)
  }
  root <- function(from, to) exp(uniroot(u, c(from, to), tol = 1e-13)$root)
  middle <- if (all(x > 0)) log(x[1] / n[1]) - log(x[2] / n[2]) else NULL
  bounds(if (x[1] == 0) 0 else root(-8, if (is.null(middle)) 8 else middle - 1e-9),
         if (x[2] == 0) Inf else root(if (is.null(middle)) -8 else middle + 1e-9, 8))
}

tables <- list(
  sparse = c(7, 8, 9, 0), balanced = c(3, 15, 11, 12), twenty_four = c(8, 14, 1, 1),
  strong = c(9, 1, 2, 10), empty_first = c(0, 5, 4, 3), empty_second = c(6, 4, 0, 8),
  equal = c(5, 5, 5, 5), near = c(10, 12, 9, 11), tiny = c(1, 2, 2, 1)
)
describe <- function(cells) {
  m <- matrix(cells, 2, byrow = TRUE)
  plain <- suppressWarnings(chisq.test(m, correct = FALSE))
  yates <- suppressWarnings(chisq.test(m))
  uncapped <- sum((abs(m - plain$expected) - 0.5)^2 / plain$expected)
  woolf <- if (all(m > 0)) as.numeric(exp(confint(loddsratio(m))))
  haldane <- m + 0.5
  pair <- binom.test(m[1, 2], m[1, 2] + m[2, 1])
  n <- sum(m)
  list(
    table = list(m[1, ], m[2, ]), fisher = fisher(m),
    boschloo = boschloo(m, "two.sided"),
    boschloo_doubled = min(1, 2 * min(boschloo(m, "less"), boschloo(m, "greater"))),
    boschloo_columns = boschloo(t(m), "two.sided"),
    barnard = barnard(m, TRUE), barnard_unpooled = barnard(m, FALSE),
    plain = list(chi2 = unname(plain$statistic), p = plain$p.value),
    yates = list(chi2 = unname(yates$statistic), p = yates$p.value),
    uncapped = list(chi2 = uncapped, p = pchisq(uncapped, 1, lower.tail = FALSE)),
    smallest_expected = min(plain$expected),
    phi = assocstats(m)$phi, v = assocstats(m)$cramer,
    v_adjusted = as.data.frame(cramers_v(m, adjust = TRUE))[[1]],
    mcnemar = list(
      p = pair$p.value, odds_ratio = finite(m[1, 2] / m[2, 1]),
      low = pair$conf.int[1] / (1 - pair$conf.int[1]),
      high = finite(pair$conf.int[2] / (1 - pair$conf.int[2]))
    ),
    newcombe = newcombe(m), koopman = score_ratio(m, 1),
    miettinen_nurminen = score_ratio(m, n / (n - 1)), woolf = woolf,
    haldane = as.numeric(exp(log(prod(diag(haldane)) / prod(haldane[1, 2], haldane[2, 1])) +
      c(0, -1, 1) * qnorm(0.975) * sqrt(sum(1 / haldane))))
  )
}
write_reference("tables2x2", lapply(tables, describe), c("vcd", "effectsize"))
