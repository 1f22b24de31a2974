# Reference values: power of t tests and of comparisons of proportions, adjusted P values.
source("tests/reference/write.R")

exact <- function(n1, n2, p1, p2) {
  cells <- expand.grid(a = 0:n1, b = 0:n2)
  p <- mapply(function(a, b) fisher.test(matrix(c(a, n1 - a, b, n2 - b), 2))$p.value, cells$a, cells$b)
  chance <- dbinom(cells$a, n1, p1) * dbinom(cells$b, n2, p2)
  sum(chance[p <= 0.05])
}

# power.t.test has equal groups only; this is its formula, with both tails, for any two.
power_t <- function(n1, n2, d) {
  df <- n1 + n2 - 2
  edge <- qt(0.975, df)
  shift <- d * sqrt(n1 * n2 / (n1 + n2))
  pt(edge, df, shift, lower.tail = FALSE) + pt(-edge, df, shift)
}

t_power <- function(...) power.t.test(..., strict = TRUE, tol = 1e-13)
families <- list(
  small = c(0.01, 0.04, 0.03, 0.2), tied = c(0.02, 0.02, 0.5, 1), single = 0.04,
  many = c(0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216)
)
cases <- list(
  t_power = lapply(list(c(12, 12, 1), c(14, 10, 0.8), c(5, 30, 0.5), c(2, 1, 2)), function(s) {
    list(n1 = s[1], n2 = s[2], d = s[3], power = power_t(s[1], s[2], s[3]))
  }),
  t_effect = lapply(c(5, 12, 40), function(n) {
    list(n = n, sd = 2.5, difference = t_power(n = n, sd = 2.5, power = 0.8)$delta)
  }),
  t_size = lapply(c(0.3, 0.5, 0.8, 1.2), function(d) {
    list(d = d, n = t_power(delta = d, power = 0.8)$n)
  }),
  prop_size = lapply(list(c(0.5, 0.75), c(0.1, 0.3), c(0.9, 0.6)), function(p) {
    list(p1 = p[1], p2 = p[2], n = power.prop.test(p1 = p[1], p2 = p[2], power = 0.8, tol = 1e-13)$n)
  }),
  fisher = lapply(list(c(18, 6, 0.28, 0.83), c(14, 10, 0.5, 0.9), c(5, 5, 0, 1)), function(s) {
    list(n1 = s[1], n2 = s[2], p1 = s[3], p2 = s[4], power = exact(s[1], s[2], s[3], s[4]))
  }),
  families = lapply(families, function(p) {
    list(p = I(p), holm = I(p.adjust(p, "holm")), bh = I(p.adjust(p, "BH")))
  })
)
write_reference("power", cases)
