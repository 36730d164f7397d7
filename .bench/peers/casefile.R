# typed(d) gives the columns of a case file the types, levels, missing codes and
# bounds of the dictionary of bench (caseFile in invent.go).
typed <- function(d) {
  stopifnot(!anyDuplicated(d[[1]]), all(d[[1]] != ""))
  bases <- c("administratif", "judiciaire", "les deux", "sans")
  for (j in seq_along(d)[-1]) {
    x <- d[[j]]
    d[[j]] <- switch(as.character((j - 1) %% 9),
      "0" = , "1" = , "2" = structure(factor(x, bases), missing = ifelse(x == "99", "NSP", NA)),
      "3" = , "4" = , "5" = { n <- as.integer(x); n[n < 0 | n > 20] <- NA; n },
      "6" = as.numeric(sub(",", ".", x, fixed = TRUE)),
      "7" = as.Date(x, "%d/%m/%Y"),
      "8" = c(oui = TRUE, non = FALSE)[x])
  }
  d
}
# whole(d) adds up the columns of whole numbers.
whole <- function(d) sum(sapply(d[seq_along(d) %in% which((seq_along(d) - 1) %% 9 %in% 3:5)], sum))
