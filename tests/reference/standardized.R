# Reference values: standardized differences of Yang and Dalton (2012), and a whole table by group of
# the data set `mtcars`. smd and tableone are not in Debian: their formulas are written out here, the
# distance by MASS's generalized inverse, as tableone has it.
source("tests/reference/write.R")
source("tests/reference/samples.R")
bound <- function(d, n1, n2) {
  reach <- qnorm(0.975) * sqrt(1 / n1 + 1 / n2 + d^2 / (2 * (n1 + n2)))
  list(effect = d, low = d - reach, high = d + reach)
}
means <- function(a, b)
  bound((mean(a) - mean(b)) / sqrt((var(a) + var(b)) / 2), length(a), length(b))
shares <- function(m) {
  p <- m / rowSums(m)
  k <- ncol(m) - 1
  gap <- p[1, seq_len(k)] - p[2, seq_len(k)]
  spread <- Reduce(`+`, lapply(1:2, function(i) diag(p[i, seq_len(k)], k) - tcrossprod(p[i, seq_len(k)]))) / 2
  d <- sqrt(drop(t(gap) %*% MASS::ginv(spread) %*% gap))
  bound(if (k == 1) sign(gap) * d else d, sum(m[1, ]), sum(m[2, ]))
}
tables <- list(
  two = rbind(c(8, 2), c(1, 5)), even = rbind(c(5, 5), c(3, 3)), three = rbind(c(3, 5, 9), c(10, 2, 4)),
  ordered = rbind(c(1, 0, 4, 2), c(3, 2, 0, 6)), large = rbind(c(120, 340, 77), c(131, 290, 99))
)
table_one <- with(mtcars, list(
  am = as.integer(am), mpg = mpg, cyl = as.integer(cyl), vs = as.integer(vs),
  mean = unname(tapply(mpg, am, mean)), sd = unname(tapply(mpg, am, sd)),
  median = unname(tapply(mpg, am, median)), overall_mean = mean(mpg), overall_sd = sd(mpg),
  welch_p = t.test(mpg ~ am)$p.value, difference = c(mean(mpg[am == 1]) - mean(mpg[am == 0]), t.test(mpg[am == 1], mpg[am == 0])$conf.int),
  chi_square_p = suppressWarnings(chisq.test(table(am, cyl), correct = FALSE)$p.value),
  cyl_percent = unname(c(t(prop.table(table(am, cyl), 1)))), cyl_row_percent = unname(c(t(prop.table(table(am, cyl), 2)))),
  mpg_smd = means(mpg[am == 1], mpg[am == 0]), cyl_smd = shares(table(am, cyl)[2:1, ]), vs_smd = shares(table(am, vs)[2:1, 2:1])
))
cases <- list(
  means = lapply(samples, function(s) list(a = s$a, b = s$b, result = means(s$a, s$b))),
  shares = lapply(tables, function(m) list(table = lapply(1:2, function(i) m[i, ]), result = shares(m))),
  table_one = table_one
)
write_reference("standardized", cases, "MASS")
