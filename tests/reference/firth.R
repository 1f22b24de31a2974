# Reference values: Firth's logistic regression. Estimates and standard errors from brglm2; penalised
# likelihood ratios and profile bounds from their defining equations, maximised without derivatives
# of the penalty (logistf is not in Debian).
source("tests/reference/write.R")
source("tests/reference/binary_samples.R")

penalised <- function(beta, y, M) {
  eta <- drop(M %*% beta)
  w <- plogis(eta) * plogis(-eta)
  sum(y * eta - pmax(eta, 0) - log1p(exp(-abs(eta)))) + determinant(crossprod(M * sqrt(w)))$modulus / 2
}

# Newton's method on numerical derivatives of the value itself.
climb <- function(value, start) {
  if (!length(start)) return(value(start))
  best <- optim(start, function(b) -value(b), method = "BFGS", control = list(reltol = 1e-15, maxit = 1000))
  for (i in 1:3) {
    step <- numDeriv::grad(value, best$par) %*% solve(-numDeriv::hessian(value, best$par))
    best$par <- best$par + drop(step)
  }
  value(best$par)
}

held <- function(y, M, j, b, start) {
  climb(function(free) penalised(replace(replace(numeric(ncol(M)), -j, free), j, b), y, M), start[-j])
}

report <- function(s) {
  M <- cbind(1, s$X)
  full <- glm(s$y ~ s$X,
    family = binomial(), method = "brglmFit",
    control = brglmControl(type = "AS_mean", epsilon = 1e-13, maxit = 10000)
  )
  at <- unname(coef(full))
  information <- crossprod(M * sqrt(full$fitted.values * (1 - full$fitted.values)))
  se <- unname(sqrt(diag(solve(information))))
  top <- as.numeric(penalised(at, s$y, M))
  columns <- seq_along(at)
  kept <- sapply(columns, function(j) 2 * (top - held(s$y, M, j, 0, at)))
  dropped <- sapply(columns, function(j) {
    2 * (top - climb(function(b) penalised(b, s$y, M[, -j, drop = FALSE]), at[-j]))
  })
  bound <- function(j, sign) {
    fall <- function(b) 2 * (top - held(s$y, M, j, b, at)) - qchisq(0.95, 1)
    far <- at[j] + sign * se[j]
    while (fall(far) < 0) far <- far + sign * se[j]
    uniroot(fall, sort(c(far - sign * se[j], far)), tol = 1e-12)$root
  }
  overall <- 2 * (top - climb(function(b) penalised(c(b, 0 * s$X[1, ]), s$y, M), at[1]))
  list(
    y = s$y, X = unname(s$X), names = I(colnames(s$X)), log_likelihood = top,
    coefficient = at, se = se, kept = as.numeric(kept), dropped = as.numeric(dropped),
    p = pchisq(as.numeric(kept), 1, lower.tail = FALSE), overall = as.numeric(overall),
    low = sapply(columns, bound, -1), high = sapply(columns, bound, 1)
  )
}

write_reference("firth", lapply(c(overlapping, separated), report), c("brglm2", "numDeriv"))
