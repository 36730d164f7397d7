source("measure.R"); source("casefile.R")
d <- typed(data.table::fread(at("data.csv"), sep = ";", colClasses = "character", data.table = FALSE))[2:21]
measure(function() openxlsx::write.xlsx(d, at("peer.xlsx"), overwrite = TRUE))
