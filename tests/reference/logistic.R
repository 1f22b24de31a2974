# Reference values: maximum likelihood logistic regression, likelihood-ratio P and profile bounds
# (each bound from its defining equation: refit with the coefficient as an offset), separation.
source("tests/reference/write.R")
source("tests/reference/binary_samples.R")

fit <- function(y, X, offset = NULL) {
  glm.fit(cbind(1, X), y,
    offset = offset, family = binomial(),
    control = glm.control(epsilon = 1e-15, maxit = 200)
  )
}

profile_bounds <- function(y, X) {
  M <- cbind(1, X)
  full <- fit(y, X)
  se <- sqrt(diag(chol2inv(full$qr$qr[seq_len(ncol(M)), seq_len(ncol(M))])))
  sapply(seq_len(ncol(M)), function(j) {
    fall <- function(b) {
      held <- glm.fit(M[, -j, drop = FALSE], y,
        offset = b * M[, j], family = binomial(),
        control = glm.control(epsilon = 1e-15, maxit = 200)
      )
      held$deviance - full$deviance
    }
    at <- coef(full)[j]
    crossing <- function(from, to) {
      uniroot(function(b) fall(b) - qchisq(0.95, 1), c(from, to), tol = 1e-13)$root
    }
    c(chi2 = fall(0), low = crossing(at - 8 * se[j], at), high = crossing(at, at + 8 * se[j]))
  })
}

wald <- function(b, M) {
  w <- plogis(drop(M %*% b)) * plogis(-drop(M %*% b))
  se <- sqrt(diag(solve(crossprod(M * sqrt(w)))))
  cbind(b, se, b / se, 2 * pnorm(-abs(b / se)), b - qnorm(0.975) * se, b + qnorm(0.975) * se)
}

# Ties in the 9th digit are ties: R's own are decided by rounding where patterns differ.
c_statistic <- function(y, eta) {
  found <- survival::concordance(y ~ signif(eta, 9))$concordance
  area <- pROC::auc(y, signif(eta, 9), levels = c(0, 1), direction = "<")
  stopifnot(abs(found - as.numeric(area)) < 1e-12)
  unname(found)
}

report <- function(s) {
  full <- glm(s$y ~ s$X, family = binomial(), control = list(epsilon = 1e-15, maxit = 200))
  table <- wald(coef(full), cbind(1, s$X)) # summary.glm takes its weights from one step earlier
  bounds <- suppressWarnings(profile_bounds(s$y, s$X))
  chi2 <- full$null.deviance - full$deviance
  list(
    y = s$y, X = unname(s$X), names = I(colnames(s$X)), n = nobs(full), events = sum(s$y),
    log_likelihood = as.numeric(logLik(full)), lr_chi2 = chi2, lr_df = ncol(s$X),
    lr_p = pchisq(chi2, ncol(s$X), lower.tail = FALSE),
    aic = AIC(full), c_statistic = c_statistic(s$y, full$linear.predictors),
    coefficient = unname(table[, 1]), se = unname(table[, 2]), z = unname(table[, 3]),
    p = unname(table[, 4]), low = unname(table[, 5]), high = unname(table[, 6]),
    term_chi2 = unname(bounds["chi2", ]),
    term_p = pchisq(unname(bounds["chi2", ]), 1, lower.tail = FALSE),
    profile_low = unname(bounds["low", ]), profile_high = unname(bounds["high", ])
  )
}

# Konis (2007, eq 4.23): infinite coefficients are those of the widest direction of recession.
find_infinite <- function(y, M) {
  signed <- (2 * y - 1) * M
  k <- ncol(M)
  widest <- lpSolve::lp( # coefficients are shifted by 1, as lpSolve takes none below 0
    "max", colSums(signed), rbind(signed, diag(k)), rep(c(">=", "<="), c(nrow(M), k)),
    c(rowSums(signed), rep(2, k))
  )
  abs(widest$solution - 1) > 1e-6
}

# Coefficients that stay finite are read off where the others are already out of sight.
report_separated <- function(s) {
  limit <- suppressWarnings(fit(s$y, s$X))
  list(
    y = s$y, X = unname(s$X), names = I(colnames(s$X)),
    infinite = I(find_infinite(s$y, unname(cbind(1, s$X)))),
    limit = unname(coef(limit)), deviance = limit$deviance,
    term_chi2 = I(sapply(seq_len(ncol(s$X)), function(j) {
      held <- suppressWarnings(fit(s$y, s$X[, -j, drop = FALSE]))
      held$deviance - limit$deviance
    }))
  )
}

write_reference(
  "logistic",
  list(overlapping = lapply(overlapping, report), separated = lapply(separated, report_separated)),
  c("brglm2", "lpSolve", "survival", "pROC")
)
