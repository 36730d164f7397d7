// Package corpus holds what was said and what was made of it: texts with
// their words and sentences, codebooks, codings by hand and by rule, and the
// tables that follow from them.
//
// Texts are frozen. Every place in them counts code points from 0, End
// excluded, and carries the SHA-256 of the text and the words found there.
package corpus
