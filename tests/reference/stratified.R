# Reference values: Mantel-Haenszel odds ratios with Breslow and Day's test, and tests of trend.
source("tests/reference/write.R")
suppressPackageStartupMessages({library(metafor); library(coin)})
set.seed(1959)

invent <- function(k, n) array(rpois(4 * k, n), c(2, 2, k))
strata <- list(
  admissions = array(as.vector(UCBAdmissions), c(2, 2, 6)),
  two = array(c(5, 3, 2, 8, 9, 4, 6, 7), c(2, 2, 2)),
  close = array(c(4, 4, 4, 5, 6, 6, 6, 7), c(2, 2, 2)),
  sparse = array(c(1, 0, 2, 3, 0, 2, 4, 1, 2, 1, 1, 3), c(2, 2, 3)),
  five = invent(5, 6),
  eight = invent(8, 20)
)
combine <- function(x) {
  plain <- mantelhaen.test(x, correct = FALSE)
  corrected <- mantelhaen.test(x, correct = TRUE)
  homogeneity <- rma.mh(ai = x[1, 1, ], bi = x[1, 2, ], ci = x[2, 1, ], di = x[2, 2, ],
    measure = "OR", correct = FALSE)
  list(
    tables = lapply(seq_len(dim(x)[3]), function(i) matrix(as.vector(x[, , i]), 2)),
    test = list(
      odds_ratio = unname(plain$estimate), low = plain$conf.int[1], high = plain$conf.int[2],
      chi2 = unname(plain$statistic), p = plain$p.value,
      corrected_chi2 = unname(corrected$statistic), corrected_p = corrected$p.value
    ),
    homogeneity = list(homogeneity_chi2 = homogeneity$BD, homogeneity_p = homogeneity$BDp)
  )
}

trends <- list(
  rising = list(table = cbind(c(1, 3, 6), c(9, 7, 4)), scores = 1:3),
  doses = list(table = cbind(c(0, 1, 2, 5), c(8, 9, 7, 6)), scores = c(0, 0.5, 1, 4)),
  flat = list(table = cbind(c(4, 4, 4), c(6, 6, 6)), scores = 1:3),
  two = list(table = cbind(c(3, 9), c(12, 6)), scores = 1:2),
  larger = list(table = cbind(c(12, 20, 31, 40), c(60, 55, 61, 44)), scores = 1:4)
)
follow <- function(one) {
  n <- rowSums(one$table)
  found <- suppressWarnings(prop.trend.test(one$table[, 1], n, one$scores))
  score <- rep(rep(one$scores, 2), as.vector(one$table))
  event <- factor(rep(c("event", "none"), colSums(one$table)))
  exact <- independence_test(score ~ event, distribution = exact())
  list(
    table = one$table, scores = one$scores,
    test = list(z2 = unname(found$statistic), p_asymptotic = found$p.value, p = as.numeric(pvalue(exact)))
  )
}
write_reference("stratified", list(strata = lapply(strata, combine), trends = lapply(trends, follow)),
  c("metafor", "coin"))
