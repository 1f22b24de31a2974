# Reference values: intervals of odds ratios, risk ratios, differences and proportions from counts.
# Woolf, mid-P and Katz by epitools, exact by fisher.test, profile likelihood by confint.glm of
# MASS, Wald by prop.test and glm; score intervals by searching the restricted likelihood in
# base R, in another way than the Python code (a grid-free optimize of the binomial likelihood).
source("tests/reference/write.R")
suppressMessages({library(epitools); library(MASS)})

tables <- list(c(56, 14, 48, 32), c(10, 40, 30, 20), c(9, 1, 3, 7), c(5, 19, 12, 12),
               c(120, 880, 80, 920), c(3, 30, 9, 20))
quiet <- function(x) suppressMessages(suppressWarnings(x))

likelihood <- function(x, p) sum(ifelse(x > 0, x * log(p), 0))
restricted <- function(x, first, low, high, value) {
  log_of <- function(second) {
    p <- c(first(second, value), 1 - first(second, value), second, 1 - second)
    likelihood(x, pmax(p, 1e-300))
  }
  second <- optimize(log_of, c(low, high), maximum = TRUE, tol = 1e-13)$maximum
  c(first(second, value), 1 - first(second, value), second, 1 - second)
}
n_of <- function(x) rep(c(x[1] + x[2], x[3] + x[4]), each = 2)
score <- function(x, p) sum((x - n_of(x) * p)^2 / (n_of(x) * p))
ratio_of <- function(x, p) 2 * sum(ifelse(x > 0, x * log(x / (n_of(x) * p)), 0))
measures <- list(
  odds_ratio = list(first = function(s, v) v * s / (1 - s + v * s),
                    reach = function(v) c(0, 1), log = TRUE,
                    value = function(x) x[1] * x[4] / x[2] / x[3]),
  risk_ratio = list(first = function(s, v) s * v, reach = function(v) c(0, min(1, 1 / v)),
                    log = TRUE,
                    value = function(x) (x[1] / sum(x[1:2])) / (x[3] / sum(x[3:4]))),
  risk_difference = list(first = function(s, v) s + v,
                         reach = function(v) c(max(0, -v), min(1, 1 - v)), log = FALSE,
                         value = function(x) x[1] / sum(x[1:2]) - x[3] / sum(x[3:4]))
)
invert <- function(x, m, misfit, limit) {
  back <- if (m$log) exp else identity
  miss <- function(place) {
    value <- back(place)
    reach <- m$reach(value)
    misfit(x, restricted(x, m$first, reach[1] + 1e-12, reach[2] - 1e-12, value)) - limit
  }
  start <- if (m$log) log(m$value(x)) else m$value(x)
  ends <- if (m$log) c(start - 6, start + 6) else c(-1 + 1e-7, 1 - 1e-7)
  back(c(uniroot(miss, c(ends[1], start), tol = 1e-12)$root,
         uniroot(miss, c(start, ends[2]), tol = 1e-12)$root))
}
inverted <- function(x) {
  z2 <- qchisq(0.95, 1)
  n <- sum(x)
  lapply(measures, function(m) list(
    score = invert(x, m, score, z2),
    miettinen_nurminen = invert(x, m, score, z2 * n / (n - 1)),
    profile = invert(x, m, ratio_of, z2)
  ))
}

effects <- lapply(tables, function(x) {
  m <- matrix(x, 2, byrow = TRUE)               # rows are groups, the first column is the event
  turned <- m[2:1, 2:1]                          # epitools has the reference and non-events first
  d <- data.frame(event = c(1, 0, 1, 0), group = c(1, 1, 0, 0), w = x)
  fit <- glm(event ~ group, binomial, d, weights = w)
  wald <- function(correct) as.numeric(quiet(prop.test(m, correct = correct))$conf.int)
  list(table = m,
       woolf = as.numeric(quiet(oddsratio.wald(turned))$measure[2, 2:3]),
       mid_p = as.numeric(quiet(oddsratio.midp(turned))$measure[2, ]),
       fisher = c(as.numeric(fisher.test(m)$estimate), as.numeric(fisher.test(m)$conf.int)),
       confint = as.numeric(exp(quiet(confint(fit))[2, ])),
       katz = as.numeric(quiet(riskratio.wald(turned))$measure[2, 2:3]),
       wald = wald(FALSE), wald_corrected = wald(TRUE),
       student = as.numeric(t.test(rep(c(1, 0), x[1:2]), rep(c(1, 0), x[3:4]),
                                   var.equal = TRUE)$conf.int),
       welch = as.numeric(t.test(rep(c(1, 0), x[1:2]), rep(c(1, 0), x[3:4]))$conf.int),
       inverted = inverted(x))
})

shares <- list(c(10, 24), c(1, 24), c(0, 12), c(12, 12), c(81, 263), c(3, 1000))
proportions <- lapply(shares, function(x) {
  prop <- function(correct) as.numeric(quiet(prop.test(x[1], x[2], correct = correct))$conf.int)
  mid <- function(p) pbinom(x[1], x[2], p) - dbinom(x[1], x[2], p) / 2
  find <- function(tail) uniroot(function(p) mid(p) - tail, c(0, 1), tol = 1e-14)$root
  list(count = x[1], n = x[2], wilson = prop(FALSE), wilson_corrected = prop(TRUE),
       clopper_pearson = as.numeric(binom.test(x[1], x[2])$conf.int),
       jeffreys = qbeta(c(0.025, 0.975), x[1] + 0.5, x[2] - x[1] + 0.5),
       mid_p = c(if (x[1] > 0) find(0.975) else 0, if (x[1] < x[2]) find(0.025) else 1))
})

# Newcombe (1998), Statistics in Medicine 17, 873-890, table II: 56 of 70 less 48 of 80.
newcombe <- list(wald = c(0.0575, 0.3425), wald_corrected = c(0.0441, 0.3559),
                 score = c(0.0533, 0.3377), miettinen_nurminen = c(0.0528, 0.3382),
                 newcombe = c(0.0524, 0.3339), newcombe_corrected = c(0.0428, 0.3422))

write_reference("count_intervals",
                list(effects = effects, proportions = proportions, newcombe = newcombe),
                c("epitools", "MASS"))
