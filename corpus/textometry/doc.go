// Package textometry counts words: frequencies, concordances, lexical
// diversity, keyness, specificities, collocations, co-occurrents, dictionaries.
//
// Units reads a corpus into a Text once; the other specs count in it. Texts are
// never changed, and every row that quotes names its document, turn and place
// in code points. Lists that are in alphabetical order are in French order.
package textometry
