# measure(work, answer) runs work() up to five times, or ten seconds, and tells
# what bench reads: seconds, seconds of processor, an answer to compare; then the
# most memory that the process had.
options(warn = 1)
folder <- commandArgs(TRUE)[1]
at <- function(file) file.path(folder, file)
measure <- function(work, answer = function(result) NaN) {
  begun <- Sys.time()
  for (run in 1:5) {
    if (run > 1 && difftime(Sys.time(), begun, units = "secs") > 10) break
    gc()
    start <- Sys.time()
    before <- proc.time()
    result <- work()
    used <- proc.time() - before
    wall <- as.numeric(difftime(Sys.time(), start, units = "secs"))
    cat("run", wall, used[["user.self"]], format(answer(result), digits = 15), "\n")
  }
  status <- readLines("/proc/self/status")
  cat("peak", gsub("[^0-9]", "", grep("^VmHWM", status, value = TRUE)), "\n")
}
