package corpus

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus/internal/each"
	"github.com/askoria/verbatim/stats"
)

// Reanchor finds the passages of codings again after transcripts were
// corrected. Each place has two witnesses: the old text followed into the new
// (longest common pieces), and the quote with up to 32 characters on either
// side. Where both agree, the coding is put there; where they do not, or only
// one speaks, it is put where it most likely stands and listed, to be checked.
// A passage that is nowhere keeps its old place in Lost: nothing is thrown away.
//
// Apostrophes and spaces of another kind are no change.
type Reanchor struct{}

// Anchoring is what became of a passage.
type Anchoring uint8

const (
	// Kept: where it was.
	Kept Anchoring = iota
	// Shifted: the same words in the same surroundings, elsewhere.
	Shifted
	// Doubtful: the same words, but the surroundings changed or others are like
	// it. To be checked.
	Doubtful
	// Reworded: the words themselves were corrected. To be checked.
	Reworded
	// Gone: no place found.
	Gone
)

var anchoringNames = [...]string{"inchangé", "déplacé", "à vérifier", "texte corrigé, à vérifier", "introuvable"}

// String is what became of it, in French.
func (a Anchoring) String() string { return anchoringNames[a] }

// Reanchoring is codings in corrected texts.
type Reanchoring struct {
	Codings Codings // all that have a place, in their order
	Lost    Codings // as they were
	Moves   []Move  // one a coding, in their order
	Counts  [Gone + 1]int
}

// Move is what became of one coding.
type Move struct {
	Before, After Coding // After has no document where Became is Gone
	Became        Anchoring
	Why           string // "" where nothing is in doubt
}

// Of places codings in another corpus of the same interviews. It fails on a
// coding without a document.
func (s Reanchor) Of(c *Corpus, codings Codings) (*Reanchoring, error) {
	result := &Reanchoring{}
	alignments := map[[2]*Document]*alignment{}
	for i, coding := range codings {
		if coding.Document == nil {
			return nil, fmt.Errorf("reanchor: coding %d has no document", i+1)
		}
		move := Move{Before: coding, Became: Gone, Why: "l'entretien n'est plus dans le corpus"}
		if d, ok := c.Document(coding.Document.ID()); ok {
			pair := [2]*Document{coding.Document, d}
			a := alignments[pair]
			if a == nil && coding.Document.hash != d.hash {
				a = align(coding.Document.text, d.text)
				alignments[pair] = a
			}
			move = a.move(coding, d)
		}
		result.Moves = append(result.Moves, move)
		result.Counts[move.Became]++
		if move.Became == Gone {
			result.Lost = append(result.Lost, coding)
		} else {
			result.Codings = append(result.Codings, move.After)
		}
	}
	return result, nil
}

// move places a coding in the new text; no alignment means that it is the same.
func (a *alignment) move(coding Coding, d *Document) Move {
	move := Move{Before: coding}
	start, end := coding.Start, coding.End
	if a != nil {
		start, end, move.Became, move.Why = a.find(coding)
	}
	if move.Became == Gone {
		return move
	}
	after, err := coding.placed(d, start, end)
	if err != nil {
		move.Became, move.Why = Gone, "la place trouvée n'est plus la parole de personne"
		return move
	}
	after.former = nil
	for _, before := range coding.former {
		part := a.move(before, d)
		if part.Became == Gone {
			// Nothing is lost: it stands where the whole does.
			if part.After, err = before.placed(d, start, end); err != nil {
				continue
			}
		}
		after.former = append(after.former, part.After)
	}
	move.After = after
	was, is := coding.turn(), after.turn()
	doubt := func(why string) {
		if move.Became < Doubtful {
			move.Became = Doubtful
		}
		if move.Why == "" {
			move.Why = why
		}
	}
	if was.Speaker != is.Speaker || was.Interviewer != is.Interviewer {
		doubt("la parole est passée à un autre locuteur")
	}
	if coding.End <= was.End && after.End > is.End {
		doubt("le passage va maintenant sur plusieurs tours")
	}
	return move
}

// placed is the coding at a place of another text; all that is not its place
// stays as it was.
func (c Coding) placed(d *Document, start, end int) (Coding, error) {
	there, err := d.Coding(c.Code, start, end)
	if err != nil {
		return Coding{}, err
	}
	c.Document, c.Turn, c.Start, c.End, c.Words = d, there.Turn, there.Start, there.End, there.Words
	c.Quote, c.Before, c.After, c.SHA256 = there.Quote, there.Before, there.After, there.SHA256
	return c, nil
}

const (
	enough  = margin / 2 // code points of context that make a place likely
	nearby  = 300        // code points in which a copy could be the original
	rare    = 12         // code points of a quote that, said once, is hardly said again
	telling = 24         // code points of a quote that is hardly said twice
)

// find is where a coding stands in the new text.
func (a *alignment) find(coding Coding) (start, end int, became Anchoring, why string) {
	quote := smooth(coding.Quote)
	length := coding.End - coding.Start
	followed := run(a.to[coding.Start:coding.End])
	guessed := run(a.maybe[coding.Start:coding.End])
	places := a.new.occurrences(quote)
	best, score, rivals := -1, -1, 0
	for _, place := range places {
		switch s := a.context(coding, place); {
		case s > score:
			best, score, rivals = place, s, 0
		case s == score:
			rivals++
		}
	}
	alone := len(places) == 1 && len(a.old.occurrences(quote)) == 1
	switch {
	case followed >= 0 && best == followed && rivals == 0 && (alone && length >= rare || a.framed(coding, followed)) && !a.copied(places, followed, length):
		became = Shifted
		if followed == coding.Start {
			became = Kept
		}
		return followed, followed + length, became, ""
	case followed >= 0 && rivals == 0 && score >= a.context(coding, followed)+2*enough:
		return best, best + length, Doubtful, "l'ordre du texte indique un autre passage que l'entourage"
	case followed >= 0 && len(places) == 1:
		return followed, followed + length, Doubtful, "l'entourage a changé"
	case followed >= 0:
		return followed, followed + length, Doubtful, "l'entourage a changé, ou d'autres passages lui ressemblent"
	case guessed >= 0 && (score < 2*enough || a.context(coding, guessed) >= enough):
		return guessed, guessed + length, Doubtful, "le passage a changé de place ou d'entourage"
	case best >= 0 && rivals == 0 && (score >= enough || length >= telling || alone):
		return best, best + length, Doubtful, "le passage a changé de place ou d'entourage"
	case best >= 0 && score >= enough:
		return best, best + length, Doubtful, "plusieurs passages sont semblables : le premier est retenu"
	}
	if start, end, found := a.around(coding.Start, coding.End); found {
		return start, end, Reworded, "les mots eux-mêmes ont été corrigés"
	}
	// What is gone from one place and new at one other was moved there.
	if place := a.written(coding, places); place >= 0 {
		return place, place + length, Doubtful, "les mêmes mots ont été écrits à une autre place"
	}
	return 0, 0, Gone, "ni la citation ni son entourage ne se retrouvent"
}

// run is where a stretch went as a whole, -1 where it did not.
func run(to []int) int {
	for i, place := range to {
		if place < 0 || place != to[0]+i {
			return -1
		}
	}
	return to[0]
}

// context counts the code points of the context that stand around a place.
func (a *alignment) context(coding Coding, place int) int {
	left, right := a.sides(coding, place)
	return left + right
}

// framed tells whether enough of the context stands around a place to be sure
// of it: on both sides of a quote that could be said twice.
func (a *alignment) framed(coding Coding, place int) bool {
	left, right := a.sides(coding, place)
	if coding.End-coding.Start >= telling {
		return left+right >= enough
	}
	return left >= min(enough, coding.Start) && right >= min(enough, a.old.len()-coding.End)
}

func (a *alignment) sides(coding Coding, place int) (left, right int) {
	before, after := []rune(smooth(coding.Before)), []rune(smooth(coding.After))
	end := place + utf8.RuneCountInString(coding.Quote)
	lead := []rune(a.new.slice(place-len(before), place))
	follow := []rune(a.new.slice(end, end+len(after)))
	for left < min(len(lead), len(before)) && lead[len(lead)-1-left] == before[len(before)-1-left] {
		left++
	}
	for right < min(len(follow), len(after)) && follow[right] == after[right] {
		right++
	}
	return left, right
}

// copied tells whether the same words stand, at another place, in text that is
// new: that may be the original, moved, and the first a copy.
func (a *alignment) copied(places []int, place, length int) bool {
	return slices.ContainsFunc(places, func(other int) bool {
		return other != place && slices.Contains(a.stood[other:other+length], false)
	})
}

// written is the one place, of those of its words, where all that a coding
// stands on is new and was moved from nowhere else; -1 where there is none, or
// several.
func (a *alignment) written(coding Coding, places []int) int {
	only := -1
	for _, place := range places {
		switch {
		case slices.Contains(a.taken[place:place+coding.End-coding.Start], true):
		case only >= 0:
			return -1
		default:
			only = place
		}
	}
	return only
}

// around is the stretch that took the place of another, if at least half of it
// still stands there, in order and without much between.
func (a *alignment) around(start, end int) (from, to int, found bool) {
	from, to = -1, -1
	stand := 0
	for i := start; i < end; i++ {
		if place := a.to[i]; place >= 0 {
			if from < 0 {
				from = place
			}
			to = place + 1
			stand++
		}
	}
	if 2*stand < end-start || to-from > 3*(end-start) {
		return 0, 0, false
	}
	// Corrected words at the ends lie between what stands inside and outside.
	if a.to[start] < 0 && start > 0 && a.to[start-1] >= 0 {
		from = a.to[start-1] + 1
	}
	if a.to[end-1] < 0 && end < len(a.to) && a.to[end] >= 0 {
		to = a.to[end]
	}
	return from, to, from < to
}

// Tables are the counts, and what is to be checked: one row a coding that is
// not where it was, with its words where the interview may be quoted.
func (r *Reanchoring) Tables() []*stats.Table {
	kinds := make([]Anchoring, len(r.Counts))
	var moved []Move
	for i := range kinds {
		kinds[i] = Anchoring(i)
	}
	for _, move := range r.Moves {
		if move.Became != Kept {
			moved = append(moved, move)
		}
	}
	text := func(name, label string, value func(Move) string) stats.Column {
		return each.Text(name, label, moved, stats.NotApplicable, value)
	}
	place := func(name, label string, value func(Coding) int) stats.Column {
		values, missing := make([]float64, len(moved)), make([]stats.Missing, len(moved))
		for i, move := range moved {
			if move.Became == Gone {
				missing[i] = stats.NotApplicable
				continue
			}
			values[i] = float64(value(move.After))
		}
		return stats.Variable{Name: name, Label: label, Format: stats.Ordinal}.Numbers(values, missing)
	}
	quote := func(c Coding) string {
		if !quotable(c.Document) {
			return ""
		}
		return c.Quote
	}
	return []*stats.Table{
		stats.MustTable("Codages replacés",
			each.Text("devenir", "Devenir", kinds, stats.NotApplicable, Anchoring.String),
			each.Count("codages", "Codages", kinds, func(a Anchoring) int { return r.Counts[a] })),
		stats.MustTable("Codages déplacés ou à vérifier",
			text("document", "Entretien", func(m Move) string { return m.Before.Document.ID() }),
			text("code", "Code", func(m Move) string { return m.Before.Code }),
			text("codeur", "Codé par", func(m Move) string { return m.Before.Coder }),
			text("devenir", "Devenir", func(m Move) string { return m.Became.String() }),
			text("pourquoi", "Pourquoi", func(m Move) string { return m.Why }),
			each.Place("debut_avant", "Début avant", moved, func(m Move) int { return m.Before.Start }),
			each.Place("fin_avant", "Fin avant", moved, func(m Move) int { return m.Before.End }),
			place("tour", "Tour", func(c Coding) int { return c.Turn }),
			place("debut", "Début", func(c Coding) int { return c.Start }),
			place("fin", "Fin", func(c Coding) int { return c.End }),
			each.Text("citation_avant", "Citation avant", moved, stats.Refused, func(m Move) string { return quote(m.Before) }),
			each.Text("citation", "Citation", moved, stats.Refused, func(m Move) string {
				if m.Became == Gone {
					return "—"
				}
				return quote(m.After)
			})),
	}
}
