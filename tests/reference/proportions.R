# Reference values: Wilson (prop.test without correction) and Clopper-Pearson (binom.test).
source("tests/reference/write.R")

counts <- list(c(0, 6), c(6, 6), c(1, 24), c(23, 24), c(15, 24), c(1, 1), c(10, 1000), c(7, 15))
cases <- lapply(counts, function(x) list(
  successes = x[1], n = x[2],
  wilson = as.numeric(suppressWarnings(prop.test(x[1], x[2], correct = FALSE))$conf.int),
  clopper_pearson = as.numeric(binom.test(x[1], x[2])$conf.int),
  clopper_pearson_99 = as.numeric(binom.test(x[1], x[2], conf.level = 0.99)$conf.int)
))
write_reference("proportions", cases)
