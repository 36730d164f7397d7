// Package stats holds tables and the computations on them, as social
// researchers use them: frequencies, crosstabs, associations of any two types
// of variable, with the reason where a number does not exist.
//
// Everything flows through one type, Table: the data, one row a case, and every
// result. A method is a struct whose fields are its settings and one verb, Of:
//
//	links, err := stats.CrossTab{Rows: "cadre", Cols: "conflit", Percent: stats.ByRow}.Of(cases)
//
// Missing values carry their reason and are never zero, empty or NaN; each
// result counts what it left out. A number that does not exist is given with
// the reason in its place. Measures are associations: files describe what
// workers wrote, and no figure here speaks of causes.
package stats
