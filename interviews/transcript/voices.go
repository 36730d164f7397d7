package transcript

import (
	"slices"

	"github.com/askoria/verbatim/interviews"
)

// stranger is a label that makes turns, or nearly does, and that nobody
// declared.
type stranger struct {
	label label
	near  string // the declared label that it may be a slip of
	line  int    // where it stands first, from 1
	count int
}

// strangers gathers labels that nobody declared, in the order of the text.
type strangers struct {
	list []*stranger
	by   map[string]*stranger
}

func (s *strangers) add(c *cast, l label, line int) {
	one := s.by[l.key]
	if one == nil {
		one = &stranger{label: l, line: line}
		if l.form != dashed {
			one.near = c.nearest(l)
		}
		if s.by == nil {
			s.by = map[string]*stranger{}
		}
		s.by[l.key] = one
		s.list = append(s.list, one)
	}
	one.count++
}

// resolve says who speaks behind every label that counts, by its key, and who
// remains unknown. Where the interview is known and its interviewer is heard,
// the one unknown label left over is the informant's, unless the informant has
// another label or the unknown one looks like a slip of the pen.
func (s *splitting) resolve() (map[string]voice, []*stranger) {
	voices := map[string]voice{}
	var unknown strangers
	asked, told := false, false
	for i, l := range s.chosen {
		if l == nil {
			continue
		}
		v, known := s.cast.find(*l)
		if !known {
			unknown.add(s.cast, *l, i+1)
			v.name = unknown.by[l.key].label.name
		}
		voices[l.key] = v
		asked = asked || v.interviewer
		told = told || s.cast.tells(v)
	}
	if s.cast.informant == "" || !asked || told {
		return voices, unknown.list
	}
	var left []*stranger
	for _, one := range unknown.list {
		if one.near == "" && one.label.form != dashed && one.label.name != nobody {
			left = append(left, one)
		}
	}
	if len(left) != 1 {
		return voices, unknown.list
	}
	voices[left[0].label.key] = voice{name: left[0].label.name, role: s.cast.informant}
	return voices, slices.DeleteFunc(unknown.list, func(one *stranger) bool { return one == left[0] })
}

// tells reports whether a voice is that of the person interviewed.
func (c *cast) tells(v voice) bool {
	return c.informant != "" && v.role == c.informant
}

// split cuts a text into turns and says in problems what it was unsure of.
func split(text script, c *cast) ([]interviews.Turn, []interviews.Problem) {
	s := newSplitting(text, c)
	voices, unknown := s.resolve()
	turns := s.turns(voices)
	return turns, s.problems(turns, unknown)
}
