source("measure.R")
# Different sequences once, costs from transition rates, then all pairs by the
# recurrence of Needleman and Wunsch.
Rcpp::cppFunction("
NumericVector pairs(IntegerMatrix s, NumericMatrix cost, double indel) {
  int n = s.nrow(), length = s.ncol(), at = 0;
  std::vector<int> states(n * length);
  for (int i = 0; i < n; i++) for (int t = 0; t < length; t++) states[i * length + t] = s(i, t) - 1;
  std::vector<double> line(length + 1);
  int size = cost.nrow();
  std::vector<double> c(cost.begin(), cost.end());
  NumericVector d(n * (n - 1.0) / 2);
  for (int i = 0; i < n; i++) for (int j = i + 1; j < n; j++) {
    const int *a = &states[i * length], *b = &states[j * length];
    for (int u = 0; u <= length; u++) line[u] = u * indel;
    for (int t = 1; t <= length; t++) {
      double corner = line[0];
      line[0] = t * indel;
      const double *swap = &c[a[t - 1] * size];
      for (int u = 1; u <= length; u++) {
        double best = std::min(corner + swap[b[u - 1]], std::min(line[u], line[u - 1]) + indel);
        corner = line[u];
        line[u] = best;
      }
    }
    d[at++] = line[length];
  }
  return d;
}")
d <- data.table::fread(at("data.csv"), sep = ";", colClasses = "character", data.table = FALSE)
states <- sort(unique(unlist(d)))
paths <- matrix(match(as.matrix(d), states), nrow(d))
measure(function() {
  moves <- table(factor(paths[, -ncol(paths)], seq_along(states)), factor(paths[, -1], seq_along(states)))
  rates <- moves / rowSums(moves)
  cost <- 2 - rates - t(rates)
  diag(cost) <- 0
  key <- apply(paths, 1, paste, collapse = " ")
  distinct <- !duplicated(key)
  list(d = pairs(paths[distinct, ], unclass(cost), max(cost) / 2), of = match(key, key[distinct]))
}, function(apart) {
  times <- as.numeric(table(factor(apart$of, unique(apart$of))))
  sum(apart$d * unlist(lapply(seq_along(times)[-length(times)], function(i) times[i] * times[(i + 1):length(times)])))
})
