// Package interviews holds the records of a study as they come: persons,
// interviews and their speaking turns, case files and their episodes, consent.
//
// Read in this order. Study is all of it; Interview is one talk, with the Person
// who speaks, the Consent given and the Transcript, which is made of Turns. Role
// and Roles say who is who and which consents each needs; Informant is the side
// a role speaks for: youth, parent, professional. Case gathers the interviews of
// one situation, Episode is a spell of a child's path.
//
// Reader reads the table of interviews and lets in only those with their
// consents; EpisodeReader reads spells, MergeEpisodes joins those that one
// measure was cut into:
//
//	list, report, err := interviews.Reader{Files: files}.ReadFile("entretiens.csv")
//
// What cannot be read becomes a Problem in the Report that an analyst can act on;
// the good rest goes on. Study.Without takes out who withdraws, Study.Expired
// lists what may be kept no longer. ReadRecords is for tables of your own.
//
// Other readers live beside it: dictionary for case files read through a data
// dictionary, transcript for what was said, pseudonym for masking it, design for
// the four studies.
package interviews
