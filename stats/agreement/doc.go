// Package agreement measures how far coders agree on what they coded.
//
// Coders takes units that each coder put into one category: per cent, kappas,
// Gwet's AC, Krippendorff's alpha, side by side, with intervals. Unitised takes
// passages that each coder marked freely in a text: the unitising alphas.
//
//	a, err := agreement.Coders{Columns: []string{"AB", "CD"}, Weight: "poids", Cluster: "document"}.Of(ratings)
//
// A coefficient that does not exist is given with the reason, and the per cent
// stays. No single figure tells how good a coding is: 95 % of agreement can go
// with a kappa of 0.18 where a theme is rare.
package agreement
