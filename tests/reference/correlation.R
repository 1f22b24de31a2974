# Reference values: Pearson's, Spearman's and Kendall's correlations. The intervals of the last two
# are written out, as R's own functions give none.
source("tests/reference/write.R")
set.seed(1945)

samples <- list(
  plain = list(x = c(1.2, 3.4, 2.2, 5.1, 4.0, 6.3, 0.4), y = c(2.0, 3.1, 2.9, 4.8, 5.2, 5.0, 1.1)),
  negative = list(x = 1:8, y = c(9, 7.5, 8, 6, 4, 4.5, 2, 1)),
  ties = list(x = c(1, 1, 2, 2, 3, 3, 4, 4, 5), y = c(2, 1, 2, 3, 3, 3, 5, 4, 4)),
  none = list(x = round(rnorm(30), 2), y = round(rnorm(30), 2)),
  five = list(x = c(1, 2, 3, 4, 5), y = c(2, 1, 4, 3, 7)),
  far = list(x = 1e6 + c(0.1, 0.4, 0.9, 0.2, 0.8), y = 1e6 + c(3, 2, 9, 4, 5)),
  cars = list(x = mtcars$mpg, y = mtcars$cyl)
)
bounds <- function(r, error) tanh(atanh(r) + c(-1, 1) * qnorm(0.975) * error)
quiet <- function(...) suppressWarnings(cor.test(..., exact = FALSE))

cases <- lapply(samples, function(s) {
  n <- length(s$x)
  one <- cor.test(s$x, s$y); rho <- quiet(s$x, s$y, method = "spearman")
  tau <- quiet(s$x, s$y, method = "kendall")
  at_rho <- bounds(rho$estimate, sqrt((1 + rho$estimate^2 / 2) / (n - 3)))
  at_tau <- bounds(tau$estimate, sqrt(0.437 / (n - 4)))
  list(
    x = s$x, y = s$y,
    pearson = list(r = unname(one$estimate), low = one$conf.int[1], high = one$conf.int[2], p = one$p.value),
    spearman = list(r = unname(rho$estimate), low = at_rho[1], high = at_rho[2], p = rho$p.value),
    kendall = list(r = unname(tau$estimate), low = at_tau[1], high = at_tau[2], p = tau$p.value)
  )
})
write_reference("correlation", cases)
