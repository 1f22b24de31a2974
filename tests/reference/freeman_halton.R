# Reference values: Fisher's exact test of tables of any size.
source("tests/reference/write.R")
tables <- list(
  two = rbind(c(3, 1), c(1, 5)), small = rbind(c(1, 4, 2), c(5, 0, 3)),
  long = rbind(c(2, 5), c(7, 1), c(3, 3), c(0, 6), c(4, 2)), empty_level = rbind(c(4, 0, 3), c(2, 0, 6)),
  equal = rbind(c(2, 2, 2), c(2, 2, 2)), large = rbind(c(30, 22, 41), c(28, 35, 19))
)
cases <- lapply(tables, function(m) list(
  table = lapply(seq_len(nrow(m)), function(i) m[i, ]), p = fisher.test(m, workspace = 2e7)$p.value))
write_reference("freeman_halton", cases)
