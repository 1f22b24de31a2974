# Reference values: bins of equal width by Sturges' rule, counts, and boxes with whiskers.
source("tests/reference/write.R")
set.seed(1926)

samples <- list(
  few = c(3, 4, 4, 7, 12),
  edges = c(0, 5, 10, 15, 20, 20),
  tenths = c(0.1, 0.2, 0.3, 0.3, 0.7, 0.9),
  negative = c(-12.5, -3, -3, 0, 1, 4, 4, 8, 31),
  ages = round(rnorm(60, 55, 14)),
  skewed = round(rexp(200, 0.03), 1),
  large = round(runif(90, 1e5, 9e5)),
  small = round(rnorm(40, 0.02, 0.005), 4),
  equalspread = c(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 40)
)
cases <- lapply(samples, function(x) {
  breaks <- pretty(range(x), nclass.Sturges(x))
  width <- diff(breaks)[1]
  if (max(x) > max(breaks) - width * 1e-7) breaks <- c(breaks, max(breaks) + width)
  h <- hist(x, breaks = breaks, right = FALSE, plot = FALSE)
  q <- unname(quantile(x, c(0.25, 0.5, 0.75)))
  inside <- x >= q[1] - 1.5 * (q[3] - q[1]) & x <= q[3] + 1.5 * (q[3] - q[1])
  list(
    values = x,
    bins = list(start = breaks[1], width = width, number = length(breaks) - 1),
    counts = h$counts,
    box = list(q1 = q[1], median = q[2], q3 = q[3], whisker_low = min(x[inside]),
               whisker_high = max(x[inside]), beyond = sum(!inside))
  )
})
write_reference("distributions", cases)
