# Reference values: Kaplan-Meier curves with log-log intervals, and log-rank tests.
source("tests/reference/write.R")
suppressPackageStartupMessages(library(survival))
set.seed(1958)

invent <- function(n, k) data.frame(
  time = round(rexp(n, 0.02), 0) + 1, event = rbinom(n, 1, 0.7), group = sample(seq_len(k), n, TRUE)
)
samples <- list(
  leukemia = with(aml, data.frame(time = time, event = status, group = as.integer(x))),
  small = data.frame(time = c(1, 2, 2, 3, 5, 8), event = c(1, 1, 0, 1, 0, 1), group = c(1, 1, 2, 2, 1, 2)),
  half = data.frame(time = c(1, 2, 3, 4), event = c(1, 1, 1, 1), group = c(1, 2, 1, 2)),
  late = data.frame(time = c(5, 6, 7, 8, 9, 9), event = c(1, 0, 0, 0, 0, 0), group = c(1, 1, 1, 2, 2, 2)),
  three = invent(40, 3),
  four = invent(90, 4),
  ovarian = with(ovarian, data.frame(time = futime, event = fustat, group = rx))
)
cases <- lapply(samples, function(d) {
  fit <- survfit(Surv(time, event) ~ 1, d, conf.type = "log-log")
  test <- survdiff(Surv(time, event) ~ group, d)
  s <- summary(fit)$table
  inside <- fit$surv > 0 & fit$surv < 1
  list(
    time = d$time, event = d$event, group = d$group,
    curve = list(at_risk = fit$n.risk, events = fit$n.event, survival = fit$surv,
                 low = ifelse(inside, fit$lower, NA), high = ifelse(inside, fit$upper, NA)),
    median = list(median = unname(s["median"]), median_low = unname(s["0.95LCL"]), median_high = unname(s["0.95UCL"])),
    test = list(chi_square = test$chisq, df = length(test$n) - 1,
                p = pchisq(test$chisq, length(test$n) - 1, lower.tail = FALSE))
  )
})
write_reference("survival", cases, "survival")
