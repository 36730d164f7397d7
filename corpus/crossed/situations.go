package crossed

import (
	"fmt"
	"slices"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Situations makes the situation matrix: each theme in each situation, what
// every voice does about it (says, is silent, was not asked, was not read, was
// not interviewed), in which tone, and how the accounts stand to one another.
//
// Voices are the three sides, or the roles ByRole. A theme is a code with those
// below it; tones tell most on the finest codes, as all of a broad theme is soon
// both for and against. Relations follow Relation's rules from the valences; Judgements of
// the analyst go before them, and both are kept.
type Situations struct {
	Codebook *corpus.Codebook // nil: the codes that were used
	Codes    []string         // only these; nil: all
	Coder    string           // only this one; "": all together
	ByRole   bool
	// Guide says what was asked: one row a code and interview (id_entretien) or
	// side (regard: jeune, parent, professionnel), with posee yes or no. What it
	// does not name, and everything where it is nil, counts as asked.
	Guide      *stats.Table
	Judgements []Judgement
	Lang       string
}

// Judgement is the relation that an analyst sets.
type Judgement struct {
	Situation, Code string
	Relation        Relation
	Reason          string // why, in words that name nobody
}

// SituationMatrix is situations by themes.
type SituationMatrix struct {
	Spec     Situations
	Voices   []string
	Codes    []corpus.Code
	Cells    []Crossing // by situation, then by theme
	N        int        // situations
	Triads   int        // told from three sides
	Dyads    int        // told from two
	Warnings []string
}

// Crossing is one theme in one situation.
type Crossing struct {
	Situation string
	Sides     int // from how many the situation is told: 3 for a triad
	Code      corpus.Code
	Accounts  []Account // one a voice
	Relation  Relation
	Rule      Relation // what the rule says, also where an analyst judged
	Judged    bool
	Reason    string // the analyst's
}

// Account is what one voice does about one theme in one situation.
type Account struct {
	Voice    string
	State    State
	Tone     Tone     // NoTone unless it Says
	Codes    []string // those that stand on it, the theme or below
	Unasked  bool     // it Says, though no guide asked
	Passages []corpus.Passage
}

// voice is whom a column of the matrix listens to.
type voice struct {
	name, label string
	is          func(interviews.Informant, interviews.Role) bool
}

// Of makes the matrix. It fails on a coder, code, interview or situation that
// does not exist, and on codings of another corpus.
func (s Situations) Of(c *corpus.Corpus, codings corpus.Codings) (*SituationMatrix, error) {
	heard, err := corpus.Hearing{Codebook: s.Codebook, Codes: s.Codes, Coder: s.Coder, Lang: s.Lang}.Of(c, codings)
	if err != nil {
		return nil, fmt.Errorf("situations: %w", err)
	}
	asked, err := newGuide(s.Guide, c, s.Codebook)
	if err != nil {
		return nil, fmt.Errorf("situations: guide: %w", err)
	}
	m := &SituationMatrix{Spec: s, Codes: heard.Codes, N: len(heard.Cases), Warnings: heard.Warnings}
	l := newListening(s, c, heard, asked)
	for _, v := range l.voices {
		m.Voices = append(m.Voices, v.label)
	}
	unasked := 0
	for _, situation := range heard.Cases {
		told := l.sides(situation)
		switch told {
		case 3:
			m.Triads++
		case 2:
			m.Dyads++
		}
		for _, code := range heard.Codes {
			crossing := Crossing{Situation: situation.ID, Sides: told, Code: code}
			for _, v := range l.voices {
				account := l.account(situation, v, code.ID)
				if account.Unasked {
					unasked++
				}
				crossing.Accounts = append(crossing.Accounts, account)
			}
			crossing.Rule = relationOf(crossing.Accounts)
			crossing.Relation = crossing.Rule
			m.Cells = append(m.Cells, crossing)
		}
	}
	if err := m.judge(); err != nil {
		return nil, fmt.Errorf("situations: %w", err)
	}
	n := notes{s.Lang, m.Warnings}
	n.counted(unasked, "Dit sans que le guide l'ait demandé : %d fois.", "Said though no guide asked: %d times.")
	m.Warnings = n.list
	return m, nil
}

// judge puts the analyst's judgements in the place of the rule's.
func (m *SituationMatrix) judge() error {
	var situations, codes []string
	for i, cell := range m.Cells {
		if i%max(len(m.Codes), 1) == 0 {
			situations = append(situations, cell.Situation)
		}
	}
	for _, code := range m.Codes {
		codes = append(codes, code.ID)
	}
	for _, j := range m.Spec.Judgements {
		row, col := slices.Index(situations, j.Situation), slices.Index(codes, j.Code)
		switch {
		case row < 0:
			return fmt.Errorf("judgement: no situation %s", stats.Unknown(j.Situation, situations))
		case col < 0:
			return fmt.Errorf("judgement: no code %s", stats.Unknown(j.Code, codes))
		case int(j.Relation) >= relations:
			return fmt.Errorf("judgement of %q in %q: there is no relation %d", j.Code, j.Situation, j.Relation)
		}
		cell := &m.Cells[row*len(codes)+col]
		if cell.Judged {
			return fmt.Errorf("judgement: %q in %q is judged twice", j.Code, j.Situation)
		}
		cell.Relation, cell.Judged, cell.Reason = j.Relation, true, j.Reason
	}
	return nil
}

// listening is a corpus ready to be asked about situations.
type listening struct {
	spec     Situations
	corpus   *corpus.Corpus
	heard    *corpus.Accounts
	guide    *guide
	voices   []voice
	passages map[string]map[string][]corpus.Passage // by code and situation
	speakers map[*interviews.Interview][]speaker
}

// speaker is a role that speaks in an interview, and its side.
type speaker struct {
	side interviews.Informant
	role interviews.Role
}

func newListening(s Situations, c *corpus.Corpus, heard *corpus.Accounts, g *guide) *listening {
	l := &listening{
		spec: s, corpus: c, heard: heard, guide: g,
		passages: map[string]map[string][]corpus.Passage{}, speakers: map[*interviews.Interview][]speaker{},
	}
	for _, code := range heard.Codes {
		l.passages[code.ID] = map[string][]corpus.Passage{}
		for _, p := range heard.Passages(code.ID) {
			situation := p.Document.Case()
			l.passages[code.ID][situation] = append(l.passages[code.ID][situation], p)
		}
	}
	used := map[interviews.Role]bool{}
	for _, i := range c.Interviews() {
		l.speakers[i] = speakersOf(c, i)
		for _, who := range l.speakers[i] {
			used[who.role] = true
		}
	}
	if !s.ByRole {
		for _, side := range sides {
			l.voices = append(l.voices, voice{side.String(), sideName(side, s.Lang), func(of interviews.Informant, _ interviews.Role) bool { return of == side }})
		}
		return l
	}
	for _, rule := range c.Roles() {
		if used[rule.Role] {
			name := string(rule.Role)
			l.voices = append(l.voices, voice{name, name, func(_ interviews.Informant, of interviews.Role) bool { return of == rule.Role }})
		}
	}
	return l
}

// speakersOf lists who speaks in an interview on a side, the informant first.
func speakersOf(c *corpus.Corpus, i *interviews.Interview) []speaker {
	var list []speaker
	add := func(who speaker) {
		if who.side != interviews.NoInformant && !slices.Contains(list, who) {
			list = append(list, who)
		}
	}
	add(speaker{c.Roles().Informant(i.Informant.Role), i.Informant.Role})
	if d, ok := c.Document(i.ID); ok {
		for _, turn := range d.Turns() {
			role := turn.Role
			if role == "" {
				role = i.Informant.Role
			}
			add(speaker{d.Side(turn), role})
		}
	}
	return list
}

// sides counts from how many sides a situation is told.
func (l *listening) sides(situation interviews.Case) int {
	n := 0
	for _, side := range sides {
		if slices.ContainsFunc(situation.Interviews, func(i *interviews.Interview) bool {
			return slices.ContainsFunc(l.speakers[i], func(who speaker) bool { return who.side == side })
		}) {
			n++
		}
	}
	return n
}

// account finds what a voice does about a code in a situation.
func (l *listening) account(situation interviews.Case, v voice, code string) Account {
	a := Account{Voice: v.label}
	asked := false
	for _, i := range situation.Interviews {
		at := slices.IndexFunc(l.speakers[i], func(who speaker) bool { return v.is(who.side, who.role) })
		if at < 0 {
			continue
		}
		a.State = max(a.State, NotRead)
		d, ok := l.corpus.Document(i.ID)
		if !ok || !l.heard.Read(d, code) {
			continue
		}
		a.State = max(a.State, NotAsked)
		if l.guide.asks(i.ID, l.speakers[i][at].side.String(), code, l.spec.Codebook) {
			asked = true
			a.State = Silent
		}
	}
	for _, p := range l.passages[code][situation.ID] {
		if !v.is(p.Side, p.Role) {
			continue
		}
		a.State, a.Unasked = Says, !asked
		a.Passages = append(a.Passages, p)
		for _, id := range p.Codings.Codes() {
			if !slices.Contains(a.Codes, id) {
				a.Codes = append(a.Codes, id)
			}
		}
	}
	a.Tone = toneOf(a.Passages)
	return a
}
