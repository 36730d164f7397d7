package corpus

import "strings"

// index says in which turns each form is said: rules search only those. It is
// made once a corpus, when the first rule searches it.
type index struct {
	forms   []string           // by number, in the order of the texts
	turns   map[string][]int32 // turns that say a form, numbered over the corpus
	first   []int              // number of the first turn of each document
	spelled [][]int32          // of each turn, the form of each token; -1 of signs and notes
	stems   map[string][]string
}

func newIndex(documents []*Document) *index {
	x := &index{turns: map[string][]int32{}, stems: map[string][]string{}}
	numbers := map[string]int32{} // of words as they are written
	known := map[string]int32{}   // of forms
	for _, d := range documents {
		x.first = append(x.first, len(x.spelled))
		for _, tokens := range d.tokens {
			turn := int32(len(x.spelled))
			spelled := make([]int32, len(tokens))
			for i, token := range tokens {
				if spelled[i] = -1; !token.Said() {
					continue
				}
				n, seen := numbers[token.Text]
				if !seen {
					form := Form(token.Text)
					if n, seen = known[form]; !seen {
						n = int32(len(x.forms))
						x.forms, known[form] = append(x.forms, form), n
						stem := Stem(form)
						x.stems[stem] = append(x.stems[stem], form)
					}
					numbers[token.Text] = n
				}
				spelled[i] = n
				form := x.forms[n]
				if turns := x.turns[form]; len(turns) == 0 || turns[len(turns)-1] != turn {
					x.turns[form] = append(turns, turn)
				}
			}
			x.spelled = append(x.spelled, spelled)
		}
	}
	return x
}

// saying tells, of each turn, whether one of the terms can stand in it: it says
// the rarest of the words of the term.
func (x *index) saying(terms []term) []bool {
	may := make([]bool, len(x.spelled))
	for _, t := range terms {
		var rarest [][]int32
		least := -1
		for _, w := range t {
			if strings.Trim(w.form, string(anyLetters)) == "" {
				continue // any word
			}
			turns, n := x.of(w)
			if least < 0 || n < least {
				rarest, least = turns, n
			}
		}
		for _, turns := range rarest {
			for _, turn := range turns {
				may[turn] = true
			}
		}
	}
	return may
}

// of lists the turns that say a word of a term, and counts them.
func (x *index) of(w wanted) (turns [][]int32, n int) {
	forms := []string{w.form}
	switch {
	case w.stem:
		forms = x.stems[w.form]
	case w.wild:
		forms = nil
		for _, form := range x.forms {
			if fits(form, w.form) {
				forms = append(forms, form)
			}
		}
	}
	for _, form := range forms {
		turns, n = append(turns, x.turns[form]), n+len(x.turns[form])
	}
	return turns, n
}
