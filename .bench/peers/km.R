source("measure.R")
library(survival)
d <- data.table::fread(at("data.csv"), sep = ";", data.table = FALSE)
measure(function() summary(survfit(Surv(duree, fin) ~ groupe, d), rmean = "common"), function(curves) curves$table[1, "rmean"])
