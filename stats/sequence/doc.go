// Package sequence follows persons from state to state: trajectories made from
// spells or from states, what they look like together and one by one, how far
// apart they are, how good a typology of them is, what goes with their
// differences.
//
//	paths, err := sequence.FromSpells{ID: "id_enfant", State: "etat", From: "debut", To: "fin"}.Of(spells)
//	apart, err := sequence.OptimalMatching{Costs: sequence.TransitionRates}.Of(ctx, paths)
//	card, err := sequence.Typology{}.Of(paths, classes)
//
// A distance is any spec with the verb Of(ctx, paths), a Measure; what it gives
// has Len and At(i, j), which is all that package cluster asks for. Conventions
// are those of TraMineR 2.2 (Gabadinho et al. 2011) unless a comment says why not.
package sequence
