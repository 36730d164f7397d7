source("measure.R")
suppressMessages(library(FactoMineR))
d <- data.table::fread(at("data.csv"), sep = ";", stringsAsFactors = TRUE, data.table = FALSE)
measure(function() MCA(d, graph = FALSE), function(space) space$eig[1, 1])
