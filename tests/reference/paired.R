# Reference values: paired t test, and Wilcoxon's signed ranks, exact with ties.
source("tests/reference/write.R")
suppressPackageStartupMessages(suppressWarnings(library(exactRankTests)))
set.seed(1945)

samples <- list(
  plain = list(a = c(125, 115, 130, 140, 140, 115, 140, 125, 140, 135), b = c(110, 122, 125, 120, 140, 124, 123, 137, 135, 145)),
  shifted = list(a = c(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30), b = c(0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)),
  ties = list(a = c(3, 4, 5, 6, 2, 7, 8, 4), b = c(2, 3, 6, 4, 2, 5, 5, 6)),
  six = list(a = c(5, 6, 7, 8, 9, 12), b = c(1, 3, 6, 6, 4, 4.5)),
  many = list(a = round(rnorm(40, 1, 3), 5), b = round(rnorm(40), 5))
)
cases <- lapply(samples, function(s) {
  t <- t.test(s$a, s$b, paired = TRUE)
  w <- wilcox.exact(s$a, s$b, paired = TRUE)
  list(
    a = s$a, b = s$b,
    t = list(difference = unname(t$estimate), se = t$stderr, t = unname(t$statistic),
             df = unname(t$parameter), p = t$p.value, low = t$conf.int[1], high = t$conf.int[2]),
    wilcoxon = list(v = unname(w$statistic), p = w$p.value)
  )
})
rest <- lapply(samples[c("shifted", "six", "many")], function(s) {
  w <- wilcox.test(s$a, s$b, paired = TRUE, conf.int = TRUE, exact = TRUE) # no ties
  list(shift = unname(w$estimate), low = w$conf.int[1], high = w$conf.int[2])
})
for (name in names(rest)) cases[[name]]$shift <- rest[[name]]
write_reference("paired", cases, "exactRankTests")
