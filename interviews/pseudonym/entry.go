package pseudonym

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// entry is what one tag stands for.
type entry struct {
	caseID string
	kind   Kind
	canon  string
	tag    string
	name   string   // the first name that stands for it instead of the tag; "" for none
	words  []string // as they stood in the transcripts, in order of appearance
}

func (e *entry) shown() string {
	if e.name != "" {
		return e.name
	}
	return e.tag
}

func (e *entry) saw(words string) {
	if !slices.Contains(e.words, words) {
		e.words = append(e.words, words)
	}
}

// register gives the tags of one case.
type register struct {
	caseID  string
	dates   DateStyle
	entries []*entry
	byCanon map[string]*entry
	last    map[Kind]int // highest number given
}

func newRegister(caseID string, dates DateStyle, key *Key) *register {
	r := &register{caseID, dates, nil, map[string]*entry{}, map[Kind]int{}}
	if key == nil {
		return r
	}
	for _, old := range key.entries {
		if old.caseID == caseID {
			copied := *old
			copied.words = slices.Clone(old.words)
			r.enter(&copied)
			r.reserve(old.tag)
		}
	}
	return r
}

func (r *register) enter(e *entry) {
	r.entries = append(r.entries, e)
	r.byCanon[e.kind.Tag()+"\x00"+e.canon] = e
}

// reserve keeps the number of a tag that stands in a text already.
func (r *register) reserve(tag string) {
	word, number, _ := strings.Cut(strings.Trim(tag, "[]"), "_")
	if kind, ok := kindOfTag(word); ok {
		if n, err := strconv.Atoi(number); err == nil && n < 1<<31 && (kind != Date || n < 1000) {
			r.last[kind] = max(r.last[kind], n)
		}
	}
}

// of is the entry of a candidate, made when it is the first of its name.
func (r *register) of(c *candidate) *entry {
	id := c.kind.Tag() + "\x00" + c.canon
	if e, ok := r.byCanon[id]; ok {
		return e
	}
	e := &entry{caseID: r.caseID, kind: c.kind, canon: c.canon}
	if kept := c.day.kept(r.dates); kept != "" && c.kind == Date {
		e.tag = fmt.Sprintf("[%s_%s]", c.kind.Tag(), kept)
		e.canon = kept
		if same, ok := r.byCanon[c.kind.Tag()+"\x00"+kept]; ok {
			return same
		}
	} else {
		r.last[c.kind]++
		e.tag = fmt.Sprintf("[%s_%d]", c.kind.Tag(), r.last[c.kind])
	}
	r.enter(e)
	return e
}

// rename gives first names to the entries that have none: of the same sex,
// generation and origin, none of which occurs in the case. What is unknown of a
// person is taken from the first group of the lexicon that has the name; a name
// of no group keeps its tag. turn makes cases begin at different names.
func (r *register) rename(known []Known, v *vocabulary, taken func(folded string) bool, turn int) {
	used := map[string]bool{}
	for _, e := range r.entries {
		used[stats.Fold(e.name)] = true
	}
	for _, e := range r.entries {
		if e.kind != FirstName || e.name != "" {
			continue
		}
		var hints Known
		for _, k := range known {
			if (k.Case == "" || k.Case == r.caseID) && k.kind() == FirstName && v.canonical(k.Name) == e.canon {
				hints = k
				break
			}
		}
		g := groupOf(e.canon, hints)
		if g == nil {
			continue
		}
		for i := range g.names {
			name := g.names[(i+7*turn)%len(g.names)]
			folded := stats.Fold(name)
			// One word without a hyphen, so that it is found again as it is.
			if len(v.sequence(name)) != 1 || used[folded] || taken(folded) || v.word(name).is(common|tool|capital|surname) {
				continue
			}
			e.name, used[folded] = name, true
			break
		}
	}
}

func (v *vocabulary) word(name string) *word { return &v.words[v.look(name).word] }

// groupOf finds the group that stands nearest to what is known of a person.
func groupOf(canon string, hints Known) *group {
	var best *group
	most := -1
	groups := lexicons().groups
	for i := range groups {
		g := &groups[i]
		has := slices.ContainsFunc(g.names, func(name string) bool { return stats.Fold(name) == canon })
		if g.born == 0 || !has && hints.Sex == AnySex {
			continue
		}
		score := 0
		if has {
			score += 2
		}
		switch {
		case hints.Sex == AnySex:
		case hints.Sex == g.sex:
			score += 16
		default:
			continue
		}
		switch {
		case hints.Origin == "" && has:
		case hints.Origin == g.origin, hints.Origin == "" && g.origin == "français":
			score += 8
		}
		if hints.Born > 0 && g.born <= hints.Born && hints.Born < g.born+25 {
			// The youngest generation that the year fits.
			score += 4
			if g.born > hints.Born-15 {
				score++
			}
		}
		if score > most {
			best, most = g, score
		}
	}
	return best
}
