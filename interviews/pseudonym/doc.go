// Package pseudonym replaces what names somebody in transcripts (names, places,
// dates, phone numbers and the like) by stable typed tags such as [PRÉNOM_1],
// or first names by others of the same sex, generation and origin.
//
// Masker does it for a whole study, one numbering a case. What it is not sure
// of stands in the list to review, without the words. What each tag stands for
// is in a Key, which only KeyFile writes: encrypted, apart from everything else;
// no analysis needs it.
//
// Masked words are pseudonymised, not anonymous: who knows the situation may
// still recognise it by what is told.
//
// The lexicons are French and short: about 2,000 first names of a dozen
// origins and six generations, 700 surnames, the 332 communes of
// Ille-et-Vilaine on 1 January 2026 with their delegated and former ones, the
// departments, the larger towns and those around. Names outside them are found
// by their capital letter and by the words around.
package pseudonym
