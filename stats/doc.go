// Package stats holds tables and the computations on them, as social researchers
// use them: frequencies, crosstabs, associations of any two types of variable,
// comparisons and regressions, with the reason where a number does not exist.
//
// Everything flows through one type, Table: the data, one row a case, and every
// result. Its columns are Numbers, Categories, Flags, Dates, Texts and Sets, made
// by a Variable; Where, With, Select, Sort, Join, Group, Long and Wide make new
// tables. A method is a struct whose fields are its settings and one verb, Of:
//
//	link, err := stats.CrossTab{Rows: "cadre", Cols: "conflit", Percent: stats.ByRow}.Of(cases)
//
// Describe tells what is there. Two categories: CrossTab; all measures of it,
// TableMeasures; strata, change and trend, MantelHaenszel, McNemar,
// CochranArmitage. A quantity by groups: Compare, ComparePaired, Permutation. Two
// quantities: Correlation, PartialCorrelation, LatentCorrelation. Many pairs at
// once: Associations. Several predictors: LogisticRegression, LinearRegression.
// Before all that: Detectable, what so few cases can show.
//
// Missing values carry their reason and are never zero, empty or NaN; each result
// counts what it left out. A number that does not exist (an Estimate, a Test) is
// given with the reason in its place. Measures are associations: files describe
// what workers wrote, and no figure here speaks of causes.
//
// Beside it stand agreement, factor, cluster, sequence, duration, qca and
// disclosure.
package stats
