# Reference values: Mann-Whitney, Hodges-Lehmann, permutation test. coin gives the exact P with
# ties; exactRankTests an independent second one; base R the interval of tie-free samples.
source("tests/reference/write.R")
source("tests/reference/samples.R")
suppressWarnings(suppressPackageStartupMessages({
  library(coin)
  library(exactRankTests)
}))

compare <- function(s) {
  y <- c(s$a, s$b)
  group <- factor(rep(c("a", "b"), c(length(s$a), length(s$b))))
  base <- suppressWarnings(wilcox.test(s$a, s$b, exact = FALSE, correct = TRUE))
  differences <- sort(outer(s$a, s$b, "-"))
  cut <- qwilcox(0.025, length(s$a), length(s$b))
  list(
    a = s$a, b = s$b, u = unname(base$statistic), normal_p = base$p.value,
    exact_p = as.numeric(pvalue(wilcox_test(y ~ group, distribution = exact("shift")))),
    permutation_p = as.numeric(pvalue(oneway_test(y ~ group, distribution = exact("split-up")))),
    exact_rank_tests_p = wilcox.exact(s$a, s$b, exact = TRUE)$p.value,
    shift = median(differences),
    interval = if (cut > 0) c(differences[cut], rev(differences)[cut]) else NULL,
    untied = if (!anyDuplicated(y)) {
      test <- wilcox.test(s$a, s$b, conf.int = TRUE)
      list(p = test$p.value, shift = unname(test$estimate), interval = as.numeric(test$conf.int))
    }
  )
}

write_reference("ranks", lapply(samples, compare), c("coin", "exactRankTests"))
