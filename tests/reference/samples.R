# Pairs of samples that the other scripts share: small, unequal, tied, binary, far from zero.
samples <- list(
  plain = list(a = c(3.1, 4.7, 5.0, 6.2, 8.9, 7.7), b = c(2.0, 2.6, 3.3, 4.1, 9.5)),
  unequal = list(a = c(1, 2, 4, 8, 16, 32, 64, 128), b = c(10, 11, 12)),
  tied = list(a = c(1, 2, 2, 3, 3, 3, 5), b = c(2, 3, 3, 4, 5, 5, 5, 6)),
  binary = list(a = c(1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1), b = c(1, 0, 0, 1, 1, 0, 1, 0, 1, 1)),
  offset = list(a = 1e6 + c(0.25, 0.5, 1, 1.75), b = 1e6 + c(0.5, 0.75, 2.5, 3, 4)),
  reversed = list(a = c(-4, -2.5, -1, 0, 0.5), b = c(12, 15, 11, 19.5, 14, 13))
)
