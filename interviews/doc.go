// Package interviews holds the records of a study as they come: persons,
// interviews and their speaking turns, case files and their episodes, consent.
//
// Readers live beside it: interviews/dictionary for tables read through a data
// dictionary, interviews/transcript for interviews. What cannot be read becomes
// a Problem that an analyst can act on; the good rest goes on.
package interviews
