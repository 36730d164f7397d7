package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// rule says how a variable is dealt to the children.
type rule struct {
	name   string
	family bool // brothers and sisters share value and gap
	// gaps are the cells without a value, in percent of the rows where the
	// variable applies: "_:12 NR:6" leaves 12 % empty and writes NR in 6 %.
	gaps string
	// absent tells for whom the question does not arise (SO).
	absent func(*child) bool
	// by is the line of shares that a child follows, "" when all follow one.
	by func(*child) string
	// with names variables whose gaps are held apart, so that the shares are
	// exact among the rows recorded on both sides: what V is computed on.
	with   []string
	shares map[string]string // line → "oui:33 non:67"
}

// deal gives every child a value, known or hidden by a gap. Counts are exact,
// not left to chance: a planted link is there as planned, whatever the seed.
func (s *study) deal(r rule) {
	s.leaveGaps(r)
	var applies []*child
	for _, c := range s.children {
		if c.gap[r.name] != "SO" {
			applies = append(applies, c)
		}
	}
	line := func(c *child) string {
		if r.by == nil {
			return ""
		}
		return r.by(c)
	}
	parts := partition(applies, func(c *child) string {
		var key strings.Builder
		key.WriteString(line(c))
		for _, name := range append([]string{r.name}, r.with...) {
			_, hidden := c.gap[name]
			key.WriteString(fmt.Sprintf("|%t", hidden))
		}
		return key.String()
	})
	for _, part := range parts {
		shares, known := r.shares[line(part[0])]
		if !known {
			panic(fmt.Sprintf("generate: %s: no shares for %q", r.name, line(part[0])))
		}
		s.share(s.groups(part, r.family), parse(shares), func(c *child, level string) { c.value[r.name] = level })
	}
}

// leaveGaps decides where the variable is not known.
func (s *study) leaveGaps(r rule) {
	var applies []*child
	for _, c := range s.children {
		if r.absent != nil && r.absent(c) {
			c.gap[r.name] = "SO"
		} else {
			applies = append(applies, c)
		}
	}
	gaps := parse(r.gaps)
	rest := 100
	for _, gap := range gaps {
		rest -= gap.weight
	}
	gaps = append(gaps, portion{"recorded", rest})
	s.share(s.groups(applies, r.family), gaps, func(c *child, sign string) {
		switch sign {
		case "recorded":
		case "_":
			c.gap[r.name] = ""
		default:
			c.gap[r.name] = sign
		}
	})
}

// tick deals a variable of several answers: each option at its percentage, at
// least one ticked.
func (s *study) tick(name, gaps string, options func(*child) string) {
	s.leaveGaps(rule{name: name, gaps: gaps})
	for _, c := range s.children {
		var ticked []string
		likely := portion{}
		for _, option := range parse(options(c)) {
			if s.rng.IntN(100) < option.weight {
				ticked = append(ticked, option.level)
			}
			if option.weight > likely.weight {
				likely = option
			}
		}
		if ticked == nil {
			ticked = []string{likely.level}
		}
		c.value[name] = strings.Join(ticked, ", ")
	}
}

// groups are the units that share a value: families, or each child alone.
func (s *study) groups(children []*child, family bool) [][]*child {
	return partition(children, func(c *child) string {
		if family {
			return c.family.id
		}
		return c.id
	})
}

// share deals levels to groups so that the children of each level are as many
// as its weight asks. The largest groups are served first; those of one child
// close the accounts.
func (s *study) share(groups [][]*child, portions []portion, give func(*child, string)) {
	total := 0
	for _, group := range groups {
		total += len(group)
	}
	left := quotas(total, portions)
	s.rng.Shuffle(len(groups), func(i, j int) { groups[i], groups[j] = groups[j], groups[i] })
	slices.SortStableFunc(groups, func(a, b []*child) int { return cmp.Compare(len(b), len(a)) })
	for _, group := range groups {
		chosen := s.draw(left, len(group))
		left[chosen] -= len(group)
		for _, c := range group {
			give(c, portions[chosen].level)
		}
	}
}

// draw picks a level among those with room for size, in proportion to the room;
// where none has room, the one with most.
func (s *study) draw(left []int, size int) int {
	room := 0
	for _, n := range left {
		if n >= size {
			room += n
		}
	}
	if room == 0 {
		return slices.Index(left, slices.Max(left))
	}
	ticket := s.rng.IntN(room)
	for i, n := range left {
		if n < size {
			continue
		}
		if ticket < n {
			return i
		}
		ticket -= n
	}
	panic("generate: no level drawn")
}

// pick draws one level by chance, in proportion to the weights.
func (s *study) pick(shares string) string {
	portions := parse(shares)
	weights := make([]int, len(portions))
	for i, p := range portions {
		weights[i] = p.weight
	}
	return portions[s.draw(weights, 1)].level
}

// portion is a level and its weight.
type portion struct {
	level  string
	weight int
}

// parse reads "oui:33 non:67".
func parse(shares string) []portion {
	var portions []portion
	for field := range strings.FieldsSeq(shares) {
		level, text, _ := strings.Cut(field, ":")
		weight, err := strconv.Atoi(text)
		if err != nil {
			panic(fmt.Sprintf("generate: %q is not level:weight", field))
		}
		portions = append(portions, portion{level, weight})
	}
	return portions
}

// quotas splits total by weight, by the largest remainders.
func quotas(total int, portions []portion) []int {
	sum := 0
	for _, p := range portions {
		sum += p.weight
	}
	counts := make([]int, len(portions))
	order := make([]int, len(portions))
	rest := total
	for i, p := range portions {
		order[i] = i
		counts[i] = total * p.weight / sum
		rest -= counts[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(total*portions[b].weight%sum, total*portions[a].weight%sum)
	})
	for _, i := range order[:rest] {
		counts[i]++
	}
	return counts
}

// partition splits children by key, in order of first appearance.
func partition(children []*child, key func(*child) string) [][]*child {
	var parts [][]*child
	place := map[string]int{}
	for _, c := range children {
		k := key(c)
		i, known := place[k]
		if !known {
			i = len(parts)
			place[k] = i
			parts = append(parts, nil)
		}
		parts[i] = append(parts[i], c)
	}
	return parts
}
