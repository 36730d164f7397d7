package corpus

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Rule codes every passage in which something is said. Words, Stems and Pattern
// are alternatives, Near, Negation and Within add conditions, and Roles, Informants and Speakers
// narrow down who speaks. The interviewer's turns are never searched.
//
//	corpus.Rule{Code: "M4.4", Words: []string{"école", "collège", "déscolaris*"}}
//
// The codings have the coder "règle:M4.4" and the rule's String as their
// Batch, by which Codings.Without undoes them.
type Rule struct {
	Code     string
	Name     string    // tells apart two rules for one code: "règle:M4.4 (cantine)"
	Codebook *Codebook // when given, Code must be in it
	// Words are words or phrases in normal form (see Form). In a word, * stands
	// for any letters or none and ? for one; a star alone in a phrase stands for
	// any word. Signs between the words of a phrase do not matter.
	Words []string
	// Stems are words or phrases that are compared by their stems (see Stem).
	Stems []string
	// Pattern is a regular expression (RE2) over each unit. Case does not
	// matter, nor the kind of apostrophes and spaces. \b and \w know no accents
	// and are refused: write \pL for a letter, or use Words.
	Pattern    string
	Near       Near
	Negation   Negation
	Within     Within
	Unit       Unit // what is coded: the sentence unless said
	Roles      []interviews.Role
	Informants []interviews.Informant
	Speakers   []string // labels, as in the transcript
	Valence    Valence
}

// Near asks for one of other words in the same unit.
type Near struct {
	Words, Stems []string // as in Rule
	Within       int      // at most that many words in between; 0: anywhere in the unit
}

// Unit is the stretch in which a rule searches, and which it codes.
type Unit uint8

const (
	// BySentence searches and codes sentences.
	BySentence Unit = iota
	// ByTurn searches and codes whole turns.
	ByTurn
	// ByMatch searches turns and codes only the words found, with those of
	// Near and what stands between.
	ByMatch
)

// String is the rule in French, for the journal.
func (r Rule) String() string {
	parts := []string{strings.TrimSpace("règle " + r.coder()[len(ruleCoder):])}
	list := func(name string, words []string) {
		if len(words) > 0 {
			parts = append(parts, name+" « "+strings.Join(words, " », « ")+" »")
		}
	}
	list("mots", r.Words)
	list("racines de", r.Stems)
	if r.Pattern != "" {
		parts = append(parts, "motif "+r.Pattern)
	}
	list("près des mots", r.Near.Words)
	list("près des racines de", r.Near.Stems)
	if r.Near.Within > 0 {
		parts = append(parts, fmt.Sprintf("à %d mots au plus", r.Near.Within))
	}
	if text := r.Negation.String(); text != "" {
		parts = append(parts, text)
	}
	if r.Within.Code != "" {
		parts = append(parts, "à l'intérieur du code "+r.Within.Code)
	}
	parts = append(parts, [...]string{"par phrase", "par tour", "par occurrence"}[r.Unit])
	for _, role := range r.Roles {
		parts = append(parts, "rôle "+string(role))
	}
	for _, informant := range r.Informants {
		parts = append(parts, "regard "+informant.String())
	}
	list("locuteurs", r.Speakers)
	if n, given := r.Valence.Number(); given {
		parts = append(parts, fmt.Sprintf("valence %d", n))
	}
	return strings.Join(parts, " ; ")
}

const ruleCoder = "règle:"

func (r Rule) coder() string {
	if r.Name != "" {
		return ruleCoder + r.Code + " (" + r.Name + ")"
	}
	return ruleCoder + r.Code
}

// Of codes the corpus, in its order; a unit in which several things are found
// is coded once. It fails when the rule cannot be followed as it is written.
func (r Rule) Of(c *Corpus) (Codings, error) {
	search, err := r.search(c)
	if err != nil {
		return nil, fmt.Errorf("rule for %q: %w", r.Code, err)
	}
	batch, coder, path := r.String(), r.coder(), r.Codebook.Path(r.Code)
	var codings Codings
	var may []bool // turns that can hold what is sought; nil: all
	if r.Pattern == "" {
		may = search.index.saying(search.terms)
	}
	for n, d := range c.documents {
		for i, turn := range d.turns {
			if may != nil && !may[search.index.first[n]+i] || !r.hears(d, turn) {
				continue
			}
			for _, unit := range r.units(d, i) {
				for _, span := range search.in(d, i, unit, r.Unit == ByMatch) {
					coding, err := d.Coding(r.Code, span.Start, span.End)
					if err != nil {
						continue // an empty turn
					}
					coding.Coder, coding.Batch, coding.Path, coding.Valence, coding.rule = coder, batch, path, r.Valence, &r
					codings = append(codings, coding)
				}
			}
		}
	}
	return codings, nil
}

// units lists the stretches to search in a turn.
func (r Rule) units(d *Document, turn int) []stats.Span {
	if r.Unit == BySentence {
		return d.sentences()[turn]
	}
	return []stats.Span{{Start: d.turns[turn].Start, End: d.turns[turn].End}}
}

// hears tells whether the rule searches a turn.
func (r Rule) hears(d *Document, turn interviews.Turn) bool {
	side := d.Side(turn)
	return side != interviews.NoInformant &&
		(len(r.Roles) == 0 || slices.Contains(r.Roles, d.role(turn))) &&
		(len(r.Informants) == 0 || slices.Contains(r.Informants, side)) &&
		(len(r.Speakers) == 0 || slices.Contains(r.Speakers, turn.Speaker))
}

// looksAt tells whether the rule searches any turn of a document.
func (r Rule) looksAt(d *Document) bool {
	if r.Within.Code != "" && len(r.Within.spans()[d]) == 0 {
		return false
	}
	return slices.ContainsFunc(d.turns, func(turn interviews.Turn) bool { return r.hears(d, turn) })
}

// search checks the rule and makes it ready.
func (r Rule) search(c *Corpus) (*search, error) {
	if r.Code == "" {
		return nil, errors.New("Code is empty")
	}
	if _, known := r.Codebook.Code(r.Code); r.Codebook != nil && !known {
		return nil, fmt.Errorf("the codebook has no code %s", stats.Unknown(r.Code, r.Codebook.IDs()))
	}
	if len(r.Words)+len(r.Stems) == 0 && r.Pattern == "" {
		return nil, errors.New("nothing to search: give Words, Stems or a Pattern")
	}
	if r.Unit > ByMatch {
		return nil, fmt.Errorf("no unit %d", r.Unit)
	}
	for _, role := range r.Roles {
		if _, known := c.roles.Rule(role); !known {
			return nil, fmt.Errorf("the study has no role %s", stats.Unknown(string(role), c.roles.Names()))
		}
	}
	for i, speaker := range r.Speakers {
		if !c.hasSpeaker(speaker) {
			return nil, fmt.Errorf("no turn has the label of Speakers[%d]", i)
		}
	}
	s := &search{stems: map[string]string{}, within: r.Near.Within, index: newIndex(nil)}
	if c.index != nil { // a corpus of nothing has none
		s.index = c.index()
	}
	var err error
	if s.terms, err = terms(r.Words, r.Stems); err != nil {
		return nil, err
	}
	if s.near, err = terms(r.Near.Words, r.Near.Stems); err != nil {
		return nil, fmt.Errorf("Near: %w", err)
	}
	if r.Near.Within < 0 || r.Near.Within > 0 && len(s.near) == 0 {
		return nil, errors.New("Near: Within needs Words or Stems, and is not below 0")
	}
	if s.negation = r.Negation; s.negation.Keep > Denied || s.negation.Window < 0 {
		return nil, fmt.Errorf("no such Negation: %+v", r.Negation)
	}
	if r.Within.Code != "" {
		s.inside = r.Within.spans()
	} else if len(r.Within.Codings) > 0 {
		return nil, errors.New("Within: Codings without a Code")
	}
	if r.Pattern != "" {
		s.pattern, err = compile(r.Pattern)
	}
	return s, err
}

func (c *Corpus) hasSpeaker(label string) bool {
	for _, d := range c.documents {
		if slices.ContainsFunc(d.turns, func(turn interviews.Turn) bool { return turn.Speaker == label }) {
			return true
		}
	}
	return false
}

// compile makes a regular expression that minds no case, and refuses what
// silently means something else in French.
func compile(pattern string) (*regexp.Regexp, error) {
	for i := 0; i+1 < len(pattern); i++ {
		if pattern[i] != '\\' {
			continue
		}
		i++
		if strings.IndexByte("bBwW", pattern[i]) >= 0 {
			return nil, fmt.Errorf(`pattern: \%c knows no accented letter; write [\pL\pN] for a letter or figure, or use Words`, pattern[i])
		}
	}
	re, err := regexp.Compile("(?i)" + smooth(pattern))
	if err != nil {
		return nil, fmt.Errorf("pattern: %w", err)
	}
	if re.MatchString("") {
		return nil, errors.New("the pattern is found everywhere, even in an empty text")
	}
	return re, nil
}
