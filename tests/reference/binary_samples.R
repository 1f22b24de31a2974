# Binary outcomes and covariates that the scripts on logistic regression share.
suppressPackageStartupMessages(library(brglm2))
data("endometrial", package = "brglm2")

passed <- c(1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0)
hours <- c(4, 2, 5, 3, 3, 1, 6, 4, 5, 2, 2, 7, 1, 5, 6, 4, 3, 3, 2, 1)
group <- rep(c(0, 1, 1, 0, 0), 4)
ward <- factor(rep(c("east", "north", "west", "east"), 5))

overlapping <- list(
  fourfold = list(y = rep(c(0, 1, 0, 1), c(13, 5, 1, 5)), X = cbind(group = rep(1:0, c(18, 6)))),
  number = list(y = passed, X = cbind(hours = hours)),
  several = list(y = passed, X = cbind(hours = hours, group = group)),
  factor = list(y = passed, X = model.matrix(~ hours + ward)[, -1])
)
separated <- list(
  empty_cell = list(y = rep(c(0, 1, 0), c(9, 5, 6)), X = cbind(group = rep(1:0, c(14, 6)))),
  threshold = list(y = rep(0:1, c(6, 5)), X = cbind(hours = c(1, 2, 2, 3, 4, 5, 6, 6, 7, 8, 9))),
  touching = list(y = rep(0:1, c(6, 5)), X = cbind(hours = c(1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 9))),
  endometrial = list(y = endometrial$HG, X = as.matrix(endometrial[, c("NV", "PI", "EH")]))
)
