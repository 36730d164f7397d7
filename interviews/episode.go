package interviews

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"github.com/askoria/verbatim/stats"
)

// EpisodeReader reads the spells of children's paths from a CSV file with the
// columns id_enfant;no;debut;fin;etat;cadre;intensite;motif_fin, of which the
// last three may be absent. An empty fin is in progress.
type EpisodeReader struct {
	Files  fs.FS // nil: the operating system
	Limits Limits
}

type episodeRecord struct {
	Child     string    `csv:"id_enfant" cell:"required"`
	Number    WholeCell `csv:"no,numero" cell:"required"`
	Start     DayCell   `csv:"debut,date_debut" cell:"required"`
	End       DayCell   `csv:"fin,date_fin"`
	State     string    `csv:"etat" cell:"required"`
	Legal     string    `csv:"cadre" cell:"optional"`
	Intensity string    `csv:"intensite" cell:"optional"`
	Reason    string    `csv:"motif_fin,motif" cell:"optional"`
}

// ReadFile reads the episodes in the order of the file. A row is left out when
// it has no child, number, start or state, when it ends before it starts, when
// its end cannot be read, or when its child already has an episode of that
// number. Overlaps and gaps in the path of a child are notices: measures may
// run side by side.
func (e EpisodeReader) ReadFile(name string) ([]Episode, *Report, error) {
	type key struct {
		child  string
		number int
	}
	var episodes []Episode
	lines := map[key]int{}
	report, err := ReadRecords(Opener(e), name, func(r episodeRecord, row *Row) {
		this := key{r.Child, r.Number.Value}
		switch first, twice := lines[this]; {
		case twice:
			row.Reject("no", fmt.Sprintf("existe déjà pour cet enfant, ligne %d", first), "garder une seule des deux lignes")
		case r.End.Wrong:
			// An end that cannot be read is not an episode in progress.
			row.Reject("fin", "rend l'épisode inutilisable : sa fin est inconnue", "corriger la date de fin, ou la vider si l'épisode est en cours")
		case !r.End.Time.IsZero() && r.End.Time.Before(r.Start.Time):
			row.Reject("fin", "vient avant le début", "vérifier les deux dates")
		default:
			lines[this] = row.Line
			episodes = append(episodes, Episode{
				r.Child, r.Number.Value, r.Start.Time, r.End.Time,
				r.State, r.Legal, r.Intensity, r.Reason, row.Line,
			})
		}
	})
	if err != nil {
		return nil, report, err
	}
	report.Problems = append(report.Problems, pathProblems(report.Sources[0].File, episodes)...)
	return episodes, report, nil
}

// pathProblems are the overlaps and gaps of each child's path.
func pathProblems(file string, episodes []Episode) []Problem {
	var problems []Problem
	sorted := slices.Clone(episodes)
	slices.SortStableFunc(sorted, func(a, b Episode) int {
		return cmp.Or(cmp.Compare(a.Child, b.Child), a.Start.Compare(b.Start))
	})
	var last Episode // the one of the child that ends last
	for _, e := range sorted {
		if e.Child != last.Child {
			last = e
			continue
		}
		days := stats.Day(e.Start) - stats.Day(last.End)
		switch {
		case last.End.IsZero():
			problems = append(problems, Problem{
				File: file, Row: e.Line, Column: "debut",
				Summary: fmt.Sprintf("commence alors que l'épisode de la ligne %d est en cours", last.Line),
				Hint:    "normal pour deux mesures parallèles ; sinon dater la fin du premier",
			})
		case days < 0:
			problems = append(problems, Problem{
				File: file, Row: e.Line, Column: "debut",
				Summary: fmt.Sprintf("chevauche de %d jours l'épisode de la ligne %d", -days, last.Line),
				Hint:    "normal pour deux mesures parallèles ; sinon corriger les dates",
			})
		case days > 0:
			problems = append(problems, Problem{
				File: file, Row: e.Line, Column: "debut",
				Summary: fmt.Sprintf("laisse %d jours sans état après l'épisode de la ligne %d", days, last.Line),
				Hint:    "ajouter l'épisode qui manque, ou corriger les dates",
			})
		}
		if !last.End.IsZero() && (e.End.IsZero() || e.End.After(last.End)) {
			last = e
		}
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Row, b.Row) })
	return problems
}
