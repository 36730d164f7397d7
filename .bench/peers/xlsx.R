source("measure.R"); source("casefile.R")
measure(function() typed(as.data.frame(readxl::read_excel(at("data.xlsx"), col_types = "text"))), whole)
