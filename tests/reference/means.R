# Reference values: mean, SD, t interval, quartiles, t tests, Levene's tests.
source("tests/reference/write.R")
source("tests/reference/samples.R")
suppressPackageStartupMessages(library(car))

describe <- function(x) {
  list(
    values = x, n = length(x), mean = mean(x), sd = sd(x), se = sd(x) / sqrt(length(x)),
    interval = as.numeric(t.test(x)$conf.int), range = range(x), median = median(x),
    type7 = as.numeric(quantile(x, c(0.25, 0.75), type = 7)),
    type6 = as.numeric(quantile(x, c(0.25, 0.75), type = 6))
  )
}

difference <- function(test) {
  list(
    difference = unname(test$estimate[1] - test$estimate[2]), se = unname(test$stderr),
    t = unname(test$statistic), df = unname(test$parameter), p = test$p.value,
    low = test$conf.int[1], high = test$conf.int[2]
  )
}

spread <- function(a, b, center) {
  group <- factor(rep(c("a", "b"), c(length(a), length(b))))
  test <- leveneTest(c(a, b), group, center = center)
  list(f = test[1, "F value"], df1 = test[1, "Df"], df2 = test[2, "Df"], p = test[1, "Pr(>F)"])
}

cases <- lapply(samples, function(s) list(
  a = s$a, b = s$b, describe = describe(s$a),
  student = difference(t.test(s$a, s$b, var.equal = TRUE)),
  welch = difference(t.test(s$a, s$b)),
  welch_90 = difference(t.test(s$a, s$b, conf.level = 0.9)),
  levene_mean = spread(s$a, s$b, mean), levene_median = spread(s$a, s$b, median)
))
write_reference("means", cases, "car")
