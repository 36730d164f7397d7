source("measure.R")
d <- data.table::fread(at("data.csv"), sep = ";", stringsAsFactors = TRUE, data.table = FALSE)
pairs <- combn(length(d), 2)
measure(function() {
  links <- apply(pairs, 2, function(p) {
    counts <- table(d[[p[1]]], d[[p[2]]])
    test <- suppressWarnings(chisq.test(counts, correct = FALSE))
    c(V = sqrt(unname(test$statistic) / sum(counts) / (min(dim(counts)) - 1)), p = test$p.value)
  })
  rbind(links, adjusted = p.adjust(links["p", ], "holm"))
}, function(links) sum(links["V", ]))
