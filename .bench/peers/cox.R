source("measure.R")
library(survival)
d <- data.table::fread(at("data.csv"), sep = ";", data.table = FALSE)
measure(function() {
  model <- coxph(Surv(duree, fin) ~ x01 + x02 + x03 + x04, d)
  list(model = model, proportional = cox.zph(model), baseline = basehaz(model, centered = FALSE))
}, function(all) all$model$loglik[2])
