package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Quotes chooses verbatims: for each code a few passages in their sentence, the
// coded words set off, signed by role and age band only. Only the informant's
// own words are quoted, and only with an agreement to be quoted.
//
// The choice prefers, in this order: an interview not yet quoted for the code,
// a side not yet quoted for it, the passages that most coders chose, those
// nearest to 25 words, the order of the corpus.
type Quotes struct {
	Codebook *Codebook // nil: the codes that were used
	Codes    []string  // only these; nil: all
	Coder    string    // only this one; "": all together
	PerCode  int       // at most that many a code; 0 is 3, below 0 all
	// OneSide keeps one side of each case, the one with most passages, in the
	// whole table: people of one case who read it do not recognise one another.
	OneSide bool
	Lang    string
}

// QuoteTable is the verbatims chosen.
type QuoteTable struct {
	Spec     Quotes
	Quotes   []Quote // by code, then by side
	N        int     // passages to choose from
	Withheld int     // passages left out because they may not be quoted
	Warnings []string

	table *stats.Table
}

// Quote is one verbatim.
type Quote struct {
	Code      string
	Path      string // "M2 > M2.1"
	Text      string
	Marks     []stats.Span // the coded words, in code points of Text
	Signature string       // "mère, 35-44 ans"
	Coders    []string
	Valence   Valence // NoValence where coders contradict one another

	side interviews.Informant
}

const (
	goodLength  = 25 // words of a passage that reads well
	mostContext = 30 // words of context on either side
)

// Of chooses the verbatims. It fails on a coder or code that does not exist,
// and on codings of another corpus.
func (s Quotes) Of(c *Corpus, codings Codings) (*QuoteTable, error) {
	r, err := choice{s.Codebook, s.Codes, s.Coder, true, s.Lang}.of(c, codings)
	if err != nil {
		return nil, fmt.Errorf("quotes: %w", err)
	}
	result := &QuoteTable{Spec: s}
	candidates := map[string][]passage{}
	for _, code := range r.codes {
		for _, p := range r.passages[code.ID] {
			if mayQuote(p) {
				candidates[code.ID] = append(candidates[code.ID], p)
			} else {
				result.Withheld++
			}
		}
	}
	if s.OneSide {
		keepOneSide(r, candidates)
	}
	most := cmp.Or(s.PerCode, 3)
	for _, code := range r.codes {
		result.N += len(candidates[code.ID])
		first := len(result.Quotes)
		for _, p := range pick(candidates[code.ID], most) {
			quote := newQuote(p, s.Lang)
			quote.Code, quote.Path = code.ID, s.Codebook.PathName(code.ID)
			result.Quotes = append(result.Quotes, quote)
		}
		slices.SortStableFunc(result.Quotes[first:], func(a, b Quote) int { return int(a.side) - int(b.side) })
	}
	if result.Withheld > 0 {
		r.note(s.Lang, "Passages non citables, faute d'accord de citation ou dits par un tiers : %d.",
			"Passages that may not be quoted, for want of an agreement or said by a third person: %d.", result.Withheld)
	}
	result.Warnings = r.notes
	result.table = result.listing(r)
	return result, nil
}

// mayQuote tells whether a passage is the informant's own and may be quoted.
func mayQuote(p passage) bool {
	turn := p.document.turns[p.turn-1]
	return quotable(p.document) && p.words > 0 && p.document.role(turn) == p.document.interview.Informant.Role
}

// keepOneSide leaves in the passages of one side of each case.
func keepOneSide(r *reading, candidates map[string][]passage) {
	counts := map[string]*[interviews.Professional + 1]int{}
	for _, code := range r.codes {
		for _, p := range candidates[code.ID] {
			if counts[p.document.Case()] == nil {
				counts[p.document.Case()] = new([interviews.Professional + 1]int)
			}
			counts[p.document.Case()][p.side]++
		}
	}
	for code, list := range candidates {
		candidates[code] = slices.DeleteFunc(list, func(p passage) bool {
			n := counts[p.document.Case()]
			kept := interviews.Youth
			for _, side := range sides {
				if n[side] > n[kept] {
					kept = side
				}
			}
			return p.side != kept
		})
	}
}

// pick chooses passages by the rule of Quotes; most below 0 takes all.
func pick(candidates []passage, most int) []passage {
	left := slices.Clone(candidates)
	slices.SortStableFunc(left, func(a, b passage) int {
		return cmp.Or(len(b.coders())-len(a.coders()), distance(a)-distance(b))
	})
	byInterview := map[*Document]int{}
	var bySide [interviews.Professional + 1]int
	var chosen []passage
	for len(left) > 0 && (most < 0 || len(chosen) < most) {
		best := 0
		for i, p := range left {
			if cmp.Or(byInterview[p.document]-byInterview[left[best].document], bySide[p.side]-bySide[left[best].side]) < 0 {
				best = i
			}
		}
		p := left[best]
		byInterview[p.document]++
		bySide[p.side]++
		chosen = append(chosen, p)
		left = slices.Delete(left, best, best+1)
	}
	return chosen
}

func distance(p passage) int { return max(p.words-goodLength, goodLength-p.words) }

// newQuote sets a passage in the sentences it belongs to.
func newQuote(p passage, lang string) Quote {
	d := p.document
	from, to := p.start, p.end
	for _, sentence := range d.sentences()[p.turn-1] {
		if sentence.Start < p.end && p.start < sentence.End {
			from, to = min(from, sentence.Start), max(to, sentence.End)
		}
	}
	open, end := "«\u00a0", "\u00a0»"
	if lang == "en" {
		open, end = "“", "”"
	}
	// Sentences of transcripts without full stops can be very long.
	tokens := slices.DeleteFunc(d.Tokens(p.turn), func(t Token) bool { return !t.Said() })
	before := slices.DeleteFunc(slices.Clone(tokens), func(t Token) bool { return t.Start < from || t.Start >= p.start })
	if n := len(before); n > mostContext {
		from, open = before[n-mostContext].Start, open+"[…] "
	}
	after := slices.DeleteFunc(tokens, func(t Token) bool { return t.Start < p.end || t.Start >= to })
	if len(after) > mostContext {
		to, end = after[mostContext-1].End, " […]"+end
	}
	text := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' ' // line ends inside a turn; code points stay in place
		}
		return r
	}, d.Slice(from, to))
	shift := len([]rune(open)) - from
	return Quote{
		Text:      open + text + end,
		Marks:     []stats.Span{{Start: p.start + shift, End: p.end + shift}},
		Signature: d.interview.Informant.Label(),
		Coders:    p.coders(),
		Valence:   agreed(p.codings),
		side:      p.side,
	}
}

// Tables is the table in a list of one.
func (t *QuoteTable) Tables() []*stats.Table { return []*stats.Table{t.table} }

// String prints the table.
func (t *QuoteTable) String() string { return stats.Printer{Lang: t.Spec.Lang}.Of(t.table) }

func (t *QuoteTable) listing(r *reading) *stats.Table {
	label := [...]string{"Verbatims", "Code", "Chemin", "Thème", "Citation", "Qui parle", "Codé par"}
	rule := "Choix : d'abord des entretiens différents, puis des regards différents, puis les passages retenus par le plus de codeurs, puis les plus proches de 25 mots."
	population := "Passages citables : %d ; cités : %d."
	side := "Un seul regard par situation."
	if t.Spec.Lang == "en" {
		label = [...]string{"Quotes", "Code", "Path", "Theme", "Quote", "Who speaks", "Coded by"}
		rule = "Choice: different interviews first, then different sides, then passages that most coders chose, then those nearest to 25 words."
		population = "Passages that may be quoted: %d; quoted: %d."
		side = "One side of each case."
	}
	theme := map[string]string{}
	for _, code := range r.codes {
		theme[code.ID] = code.Label
	}
	texts, marks := make([]string, len(t.Quotes)), make([][]stats.Span, len(t.Quotes))
	for i, quote := range t.Quotes {
		texts[i], marks[i] = quote.Text, quote.Marks
	}
	column := func(name, label string, value func(Quote) string) stats.Column {
		return each.Text(name, label, t.Quotes, stats.NotRecorded, value)
	}
	notes := append(slices.Clone(r.notes), rule)
	if t.Spec.OneSide {
		notes = append(notes, side)
	}
	return stats.MustTable(label[0],
		column("code", label[1], func(q Quote) string { return q.Code }),
		column("chemin", label[2], func(q Quote) string { return q.Path }),
		column("theme", label[3], func(q Quote) string { return theme[q.Code] }),
		stats.Variable{Name: "citation", Label: label[4]}.Texts(texts, nil).Marked(marks),
		column("signature", label[5], func(q Quote) string { return q.Signature }),
		column("codeurs", label[6], func(q Quote) string { return strings.Join(q.Coders, ", ") }),
		valenceColumn(t.Quotes, func(q Quote) Valence { return q.Valence }),
	).Captioned(stats.Caption{Population: fmt.Sprintf(population, t.N, len(t.Quotes)), Notes: notes})
}
