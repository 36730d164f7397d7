// Package textometry counts words: how often, where, beside which others, in whose
// mouth; and classifies what is said by its words.
//
// Begin with Units, which reads a corpus into a Text once: turns, sentences or
// segments, of forms, stems or lemmas. In a Text count Frequencies, Concordance,
// Diversity, Collocations, Cooccurrents and Lexicon. Terms makes words by parts
// (by role, by case), on which work Specificities and Keyness. UnitTerms makes
// units by words, on which work Reinert and DoubleReinert (then Profiles, Typical,
// Stability), Similarity and Nearest.
//
//	text, err := textometry.Units{Cut: textometry.Segments, Lemmas: lemma.French{}}.Of(c)
//	table, err := textometry.UnitTerms{Without: textometry.StopWords(), Least: 3}.Of(text)
//	tree, err := textometry.Reinert{K: 5}.Of(ctx, table)
//
// Texts are never changed, and every row that quotes names its document, turn and
// place in code points. Lists that are in alphabetical order are in French order.
package textometry
