# Reference values: what papers print of R's own data sets: two groups and all, a change, a model.
source("tests/reference/write.R")

of <- function(x) list(n = length(x), mean = mean(x), sd = sd(x), median = median(x))
compare <- function(x, by) {
  groups <- split(x, by)
  a <- groups[[1]]
  b <- groups[[2]]
  test <- function(equal) {
    t <- t.test(a, b, var.equal = equal)
    list(difference = unname(t$estimate[1] - t$estimate[2]), se = t$stderr,
         t = unname(t$statistic), df = unname(t$parameter), p = t$p.value,
         p_one_sided = t$p.value / 2, low = t$conf.int[1], high = t$conf.int[2])
  }
  list(first = of(a), second = of(b), all = of(c(a, b)), student = test(TRUE), welch = test(FALSE))
}
pair <- function(before, after) {
  t <- t.test(before, after, paired = TRUE)
  list(before = of(before), after = of(after), change = of(before - after),
       t = unname(t$statistic), df = unname(t$parameter), p = t$p.value)
}
model <- function(fit, z = FALSE) {
  rows <- summary(fit)$coefficients
  ends <- suppressMessages(confint.default(fit))
  if (!z) ends <- confint(fit)
  lapply(seq_len(nrow(rows)), function(i) list(
    value = rows[i, 1], se = rows[i, 2], statistic = rows[i, 3], p = rows[i, 4],
    low = ends[i, 1], high = ends[i, 2], df = if (z) NULL else fit$df.residual))
}
wide <- reshape(sleep, idvar = "ID", timevar = "group", direction = "wide")

write_reference("summaries", list(
  groups = list(compare(mtcars$mpg, mtcars$am), compare(ToothGrowth$len, ToothGrowth$supp),
                compare(sleep$extra, sleep$group), compare(warpbreaks$breaks, warpbreaks$wool),
                compare(infert$age, infert$case)),
  pairs = list(pair(wide$extra.1, wide$extra.2), pair(anscombe$y1, anscombe$y3),
               pair(iris$Petal.Length[1:30], iris$Sepal.Width[1:30])),
  linear = c(model(lm(mpg ~ wt + hp, mtcars)), model(lm(len ~ dose + supp, ToothGrowth))),
  logistic = c(model(glm(case ~ spontaneous + age, binomial, infert), TRUE),
               model(glm(am ~ wt, binomial, mtcars), TRUE))
))
