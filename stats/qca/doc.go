// Package qca is qualitative comparative analysis: which configurations of
// conditions go with an outcome, over ten to three hundred cases (Ragin 1987,
// 2008). Calibration turns measures into memberships, TruthTable sorts cases
// into configurations, Minimisation finds the shortest expressions that say
// where the outcome is, Necessity asks what is always there, and Robustness how
// far the settings can move before the answer changes.
//
//	rows, err := qca.TruthTable{Outcome: "retour", Conditions: conditions, Cases: "id"}.Of(cases)
//	models, err := qca.Minimisation{Kind: qca.Parsimonious}.Of(rows)
//
// An expression is written DEV*~URB + LIT: DEV and not URB, or LIT; with more
// than two levels DEV[2]. Where several models are equally short, all are given,
// their number first. They say what goes together in these cases; none says what
// causes what.
package qca
