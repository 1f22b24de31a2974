# Reference values: least squares with classical and HC3 standard errors, aliased columns.
source("tests/reference/write.R")
suppressPackageStartupMessages({
  library(sandwich)
  library(lmtest)
})

ward <- factor(rep(c("east", "north", "west"), 5))
score <- c(4.1, 5.2, 7.9, 3.3, 8.4, 6.1, 2.2, 9.7, 5.5, 4.8, 7.3, 6.6, 3.9, 8.8, 5.1)
weeks <- c(1, 3, 2, 5, 4, 6, 2, 8, 3, 1, 7, 5, 4, 9, 2)
models <- list(
  one = list(y = score, X = cbind(weeks = weeks)),
  factor = list(y = score, X = model.matrix(~ weeks + ward)[, -1]),
  interaction = list(y = score, X = model.matrix(~ weeks * ward)[, -1]),
  aliased = list(y = score, X = cbind(weeks = weeks, days = 7 * weeks, constant = 3)),
  uneven = list(y = weeks^2 + score, X = cbind(weeks = weeks, score = score))
)

report <- function(table, interval, f) {
  list(
    coefficient = unname(table[, 1]), se = unname(table[, 2]), t = unname(table[, 3]),
    p = unname(table[, 4]), low = unname(interval[, 1]), high = unname(interval[, 2]),
    f = f$F[2], f_p = f$`Pr(>F)`[2]
  )
}

cases <- lapply(models, function(m) {
  data <- data.frame(y = m$y, m$X)
  full <- lm(y ~ ., data)
  kept <- names(coef(full))[!is.na(coef(full))]
  used <- lm(reformulate(kept[-1], "y"), data)
  null <- lm(y ~ 1, data)
  hc3 <- vcovHC(used, type = "HC3")
  summary <- summary(used)
  list(
    y = m$y, X = unname(m$X), names = I(make.names(colnames(m$X))), kept = I(c("intercept", kept[-1])),
    n = nobs(used), df = df.residual(used), r_squared = summary$r.squared,
    adjusted_r_squared = summary$adj.r.squared, residual_sd = summary$sigma,
    classical = report(coef(summary), confint(used), waldtest(null, used)),
    hc3 = report(coeftest(used, hc3), coefci(used, vcov. = hc3), waldtest(null, used, vcov = hc3))
  )
})
write_reference("linear", cases, c("sandwich", "lmtest"))
