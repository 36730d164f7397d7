package corpus

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// History is a codebook through time: its first version, and each change with
// its day and reason. It is read-only; Apply makes a longer one.
type History struct {
	versions []*Codebook
	changes  []Change // changes[i] makes version i+1
}

// NewHistory begins the history of a codebook, its version 0.
func NewHistory(first *Codebook) *History { return &History{versions: []*Codebook{first}} }

// Apply makes a change. It fails, and changes nothing, when the change names
// codes that do not exist or exist already, turns the tree in a circle, comes
// before the last one, or has no day or reason.
func (h *History) Apply(change Change) (*History, error) {
	book, err := h.next(change)
	if err != nil {
		return nil, fmt.Errorf("change %d of the codebook (%s): %w", len(h.changes)+1, change.Kind, err)
	}
	return &History{append(slices.Clip(h.versions), book), append(slices.Clip(h.changes), change)}, nil
}

func (h *History) next(change Change) (*Codebook, error) {
	if err := change.check(h.Codebook()); err != nil {
		return nil, err
	}
	if n := len(h.changes); n > 0 && change.Date.Before(h.changes[n-1].Date) {
		return nil, fmt.Errorf("it is dated %s, before the one that it follows", change.Date.Format(time.DateOnly))
	}
	codes, err := change.apply(h.versions)
	if err != nil {
		return nil, err
	}
	return NewCodebook(codes...)
}

// Version is the number of the last version: the changes made.
func (h *History) Version() int { return len(h.changes) }

// Codebook is the last version.
func (h *History) Codebook() *Codebook { return h.versions[len(h.changes)] }

// Until is the history up to a version; one that was never reached is the last.
func (h *History) Until(version int) *History {
	version = min(max(version, 0), len(h.changes))
	return &History{slices.Clip(h.versions[:version+1]), slices.Clip(h.changes[:version])}
}

// On is the history up to the end of a day: On(day).Codebook() is the codebook
// with which one coded then.
func (h *History) On(day time.Time) *History {
	n := 0
	for n < len(h.changes) && !h.changes[n].Date.After(day) {
		n++
	}
	return h.Until(n)
}

// Changes lists the changes in their order.
func (h *History) Changes() []Change { return slices.Clone(h.changes) }

// Tables is the history in a list of one: one row a change, with the codes
// before and after, who decided and why.
func (h *History) Tables() []*stats.Table {
	days := make([]time.Time, len(h.changes))
	versions := make([]float64, len(h.changes))
	for i, change := range h.changes {
		days[i], versions[i] = change.Date, float64(i+1)
	}
	column := func(name, label string, value func(Change) string) stats.Column {
		return each.Text(name, label, h.changes, stats.NotApplicable, value)
	}
	return []*stats.Table{stats.MustTable("Histoire de la grille",
		stats.Variable{Name: "version", Label: "Version", Format: stats.Count}.Numbers(versions, nil),
		stats.Variable{Name: "date", Label: "Date"}.Dates(days, nil),
		column("changement", "Changement", func(c Change) string { return c.Kind.String() }),
		column("avant", "Avant", func(c Change) string { return strings.Join(c.Codes, ", ") }),
		column("apres", "Après", func(c Change) string { return c.result() }),
		column("raison", "Raison", func(c Change) string { return c.Reason }),
		column("par", "Décidé par", func(c Change) string { return c.By }))}
}

// result says what comes of the change.
func (c Change) result() string {
	if c.Kind == MoveCode {
		if c.Parent == "" {
			return "au premier niveau"
		}
		return "sous " + c.Parent
	}
	ids := make([]string, len(c.Into))
	for i, code := range c.Into {
		ids[i] = code.ID
	}
	text := strings.Join(ids, ", ")
	if c.Rest != "" {
		text += " (le reste : " + c.Rest + ")"
	}
	return text
}
