package qca

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// cube is a conjunction: one byte a condition, its value or absent. In the order
// of bytes 0 comes before 1 and a condition before its absence.
type cube string

const absent = 0xff

// always is the cube of k conditions that names none.
func always(k int) cube { return cube(strings.Repeat("\xff", k)) }

// literals counts the conditions that it names.
func (c cube) literals() int {
	n := 0
	for i := range len(c) {
		if c[i] != absent {
			n++
		}
	}
	return n
}

// covers tells whether every configuration in d is in c.
func (c cube) covers(d cube) bool {
	for i := range len(c) {
		if c[i] != absent && c[i] != d[i] {
			return false
		}
	}
	return true
}

// named leaves out the conditions that do not apply.
func (c cube) named() cube {
	return cube(strings.ReplaceAll(string(c), string([]byte{notApplicable}), string([]byte{absent})))
}

// with is the cube with another value of one condition.
func (c cube) with(i int, value byte) cube { return c[:i] + cube([]byte{value}) + c[i+1:] }

// order puts short cubes first, then by the values from the first condition on.
func (c cube) order(d cube) int {
	return cmp.Or(cmp.Compare(c.literals(), d.literals()), cmp.Compare(c, d))
}

// names writes expressions. Any condition of several values makes all of them
// written DEV[1].
type names struct {
	conditions []Condition
	multi      bool
	small      bool // dev for ~DEV
}

func newNames(conditions []Condition, small bool) names {
	n := names{conditions: conditions, small: small}
	for _, c := range conditions {
		n.multi = n.multi || c.multi()
	}
	n.small = n.small && !n.multi
	return n
}

func (n names) literal(condition int, value byte) string {
	name := n.conditions[condition].Name
	switch {
	case value == notApplicable:
		return name + "[-]"
	case n.multi:
		return fmt.Sprintf("%s[%d]", name, value)
	case n.small && value == 0:
		return strings.ToLower(name)
	case n.small:
		return strings.ToUpper(name)
	case value == 0:
		return "~" + name
	}
	return name
}

// term writes a conjunction; the empty one holds always: 1.
func (n names) term(c cube) string { return n.joined(c, "*") }

func (n names) joined(c cube, by string) string {
	var parts []string
	for i := range len(c) {
		if c[i] != absent {
			parts = append(parts, n.literal(i, c[i]))
		}
	}
	if parts == nil {
		return "1"
	}
	return strings.Join(parts, by)
}

// parse reads one literal: DEV, ~DEV or DEV[2].
func (n names) parse(text string) (condition int, value byte, err error) {
	name, level := strings.TrimSpace(text), 1
	if rest, negated := strings.CutPrefix(name, "~"); negated {
		name, level = strings.TrimSpace(rest), 0
	}
	if before, after, found := strings.Cut(name, "["); found {
		if _, err := fmt.Sscanf(after, "%d]", &level); err != nil {
			return 0, 0, fmt.Errorf("%q: a level is written DEV[2]", text)
		}
		name = before
	}
	var known []string
	for i, c := range n.conditions {
		if c.Name != name {
			known = append(known, c.Name)
			continue
		}
		if level < 0 || level >= c.Levels {
			return 0, 0, fmt.Errorf("%q: condition %q has levels 0 to %d", text, name, c.Levels-1)
		}
		return i, byte(level), nil
	}
	return 0, 0, fmt.Errorf("no condition %s", stats.Unknown(name, known))
}
