# Reference values: analyses of variance, Levene's tests, Kruskal-Wallis and pairs of means of three
# and more groups. Games-Howell is not in Debian and is written out with ptukey and qtukey.
source("tests/reference/write.R")
suppressPackageStartupMessages(library(car))
set.seed(1951)

samples <- list(
  three = list(c(4.1, 5.6, 6.2, 5.0), c(7.3, 6.8, 9.1, 8.4, 7.7), c(5.2, 6.1, 4.8)),
  unequal = list(c(1, 2, 3), c(10, 40, 25, 5, 60), c(4, 4, 5, 6)),
  ties = list(c(1, 1, 2, 2, 3), c(2, 2, 3, 3, 3), c(1, 1, 1, 2, 4), c(3, 4, 4, 4, 5)),
  two = list(c(3, 5, 8, 9), c(2, 2.5, 4)),
  many = lapply(1:6, function(i) round(rnorm(4 + 2 * i, i, i), 2)),
  far = list(1e6 + c(0.1, 0.4, 0.9), 1e6 + c(0.3, 0.2, 0.8, 0.7), 1e6 + c(1.5, 1.1)),
  plants = unname(split(PlantGrowth$weight, PlantGrowth$group)),
  sprays = unname(split(InsectSprays$count, InsectSprays$spray))
)
trimmed <- function(x) mean(x, trim = 0.1)

f_test <- function(test) list(
  f = unname(test$statistic), df1 = unname(test$parameter[1]), df2 = unname(test$parameter[2]),
  p = test$p.value
)
spread <- function(y, g, center) {
  test <- leveneTest(y, g, center = center)
  list(f = test[1, "F value"], df1 = test[1, "Df"], df2 = test[2, "Df"], p = test[1, "Pr(>F)"])
}
pairs <- function(s, rows) {
  all <- combn(length(s), 2)
  lapply(seq_len(ncol(all)), function(i) rows(s[[all[1, i]]], s[[all[2, i]]]))
}
judge <- function(gap, variance, k, df) {
  half <- sqrt(variance / 2)
  reach <- qtukey(0.95, k, df) * half
  list(difference = gap, low = gap - reach, high = gap + reach,
       p = ptukey(abs(gap) / half, k, df, lower.tail = FALSE))
}
games_howell <- function(s) pairs(s, function(a, b) {
  v <- c(var(a) / length(a), var(b) / length(b))
  df <- sum(v)^2 / (v[1]^2 / (length(a) - 1) + v[2]^2 / (length(b) - 1))
  judge(mean(a) - mean(b), sum(v), length(s), df)
})
tukey <- function(s) {
  df <- sum(lengths(s)) - length(s)
  pooled <- sum(sapply(s, function(x) sum((x - mean(x))^2))) / df
  pairs(s, function(a, b) judge(mean(a) - mean(b), pooled * (1 / length(a) + 1 / length(b)), length(s), df))
}

cases <- lapply(samples, function(s) {
  y <- unlist(s); g <- factor(rep(seq_along(s), lengths(s)))
  ranks <- kruskal.test(y, g)
  table <- anova(lm(y ~ g))
  list(
    groups = lapply(s, I), anova = f_test(oneway.test(y ~ g, var.equal = TRUE)),
    eta_squared = table[1, 2] / sum(table[, 2]),
    welch = f_test(oneway.test(y ~ g)),
    mean = spread(y, g, mean), median = spread(y, g, median), trimmed = spread(y, g, trimmed),
    kruskal = list(h = unname(ranks$statistic), df = unname(ranks$parameter), p = ranks$p.value),
    tukey = tukey(s), games_howell = games_howell(s)
  )
})
stopifnot(all.equal( # Tukey's, as R's own function has it; its differences are the other way round
  unname(TukeyHSD(aov(weight ~ group, PlantGrowth))$group[, "p adj"]),
  sapply(cases$plants$tukey, `[[`, "p"), tolerance = 1e-9
))
write_reference("groups", cases, "car")
