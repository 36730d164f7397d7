package crossed

import (
	"errors"
	"fmt"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// Stance is what a place is to a young person.
type Stance uint8

const (
	// NoStance: not recorded.
	NoStance Stance = iota
	// Preferred is privilégié: where one goes first.
	Preferred
	// Avoided is évité: known, and kept away from.
	Avoided
	// Bypassed is contourné: the need is met elsewhere, by a substitute.
	Bypassed
	// Indifferent is indifférent.
	Indifferent
	// Ignored is ignoré: not known.
	Ignored
	stances = int(Ignored) + 1
)

var stanceWords = [stances]word{
	NoStance:    {"nr", "non renseigné", "not recorded"},
	Preferred:   {"privilegie", "privilégié", "preferred"},
	Avoided:     {"evite", "évité", "avoided"},
	Bypassed:    {"contourne", "contourné", "bypassed"},
	Indifferent: {"indifferent", "indifférent", "indifferent"},
	Ignored:     {"ignore", "ignoré", "ignored"},
}

// Label names the stance in French, or in English.
func (s Stance) Label(lang string) string { return stanceWords[s].in(lang) }

// String is the French label.
func (s Stance) String() string { return s.Label("fr") }

// Claim is whether a young person claims what a place offers and, where not,
// by which non-recourse (Warin 2010; the last two are later splits).
type Claim uint8

const (
	// NoClaim: not recorded.
	NoClaim Claim = iota
	// NotEligible is sans objet: no right or no need, which is no non-recourse.
	NotEligible
	// Claimed is recours.
	Claimed
	// LateClaim is recours tardif.
	LateClaim
	// Unknown is non-connaissance: the offer is not known.
	Unknown
	// Unclaimed is non-demande: known, not asked for.
	Unclaimed
	// Unreceived is non-réception: asked for, not got.
	Unreceived
	// Unoffered is non-proposition: the professional does not offer it.
	Unoffered
	// Misdirected is non-orientation: sent on wrongly, or nowhere.
	Misdirected
	claims = int(Misdirected) + 1
)

var claimWords = [claims]word{
	NoClaim:     {"nr", "non renseigné", "not recorded"},
	NotEligible: {"sans_objet", "sans objet (non éligible)", "not eligible"},
	Claimed:     {"recours", "recours", "recourse"},
	LateClaim:   {"tardif", "recours tardif", "late recourse"},
	Unknown:     {"non_connaissance", "non-connaissance", "not known"},
	Unclaimed:   {"non_demande", "non-demande", "not asked for"},
	Unreceived:  {"non_reception", "non-réception", "not received"},
	Unoffered:   {"non_proposition", "non-proposition", "not offered"},
	Misdirected: {"non_orientation", "non-orientation", "not directed"},
}

// Label names the claim in French, or in English.
func (c Claim) Label(lang string) string { return claimWords[c].in(lang) }

// String is the French label.
func (c Claim) String() string { return c.Label("fr") }

// NonRecourse tells whether it is one of the five non-recourses.
func (c Claim) NonRecourse() bool { return c >= Unknown }

// Recourse makes the recourse matrix: places by young people, the stance that
// the youth declares crossed with the one that the coder gives, substitutes,
// non-recourse, reasons. Its data is a table of one row a youth and place with
// the columns id_jeune, lieu_type, lieu_id, statut_declare, statut_code,
// substitut, non_recours and raisons, such as dictionary.Reader reads with the
// dictionary "lieux" of design.Rural.
//
// The same youth and place again is left out and reported. A word that is no
// stance or no type of non-recourse counts as not recorded, and is reported.
type Recourse struct {
	// Declared counts by the youth's stance instead of the coder's; one is
	// never taken for the other where it is missing.
	Declared bool
	// People is one row a youth, under id_jeune or id, and By the attribute of
	// theirs by which places are counted; none when empty.
	People *stats.Table
	By     string
	Lang   string
}

// Tie is one youth and one place.
type Tie struct {
	Youth, Place, PlaceID string
	Declared, Coded       Stance
	Substitute            string // "" when none is named
	Claim                 Claim
	Reasons               []string // their codes
	Attribute             string   // of the youth; "" when not known

	unreasoned stats.Missing // why reasons are not known; Recorded where they are
}

// RecourseMatrix is places by young people.
type RecourseMatrix struct {
	Spec          Recourse
	Places        []string // their labels, in the order of the dictionary, only those with a tie
	Youths        []string // in the order in which they first appear
	Ties          []Tie
	N             int      // rows read; len(Ties) of them are counted
	Agree, Stated int      // ties with the same stance twice, of those with both
	Reasons       []string // labels of the reasons
	Warnings      []string

	reasons []stats.Level
}

// Of makes the matrix. It fails when a column that must be there is not:
// id_jeune, lieu_type, and the stance that is counted.
func (s Recourse) Of(t *stats.Table) (*RecourseMatrix, error) {
	counted := "statut_code"
	if s.Declared {
		counted = "statut_declare"
	}
	youths, err1 := columnOf(t, "id_jeune", true)
	places, err2 := columnOf(t, "lieu_type", true)
	_, err3 := columnOf(t, counted, true)
	of, err4 := s.attributes()
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return nil, fmt.Errorf("recourse: %w", err)
	}
	placeIDs, _ := columnOf(t, "lieu_id", false)
	declared, _ := columnOf(t, "statut_declare", false)
	coded, _ := columnOf(t, "statut_code", false)
	substitutes, _ := columnOf(t, "substitut", false)
	claims, _ := columnOf(t, "non_recours", false)
	reasons, _ := columnOf(t, "raisons", false)
	m := &RecourseMatrix{Spec: s, N: t.Len()}
	sets, _ := reasons.of.(*stats.Sets)
	if sets != nil {
		m.reasons = sets.Options()
	}
	for _, r := range m.reasons {
		m.Reasons = append(m.Reasons, r.Title())
	}
	seen := map[[3]string]bool{}
	anonymous, twice, strange, unnamed := 0, 0, 0, 0
	known := func(words []word, text string) int {
		i, ok := wordIndex(words, text)
		if !ok && text != "" {
			strange++
		}
		return i
	}
	for row := range t.Len() {
		tie := Tie{Youth: youths.at(row), Place: places.shown(row, s.Lang), PlaceID: placeIDs.at(row), Substitute: substitutes.at(row)}
		key := [3]string{tie.Youth, tie.Place, tie.PlaceID}
		switch {
		case tie.Youth == "" || tie.Place == "":
			anonymous++
			continue
		case seen[key]:
			twice++
			continue
		}
		seen[key] = true
		tie.Declared = Stance(known(stanceWords[:], declared.at(row)))
		tie.Coded = Stance(known(stanceWords[:], coded.at(row)))
		tie.Claim = Claim(known(claimWords[:], claims.at(row)))
		if claims.missing(row) == stats.NotApplicable {
			tie.Claim = NotEligible
		}
		tie.unreasoned = stats.NotRecorded
		if sets != nil {
			tie.unreasoned = reasons.missing(row)
			for i, option := range m.reasons {
				if ticked, recorded := sets.Has(row, i); ticked && recorded {
					tie.Reasons = append(tie.Reasons, option.Code)
				}
			}
		}
		tie.Attribute = of[tie.Youth]
		if tie.stance(s.Declared) == Bypassed && tie.Substitute == "" {
			unnamed++
		}
		if tie.Declared != NoStance && tie.Coded != NoStance {
			m.Stated++
			if tie.Declared == tie.Coded {
				m.Agree++
			}
		}
		if !slices.Contains(m.Youths, tie.Youth) {
			m.Youths = append(m.Youths, tie.Youth)
		}
		m.Ties = append(m.Ties, tie)
	}
	for _, level := range places.levels(t.Len()) {
		if slices.ContainsFunc(m.Ties, func(tie Tie) bool { return tie.Place == level.Title() }) {
			m.Places = append(m.Places, level.Title())
		}
	}
	n := notes{lang: s.Lang}
	n.counted(anonymous, "Lignes sans jeune ou sans lieu, non comptées : %d.", "Rows without a youth or a place, not counted: %d.")
	n.counted(twice, "Lignes d'un même jeune et d'un même lieu déjà lus, non comptées : %d.", "Rows of a youth and place read before, not counted: %d.")
	n.counted(strange, "Cellules qui ne sont ni un statut ni un type de non-recours connu, comptées comme non renseignées : %d.",
		"Cells that are no stance or non-recourse that is known, counted as not recorded: %d.")
	n.counted(unnamed, "Lieux contournés sans substitut nommé : %d.", "Bypassed places without a substitute: %d.")
	m.Warnings = n.list
	return m, nil
}

// attributes is the attribute of each youth.
func (s Recourse) attributes() (map[string]string, error) {
	if s.By == "" {
		return nil, nil
	}
	if s.People == nil {
		return nil, errors.New("an attribute (By) needs a table of People")
	}
	ids, err := columnOf(s.People, "id_jeune", true)
	if err != nil {
		ids, err = columnOf(s.People, "id", true)
	}
	values, err2 := columnOf(s.People, s.By, true)
	if err = errors.Join(err, err2); err != nil {
		return nil, err
	}
	of := map[string]string{}
	for row := range s.People.Len() {
		of[ids.at(row)] = values.shown(row, s.Lang)
	}
	return of, nil
}

func (t Tie) stance(declared bool) Stance {
	if declared {
		return t.Declared
	}
	return t.Coded
}

// stance is the one that the matrix counts.
func (m *RecourseMatrix) stance(t Tie) Stance { return t.stance(m.Spec.Declared) }
