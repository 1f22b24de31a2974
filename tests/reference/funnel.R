# Reference values: limits of funnel plots, interpolated between counts (Spiegelhalter 2005).
source("tests/reference/write.R")
set.seed(2005)

limit <- function(p, q, cdf) {
  r <- q(p)
  r - (cdf(r) - p) / (cdf(r) - cdf(r - 1))
}
tails <- c(inner_low = 0.025, inner_high = 0.975, low = 0.001, high = 0.999)
bound <- function(events, size, kind) {
  center <- sum(events) / sum(size)
  limits <- lapply(as.list(tails), function(p) sapply(size, function(n) {
    l <- if (kind == "p") limit(p, function(p) qbinom(p, n, center), function(r) pbinom(r, n, center))
    else limit(p, function(p) qpois(p, n * center), function(r) ppois(r, n * center))
    max(l / n, 0)
  }))
  list(counts = events, sizes = size, kind = kind, center = center, limits = limits)
}
n <- c(8, 15, 22, 40, 64, 90, 130, 210, 300, 512)
cases <- list(
  shares = bound(rbinom(10, n, 0.18), n, "p"),
  rare = bound(c(0, 1, 0, 2, 0, 9, 1, 2, 3, 4), n, "p"),
  frequent = bound(rbinom(10, n, 0.93), n, "p"),
  rates = bound(rpois(10, n * 0.05), n, "u"),
  hundreds = bound(c(3, 0, 7, 12), c(1.25, 0.4, 3.1, 2.75), "u")
)
write_reference("funnel", cases)
