# Reference values: agreement of several reviewers. irr is not in Debian: Fleiss' kappa by pairs of
# reviewers within items (not by squared counts), Krippendorff's alpha by all pairs of values.
source("tests/reference/write.R")
set.seed(1971)

fleiss <- function(codes, q) {
  codes <- codes[stats::complete.cases(codes), , drop = FALSE]
  n <- nrow(codes); m <- ncol(codes)
  pairs <- combn(m, 2)
  alike <- mean(apply(codes, 1, function(x) mean(x[pairs[1, ]] == x[pairs[2, ]])))
  p <- tabulate(codes, q) / length(codes)
  kappa <- (alike - sum(p^2)) / (1 - sum(p^2))
  pq <- p * (1 - p)
  se <- sqrt(2 / (sum(pq)^2 * n * m * (m - 1)) * (sum(pq)^2 - sum(pq * (1 - 2 * p))))
  list(n = n, coefficient = kappa, se_null = se, z = kappa / se, p = 2 * pnorm(-abs(kappa / se)))
}
alpha <- function(codes, q, metric) {
  items <- lapply(seq_len(nrow(codes)), function(i) na.omit(codes[i, ]))
  items <- items[lengths(items) > 1]
  values <- unlist(items)
  frequency <- tabulate(values, q)
  difference <- function(a, b) switch(metric, nominal = as.numeric(a != b), interval = (a - b)^2,
    ordinal = (sum(frequency[min(a, b):max(a, b)]) - (frequency[a] + frequency[b]) / 2)^2)
  mean_pairs <- function(x) mean(apply(combn(x, 2), 2, function(p) difference(p[1], p[2])))
  within <- sum(sapply(items, function(x) length(x) * mean_pairs(x))) / length(values)
  1 - within / mean_pairs(values)
}
invent <- function(n, m, q, same, gaps) {
  truth <- sample(q, n, TRUE)
  codes <- matrix(ifelse(runif(n * m) < same, truth, sample(q, n * m, TRUE)), n)
  codes[runif(n * m) < gaps] <- NA
  codes
}
samples <- list(
  three = invent(12, 3, 3, 0.6, 0), four = invent(20, 4, 5, 0.5, 0.15), two = invent(15, 2, 2, 0.7, 0.1),
  six = invent(30, 6, 4, 0.2, 0.3), opposed = rbind(c(1, 2, 1), c(2, 1, 2), c(1, 2, 2), c(2, 1, 1))
)
cases <- lapply(samples, function(codes) {
  q <- max(codes, na.rm = TRUE)
  list(codes = codes, levels = q, fleiss = fleiss(codes, q),
    alpha = sapply(c(nominal = "nominal", ordinal = "ordinal", interval = "interval"), function(m) alpha(codes, q, m), simplify = FALSE))
})
write_reference("several_reviewers", cases)
