# Reference values: agreement of two reviewers. Kappa from vcd; Gwet's AC1 and AC2 and Krippendorff's
# alpha item by item from their defining formulas (irr and irrCAC are not in Debian).
source("tests/reference/write.R")
suppressPackageStartupMessages(library(vcd))

expand <- function(counts) {
  cells <- which(counts > 0, arr.ind = TRUE)
  cells[rep(seq_len(nrow(cells)), counts[cells]), , drop = FALSE]
}

kappa <- function(counts, weights) {
  found <- Kappa(counts, if (weights == "none") "Equal-Spacing" else weights)
  part <- if (weights == "none") found$Unweighted else found$Weighted
  list(coefficient = unname(part["value"]), se = unname(part["ASE"]))
}

# Gwet 2014, eqs 5.6-5.9, with the sums over items written out.
gwet <- function(counts, power) {
  q <- nrow(counts)
  credit <- if (power == 0) diag(q) else 1 - (abs(row(diag(q)) - col(diag(q))) / (q - 1))^power
  items <- expand(counts)
  n <- nrow(items)
  seen <- apply(items, 1, function(i) credit[i[1], i[2]])
  prevalence <- tabulate(items, q) / (2 * n)
  factor <- sum(credit) / (q * (q - 1))
  expected <- factor * sum(prevalence * (1 - prevalence))
  gamma <- (mean(seen) - expected) / (1 - expected)
  chance <- apply(items, 1, function(i) factor * mean(1 - prevalence[i]))
  each <- (seen - expected) / (1 - expected) - 2 * (1 - gamma) * (chance - expected) / (1 - expected)
  se <- sqrt(sum((each - gamma)^2) / (n * (n - 1)))
  list(
    coefficient = gamma, se = se, expected = expected,
    low = gamma - qt(0.975, n - 1) * se, high = min(1, gamma + qt(0.975, n - 1) * se)
  )
}

# Krippendorff 2019, chapter 12: mean difference within items over mean difference of all pairs.
alpha <- function(counts, metric) {
  items <- expand(counts)
  values <- as.integer(items)
  frequency <- tabulate(values, nrow(counts))
  difference <- function(a, b) {
    switch(metric,
      nominal = as.numeric(a != b),
      interval = (a - b)^2,
      ordinal = (sum(frequency[min(a, b):max(a, b)]) - (frequency[a] + frequency[b]) / 2)^2
    )
  }
  within <- mean(apply(items, 1, function(i) difference(i[1], i[2])))
  pairs <- combn(values, 2)
  1 - within / mean(apply(pairs, 2, function(p) difference(p[1], p[2])))
}

tables <- list(
  diagnoses = matrix(c(75, 1, 4, 5, 4, 1, 0, 0, 10), 3, byrow = TRUE),
  skewed = matrix(c(40, 3, 4, 1), 2, byrow = TRUE),
  ordered = matrix(c(9, 3, 1, 0, 2, 11, 4, 1, 1, 2, 8, 3, 0, 1, 2, 7), 4, byrow = TRUE),
  few = matrix(c(3, 1, 0, 1, 0, 0, 0, 1, 2), 3, byrow = TRUE),
  winnipeg = MSPatients[, , "Winnipeg"], new_orleans = MSPatients[, , "New Orleans"]
)
cases <- lapply(lapply(tables, unname), function(counts) list(
  counts = counts,
  kappa = list(
    none = kappa(counts, "none"), linear = kappa(counts, "Equal-Spacing"),
    quadratic = kappa(counts, "Fleiss-Cohen")
  ),
  gwet = list(none = gwet(counts, 0), linear = gwet(counts, 1), quadratic = gwet(counts, 2)),
  alpha = list(
    nominal = alpha(counts, "nominal"), ordinal = alpha(counts, "ordinal"),
    interval = alpha(counts, "interval")
  )
))
write_reference("agreement", cases, "vcd")
