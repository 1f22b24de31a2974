# Michelson's 100 measurements of the speed of light, as NIST's data set Michelso has them
# (millions of metres per second), from R's `morley`.
source("tests/reference/write.R")
write_reference("michelson", list(values = 299 + morley$Speed / 1000))
