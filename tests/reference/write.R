# Writes reference values as JSON, with the script, R and packages that made them. Sourced by the
# other scripts here; run them from the root of the project: Rscript tests/reference/means.R
write_reference <- function(name, cases, packages = character()) {
  versions <- lapply(setNames(packages, packages), function(p) as.character(packageVersion(p)))
  header <- list(
    note = "DO NOT EDIT: generated; edit and run the script instead",
    script = paste0("tests/reference/", name, ".R"),
    r = R.version.string,
    packages = if (length(versions)) versions else setNames(list(), character())
  )
  text <- jsonlite::toJSON(
    list(header = header, cases = cases),
    auto_unbox = TRUE, digits = I(17), null = "null", na = "null", pretty = TRUE
  )
  writeLines(text, paste0("tests/reference/", name, ".json"))
}
