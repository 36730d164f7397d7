source("measure.R")
texts <- readLines(at("data.txt"), encoding = "UTF-8")
measure(function() stringi::stri_split_boundaries(texts, type = "word", skip_word_none = FALSE, locale = "fr"))
