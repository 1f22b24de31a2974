# Reference values for tables larger than 2x2: chi-square, Cramér's V plain and adjusted.
source("tests/reference/write.R")
suppressPackageStartupMessages({
  library(vcd)
  library(effectsize)
})

larger <- list(
  three_by_two = rbind(c(8, 4), c(6, 9), c(2, 11)), three_by_three = rbind(c(5, 3, 2), c(4, 6, 8), c(1, 2, 9)),
  two_by_four = rbind(c(10, 5, 5, 1), c(2, 6, 4, 9))
)
write_reference("tables", lapply(larger, function(m) {
  test <- suppressWarnings(chisq.test(m))
  list(
    table = apply(m, 1, identity, simplify = FALSE), chi2 = unname(test$statistic),
    df = unname(test$parameter), p = test$p.value, v = assocstats(m)$cramer,
    v_adjusted = as.data.frame(cramers_v(m, adjust = TRUE))[[1]]
  )
}), c("vcd", "effectsize"))
