source("measure.R")
d <- data.table::fread(at("data.csv"), sep = ";", colClasses = "character", data.table = FALSE)
d <- as.matrix(d)
measure(function() {
  # Units by categories: how many coders say each.
  said <- sapply(sort(setdiff(unique(as.vector(d)), "")), function(k) rowSums(d == k))
  said <- said[rowSums(said) >= 2, ]
  coders <- rowSums(said)
  share <- colSums(said) / sum(said)
  n <- sum(said)
  observed <- sum(rowSums(said * (said - 1)) / (coders - 1)) / n
  chance <- (sum((n * share)^2) - n) / (n * (n - 1))
  (observed - chance) / (1 - chance)
}, identity)
