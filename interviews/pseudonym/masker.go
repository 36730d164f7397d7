package pseudonym

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
)

// Style says what stands in the place of first names.
type Style uint8

const (
	// Tags writes [PRÉNOM_1].
	Tags Style = iota
	// FirstNames writes another first name of the same sex, generation and
	// origin, as far as the lexicon knows them; everything else gets a tag.
	FirstNames
)

// Masker replaces names, places, dates, phone numbers and the like in
// transcripts by tags, the same tag for the same name in every interview of a
// case. The zero value works without knowing any name; it finds more with the
// names of the case files in Known.
//
// Tags that stand in the texts already are left, and their numbers not given
// again: masking what was masked changes nothing. With FirstNames that holds
// when the key of the first run is given.
type Masker struct {
	Known []Known
	Style Style
	Dates DateStyle
	// Wide masks regions and countries as well.
	Wide bool
	// Keep are words never to mask, such as the name of a measure.
	Keep []string
	// Threshold is the confidence from which a candidate is masked, others
	// being listed for review; 0 is 0.6.
	Threshold float64
	// Key is that of an earlier run: its names keep their tags. It is not
	// changed. Nil begins anew.
	Key  *Key
	Lang string // of Masked's tables: "en" for English
}

const defaultThreshold = 0.6

// study is one run of a masker.
type study struct {
	Masker
	v         *vocabulary
	keep      map[string]bool
	cases     []*situation
	byID      map[string]*situation
	documents []*document
}

// situation is a case in a run.
type situation struct {
	id        string
	file      *caseFile
	register  *register
	texts     []*rewriting
	standIns  map[int32]bool // words that stand for first names since an earlier run
	detectors []*detector
	found     [][]candidate
}

// document is an interview in a run: its texts, of which the first is the
// transcript, and its case.
type document struct {
	interview *interviews.Interview
	in        *situation
	text      *rewriting
	fields    []*rewriting // source, place, speakers of turns
	bytes     map[int]int  // positions of turns and notes
}

// Of masks the transcripts, their speakers' labels, the places and the names of
// files of a study. The interviews given do not change; identifiers of
// interviews, cases and persons are not names and stay.
// The error names the interview and the turn that do not fit together.
func (m Masker) Of(list []*interviews.Interview) (*Masked, error) {
	s := &study{Masker: m, v: newVocabulary(), byID: map[string]*situation{}, keep: map[string]bool{}}
	s.Threshold = cmp.Or(m.Threshold, defaultThreshold)
	for _, words := range m.Keep {
		s.keep[s.v.canonical(words)] = true
	}
	for _, interview := range list {
		if err := s.enter(interview); err != nil {
			return nil, err
		}
	}
	for s.round() {
	}
	if m.Style == FirstNames {
		s.standIn()
	}
	return s.masked(), nil
}

func (s *study) enter(interview *interviews.Interview) error {
	in, ok := s.byID[interview.Case]
	if !ok {
		in = &situation{
			id: interview.Case, register: newRegister(interview.Case, s.Dates, s.Key), standIns: map[int32]bool{},
			file: newCaseFile(s.v, s.Known, interview.Case, s.Wide),
		}
		for _, e := range in.register.entries {
			if e.name != "" {
				in.standIns[s.v.look(e.name).word] = true
			}
		}
		s.byID[interview.Case] = in
		s.cases = append(s.cases, in)
	}
	d := &document{interview: interview, in: in}
	transcript := interview.Transcript
	if transcript == nil {
		transcript = &interviews.Transcript{}
	}
	walls, err := d.measure(transcript)
	if err != nil {
		return err
	}
	d.text = newRewriting(transcript.Text, walls)
	d.fields = append(d.fields, newRewriting(transcript.Source, nil), newRewriting(interview.Place, nil))
	for _, turn := range transcript.Turns {
		d.fields = append(d.fields, newRewriting(turn.Speaker, nil))
	}
	in.texts = append(append(in.texts, d.text), d.fields...)
	s.documents = append(s.documents, d)
	return nil
}

// measure turns the positions of turns and notes into bytes.
func (d *document) measure(t *interviews.Transcript) ([]int, error) {
	var positions []int
	for _, turn := range t.Turns {
		positions = append(positions, turn.Start, turn.End)
		for _, note := range turn.Notes {
			positions = append(positions, note.Start, note.End)
		}
	}
	slices.Sort(positions)
	positions = slices.Compact(positions)
	d.bytes = make(map[int]int, len(positions))
	walls := make([]int, 0, len(positions))
	at, reached := 0, 0
	for _, position := range positions {
		for reached < position && at < len(t.Text) {
			_, size := utf8.DecodeRuneInString(t.Text[at:])
			at += size
			reached++
		}
		if position >= 0 && reached == position {
			d.bytes[position] = at
			walls = append(walls, at)
		}
	}
	for _, turn := range t.Turns {
		start, ok1 := d.bytes[turn.Start]
		end, ok2 := d.bytes[turn.End]
		fits := ok1 && ok2 && start <= end && t.Text[start:end] == turn.Text
		for _, note := range turn.Notes {
			fits = fits && turn.Start <= note.Start && note.Start <= note.End && note.End <= turn.End
		}
		if !fits {
			return nil, fmt.Errorf("interview %q: turn %d does not lie in the text of its transcript; read the transcript again", d.interview.ID, turn.Number)
		}
	}
	return walls, nil
}

// round looks through every text as it stands and masks what it finds; it tells
// whether there was anything. The last round finds nothing: that is what makes
// a second run change nothing.
func (s *study) round() bool {
	for i := range s.v.words {
		s.v.words[i].lower, s.v.words[i].middle = 0, 0
	}
	for _, in := range s.cases {
		for _, w := range in.texts {
			if w.stale {
				w.atoms, w.stale = s.v.atoms(w.text, w.moved), false
				in.hide(w)
			}
			s.v.count(w.atoms)
		}
	}
	changed := false
	for _, in := range s.cases {
		if s.look(in) {
			changed = true
		}
	}
	return changed
}

// hide makes tags of the names that stand for others since an earlier run, and
// keeps the numbers of all tags.
func (in *situation) hide(w *rewriting) {
	for i := range w.atoms {
		a := &w.atoms[i]
		switch {
		case a.form == tag:
			in.register.reserve(w.text[a.start:a.end])
		case a.raised() && in.standIns[a.word]:
			a.form, a.kind = tag, FirstName
		}
	}
}

func (v *vocabulary) count(atoms []atom) {
	for i := range atoms {
		switch a := &atoms[i]; {
		case a.form == lower:
			v.words[a.word].lower++
		case a.form == capped && !a.first:
			v.words[a.word].middle++
		}
	}
}

// look is a round in one case.
func (s *study) look(in *situation) bool {
	in.detectors = make([]*detector, len(in.texts))
	in.found = make([][]candidate, len(in.texts))
	for t, w := range in.texts {
		in.detectors[t] = &detector{v: s.v, file: in.file, text: w.text, atoms: w.atoms}
		in.found[t] = in.detectors[t].scan()
	}
	in.file.settle(s.v, s.Known, in.detectors, in.found)
	changed := false
	for t, w := range in.texts {
		before := len(w.edits)
		var made []edit
		for i := range in.found[t] {
			c := &in.found[t][i]
			if c.confidence < s.Threshold || s.keep[c.canon] {
				continue
			}
			e := in.register.of(c)
			start, end := w.origin(c.start), w.origin(c.end)
			e.saw(w.original[start:end])
			p := Passage{Kind: c.kind, Rule: c.rule, Confidence: c.confidence}
			w.split(start, end, func(start, end int) { made = append(made, edit{start, end, e, p}) })
		}
		if w.edits = append(w.edits, made...); len(w.edits) > before {
			w.apply()
			changed = true
		}
	}
	return changed
}

// standIn chooses the names that stand for first names.
func (s *study) standIn() {
	for i, in := range s.cases {
		present := map[string]bool{}
		for _, name := range in.file.known {
			present[name.canon] = true
		}
		for _, w := range in.texts {
			for _, a := range s.v.atoms(w.original, nil) {
				present[s.v.words[a.word].folded] = true
			}
		}
		in.register.rename(s.Known, s.v, func(folded string) bool { return present[folded] }, i)
	}
}

// masked puts the result together.
func (s *study) masked() *Masked {
	result := &Masked{Key: &Key{}, lang: s.Lang}
	for _, d := range s.documents {
		masked := *d.interview
		place, _ := d.fields[1].render()
		masked.Place = place
		doc := Document{ID: masked.ID, Case: masked.Case}
		if old := masked.Transcript; old != nil {
			masked.Transcript, doc.Offsets = d.rewrite(old)
			doc.passages(s, d, masked.Transcript)
		}
		result.Interviews = append(result.Interviews, &masked)
		result.Documents = append(result.Documents, doc)
	}
	if s.Key != nil {
		result.Key.entries = slices.Clone(s.Key.entries)
		result.Key.entries = slices.DeleteFunc(result.Key.entries, func(e *entry) bool { return s.byID[e.caseID] != nil })
	}
	for _, in := range s.cases {
		result.Key.entries = append(result.Key.entries, in.register.entries...)
	}
	return result
}

// rewrite is the transcript with its edits made and everything moved.
func (d *document) rewrite(old *interviews.Transcript) (*interviews.Transcript, Offsets) {
	text, offsets := d.text.render()
	source, _ := d.fields[0].render()
	sum := sha256.Sum256([]byte(text))
	t := &interviews.Transcript{Source: source, Text: text, SHA256: hex.EncodeToString(sum[:]), Dropped: slices.Clone(old.Dropped)}
	cut := newCutter(text)
	for i, turn := range old.Turns {
		turn.Speaker, _ = d.fields[2+i].render()
		turn.Start, turn.End = offsets.span(turn.Start, turn.End)
		turn.Notes = slices.Clone(turn.Notes)
		for j, note := range turn.Notes {
			turn.Notes[j].Start, turn.Notes[j].End = offsets.span(note.Start, note.End)
		}
		turn.Text = cut.of(turn.Start, turn.End)
		t.Turns = append(t.Turns, turn)
	}
	return t, offsets
}
