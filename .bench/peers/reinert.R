source("measure.R")
suppressMessages(library(Matrix))
# Reinert's classification as rainette publishes it, its second phase repaired:
# cut along the first axis of a correspondence analysis, then move units one by
# one as long as chi2 rises; a term stays with a class where it is said.
d <- data.table::fread(at("data.csv"), sep = ";")
whole <- sparseMatrix(d$unite, d$mot, x = 1)

cut_in_two <- function(m, rows, columns) {
  m <- m[rows, columns, drop = FALSE]
  said <- colSums(m) > 0
  m <- m[, said, drop = FALSE]
  columns <- columns[said]
  speak <- rowSums(m) > 0
  m <- m[speak, , drop = FALSE]
  rows <- rows[speak]
  total <- colSums(m)
  size <- rowSums(m)
  n <- sum(size)
  scaled <- Diagonal(x = 1 / sqrt(size)) %*% m %*% Diagonal(x = 1 / sqrt(total))
  inertia <- as.matrix(crossprod(scaled)) - tcrossprod(sqrt(total / n))
  axis <- eigen(inertia, symmetric = TRUE)$vectors[, 1]
  x <- as.vector(m %*% (axis / sqrt(total))) / size
  order <- order(x)
  # chi2 of two parts, of t presences in the first and q the sum of count^2/total.
  chi2 <- function(t, q) n * (n * q - t^2) / (t * (n - t))
  alone <- as.vector(m %*% (1 / total))
  count <- numeric(length(total))
  q <- 0
  best <- 0
  by_row <- t(m)
  reached <- cumsum(size[order])
  for (k in seq_len(length(order) - 1)) {
    i <- order[k]
    terms <- by_row@i[(by_row@p[i] + 1):by_row@p[i + 1]] + 1
    q <- q + sum((2 * count[terms] + 1) / total[terms])
    count[terms] <- count[terms] + 1
    value <- chi2(reached[k], q)
    if (value > best * (1 + 1e-12)) { best <- value; split <- k }
  }
  first <- seq_along(x) %in% order[1:split]
  repeat {
    count <- as.vector(first %*% m)
    t <- sum(size[first])
    q <- sum(count^2 / total)
    side <- ifelse(first, -1, 1)
    values <- chi2(t + side * size, q + 2 * side * as.vector(m %*% (count / total)) + alone)
    move <- which.max(values)
    if (values[move] <= best * (1 + 1e-12)) break
    first[move] <- !first[move]
    best <- values[move]
  }
  count <- as.vector(first %*% m)
  t <- sum(size[first])
  other <- total - count
  expected <- total * t / n
  apart <- (count - expected)^2 / expected + (other - total + expected)^2 / (total - expected)
  apart <- sqrt(apart / (apart + total)) > 0.3
  list(chi2 = chi2(t, sum(count^2 / total)),
    one = list(rows[first], columns[count >= 3 & (!apart | count > expected)]),
    two = list(rows[!first], columns[other >= 3 & (!apart | count < expected)]))
}

measure(function() {
  classes <- list(list(seq_len(nrow(whole)), seq_len(ncol(whole))))
  sum <- 0
  while (length(classes) < 6) {
    largest <- which.max(lengths(lapply(classes, `[[`, 1)))
    parts <- cut_in_two(whole, classes[[largest]][[1]], classes[[largest]][[2]])
    sum <- sum + parts$chi2
    classes <- append(classes[-largest], list(parts$one, parts$two), largest - 1)
  }
  sum
}, identity)
