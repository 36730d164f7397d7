// Package qda reads the projects of QualCoder (.qda), Taguette (.sqlite3) and
// RQDA (.rqda), which are SQLite databases, as REFI-QDA projects: refi.Import
// makes of them what the rest works on, and refi writes them as .qdpx.
//
// It stands apart from corpus so that only who imports it links the driver.
package qda
