// Package textometry counts words: frequencies, concordances, lexical
// diversity, keyness, specificities, collocations, co-occurrents, dictionaries;
// and classifies what is said by its words: Reinert, DoubleReinert, Similarity.
//
// Units reads a corpus into a Text once; the other specs count in it, or in the
// units by terms that UnitTerms makes of it. Texts are never changed, and every
// row that quotes names its document, turn and place in code points. Lists that
// are in alphabetical order are in French order.
package textometry
