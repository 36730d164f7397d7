// Package figure draws results: bars and pyramids, heat maps and mosaics, factor
// maps, trees, trajectories, survival, graphs of words.
//
//	drawn, err := figure.FactorMap{}.Of(analysis)
//	err = drawn.Save("carte.png") // or .svg
//	book.Add(figure.FactorMap{}.Of(analysis))
//
// A figure is drawn from the tables of a result, so that what a workbook hides is
// hidden in it too: a secret value is a hatched mark of fixed size with the sign
// s, never to scale. Colours can be told apart by colour-blind readers (Okabe and
// Ito 2008), and a pattern or a word says the same. The legend stands outside, n
// and missing beside the title. The same figure gives the same bytes.
package figure
