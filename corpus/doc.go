// Package corpus holds what was said and what was made of it: texts with their
// words and sentences, codebooks, codings by hand and by rule, and the tables that
// follow from them.
//
// Read in this order. New makes a Corpus of interviews, one Document each, with
// Tokens and Sentences. Codebook is the codes with their definitions (History when
// it changes, Recode for what was coded before). A Coding puts a code on a
// passage: read from files by CodingReader, from a spreadsheet filled in by hand
// by CodingSheet and CodingSheetReader, made by a Rule of words, or brought from
// other programs by packages refi and qda.
//
// Then come the tables: CodeFrequencies, CaseByCode (the table that joins
// interviews to case files), CodeByAttribute, CoOccurrence, Quotes, and Tidy for
// other programs. Query finds passages by code, speaker and distance. Ratings and
// CoderComparison say where coders differ; stats/agreement says how much.
//
//	codings, report, err := corpus.CodingReader{Files: files, Codebook: book, Corpus: c}.ReadFile("codages.csv")
//	themes, err := corpus.CaseByCode{Codebook: book}.Of(c, codings)
//
// Texts are frozen. Every place in them counts code points from 0, End excluded,
// and carries the SHA-256 of the text and the words found there; Reanchor finds
// them again in a text that was corrected. Tables count the words of informants,
// never of who asks.
//
// Beside it: crossed for several accounts of one situation, textometry for words,
// lemma and english for what words are.
package corpus
