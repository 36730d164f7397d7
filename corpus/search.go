package corpus

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/stats"
)

// search finds terms, and a pattern, in stretches of turns.
type search struct {
	terms, near []term
	within      int
	pattern     *regexp.Regexp
	negation    Negation
	inside      map[*Document][]stats.Span // nil: everywhere
	stems       map[string]string          // by form
	index       *index
	words       said // of the stretch that is searched; used again for the next
}

// term is a word or phrase.
type term []wanted

// wanted is one word of a term.
type wanted struct {
	form       string
	stem, wild bool // compare stems; form has wildcards
}

// Wildcards are letters while words are cut, so that they stay inside them.
const (
	anyLetters = 'ʕ'
	oneLetter  = 'ʔ'
)

var wildcards = strings.NewReplacer("*", string(anyLetters), "?", string(oneLetter))

func terms(words, stems []string) ([]term, error) {
	var all []term
	for _, word := range words {
		var t term
		tame := false // something in it is a letter
		for piece := range strings.FieldsSeq(word) {
			if piece == "?" {
				continue // the end of a question
			}
			for _, token := range Tokens(wildcards.Replace(piece)) {
				if !token.Said() {
					continue
				}
				w := wanted{form: Form(token.Text)}
				w.wild = strings.ContainsAny(w.form, string(anyLetters)+string(oneLetter))
				tame = tame || strings.Trim(w.form, string(anyLetters)+string(oneLetter)) != ""
				t = append(t, w)
			}
		}
		if !tame {
			return nil, fmt.Errorf("%q holds no word", word)
		}
		all = append(all, t)
	}
	for _, stem := range stems {
		var t term
		for _, token := range Tokens(stem) {
			if token.Said() {
				t = append(t, wanted{form: Stem(token.Text), stem: true})
			}
		}
		if len(t) == 0 {
			return nil, fmt.Errorf("%q holds no word", stem)
		}
		all = append(all, t)
	}
	return all, nil
}

// said is the words of a stretch.
type said struct {
	tokens []Token
	forms  []string
	clause []int // number of the clause, which a strong sign ends
}

// match is a place where something was found: words from first up to end, in
// the stretch, and code points of the text.
type match struct {
	first, end int
	stats.Span
}

// in lists what to code in a unit of a turn: the unit, once, or each match.
func (s *search) in(d *Document, turn int, unit stats.Span, byMatch bool) []stats.Span {
	s.index.heard(d, turn, unit, &s.words)
	words := s.words
	found := s.found(s.terms, words)
	if s.pattern != nil {
		found = append(found, s.matches(d, turn, unit, words)...)
	}
	found = s.negation.of(found, words)
	if s.inside != nil {
		found = slices.DeleteFunc(found, func(m match) bool {
			return !slices.ContainsFunc(s.inside[d], func(span stats.Span) bool { return span.Start <= m.Start && m.End <= span.End })
		})
	}
	if len(s.near) > 0 && len(found) > 0 {
		found = s.besides(found, s.found(s.near, words))
	}
	switch {
	case len(found) == 0:
		return nil
	case !byMatch:
		return []stats.Span{unit}
	}
	slices.SortFunc(found, func(a, b match) int { return a.Start - b.Start })
	spans := []stats.Span{found[0].Span}
	for _, m := range found[1:] {
		if last := &spans[len(spans)-1]; m.Start < last.End {
			last.End = max(last.End, m.End)
		} else {
			spans = append(spans, m.Span)
		}
	}
	return spans
}

// heard reads the words of a stretch of a turn.
func (x *index) heard(d *Document, turn int, unit stats.Span, words *said) {
	tokens, spelled := d.tokens[turn], x.spelled[x.first[d.number]+turn]
	first := sort.Search(len(tokens), func(i int) bool { return tokens[i].Start >= unit.Start })
	words.tokens, words.forms, words.clause = words.tokens[:0], words.forms[:0], words.clause[:0]
	clause := 0
	for i, token := range tokens[first:] {
		if token.Start >= unit.End {
			break
		}
		if token.Said() {
			words.tokens = append(words.tokens, token)
			words.forms = append(words.forms, x.forms[spelled[first+i]])
			words.clause = append(words.clause, clause)
		} else if token.Kind == Sign && strings.ContainsAny(token.Text, ".!?;:…,") {
			clause++
		}
	}
}

// found lists where terms stand.
func (s *search) found(terms []term, words said) []match {
	var found []match
	for at := range words.forms {
		for _, t := range terms {
			if end := at + len(t); end <= len(words.forms) && s.stands(t, words.forms[at:end]) {
				found = append(found, match{at, end, stats.Span{Start: words.tokens[at].Start, End: words.tokens[end-1].End}})
			}
		}
	}
	return found
}

func (s *search) stands(t term, forms []string) bool {
	for i, w := range t {
		form := forms[i]
		if w.stem {
			form = s.stem(form)
		}
		if form != w.form && (!w.wild || !fits(form, w.form)) {
			return false
		}
	}
	return true
}

// fits tells whether a form is one that a pattern with wildcards stands for.
func fits(form, pattern string) bool {
	f, p := []rune(form), []rune(pattern)
	i, j := 0, 0
	star, from := -1, 0 // the last star, and where what it stands for ends
	for i < len(f) {
		switch {
		case j < len(p) && p[j] == anyLetters:
			star, from = j, i
			j++
		case j < len(p) && (p[j] == oneLetter || p[j] == f[i]):
			i, j = i+1, j+1
		case star >= 0:
			from++
			i, j = from, star+1
		default:
			return false
		}
	}
	for j < len(p) && p[j] == anyLetters {
		j++
	}
	return j == len(p)
}

func (s *search) stem(form string) string {
	stem, known := s.stems[form]
	if !known {
		stem = Stem(form)
		s.stems[form] = stem
	}
	return stem
}

// matches lists where the pattern is found, stage notes apart.
func (s *search) matches(d *Document, turn int, unit stats.Span, words said) []match {
	text := smooth(d.Slice(unit.Start, unit.End))
	var found []match
	for _, at := range s.pattern.FindAllStringIndex(text, -1) {
		start := unit.Start + utf8.RuneCountInString(text[:at[0]])
		span := stats.Span{Start: start, End: start + utf8.RuneCountInString(text[at[0]:at[1]])}
		inNote := slices.ContainsFunc(d.tokens[turn], func(t Token) bool {
			return t.Kind == Note && t.Start <= span.Start && span.End <= t.End
		})
		if span.Start == span.End || inNote {
			continue
		}
		first := sort.Search(len(words.tokens), func(i int) bool { return words.tokens[i].End > span.Start })
		end := sort.Search(len(words.tokens), func(i int) bool { return words.tokens[i].Start >= span.End })
		found = append(found, match{first, max(first, end), span})
	}
	return found
}

// besides keeps the matches that have one of others near, and stretches each
// to the nearest of them.
func (s *search) besides(found, others []match) []match {
	var kept []match
	for _, m := range found {
		nearest, least := -1, 0
		for i, other := range others {
			between := max(other.first-m.end, m.first-other.end)
			if between < 0 || s.within > 0 && between > s.within {
				continue // one inside the other, or too far
			}
			if nearest < 0 || between < least {
				nearest, least = i, between
			}
		}
		if nearest >= 0 {
			m.Start, m.End = min(m.Start, others[nearest].Start), max(m.End, others[nearest].End)
			kept = append(kept, m)
		}
	}
	return kept
}
