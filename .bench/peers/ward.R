source("measure.R")
d <- as.matrix(data.table::fread(at("data.csv"), sep = ";"))
measure(function() hclust(dist(d), "ward.D2"), function(tree) sum(tree$height))
