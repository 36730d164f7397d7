source("measure.R"); source("casefile.R")
library(data.table)
measure(function() typed(as.data.frame(fread(at("data.csv"), sep = ";", colClasses = "character"))), whole)
