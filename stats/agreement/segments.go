package agreement

import (
	"fmt"
	"math"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// read gives the passages, and lists coders and codes: those of the spec, else
// as they first appear.
func (u *UnitisedAgreement) read(t *stats.Table) ([]piece, error) {
	s := &u.Spec
	or := func(name *string, usual string) {
		if *name == "" {
			*name = usual
		}
	}
	or(&s.Coder, "codeur")
	or(&s.Value, "code")
	or(&s.Start, "debut")
	last := s.Length
	if last == "" {
		or(&s.End, "fin")
		last = s.End
	}
	coders, err := t.Column(s.Coder)
	if err != nil {
		return nil, err
	}
	codes, err := t.Column(s.Value)
	if err != nil {
		return nil, err
	}
	starts, err := t.Numbers(s.Start)
	if err != nil {
		return nil, err
	}
	lasts, err := t.Numbers(last)
	if err != nil {
		return nil, err
	}
	if s.TextLength <= 0 {
		return nil, fmt.Errorf("the length L of the text must be given; found %d", s.TextLength)
	}
	u.Coders = slices.Clone(s.Coders)
	names := slices.Clone(s.Codes)
	coder, code := wordsOf(coders), wordsOf(codes)
	var pieces []piece
	for row := range t.Len() {
		reason := stats.Recorded
		for _, c := range []stats.Column{coders, codes, starts, lasts} {
			if reason == stats.Recorded {
				reason = c.Missing(row)
			}
		}
		u.Missing[reason]++
		if reason != stats.Recorded {
			continue
		}
		x, _ := starts.At(row)
		y, _ := lasts.At(row)
		if s.Length != "" {
			y += x
		}
		if x != math.Trunc(x) || y != math.Trunc(y) || x < 0 || y <= x || y > float64(s.TextLength) {
			return nil, fmt.Errorf("row %d: a passage holds whole positions from 0 to %d, its end after its start; found %s to %s",
				row+1, s.TextLength, number(x), number(y))
		}
		i, err := place(&u.Coders, coder(row), s.Coders != nil)
		if err != nil {
			return nil, fmt.Errorf("row %d: no coder %w", row+1, err)
		}
		k, err := place(&names, code(row), s.Codes != nil)
		if err != nil {
			return nil, fmt.Errorf("row %d: no code %w", row+1, err)
		}
		pieces = append(pieces, piece{i, k, int(x), int(y)})
	}
	for _, name := range names {
		u.Codes = append(u.Codes, CodeAgreement{Code: name})
	}
	return pieces, nil
}

// place is where a name stands in a list, at its end if the list is open.
func place(names *[]string, name string, closed bool) (int, error) {
	if at := slices.Index(*names, name); at >= 0 {
		return at, nil
	}
	if closed {
		return 0, fmt.Errorf("%s", stats.Unknown(name, *names))
	}
	*names = append(*names, name)
	return len(*names) - 1, nil
}
