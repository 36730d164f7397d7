package export

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/askoria/verbatim/stats"
)

// twoWay is a crosstab for tests: counts with their totals, and the percentages
// by row that would give them back.
type twoWay struct {
	title      string
	rows, cols []string
	cells      [][]int // with totals
	mask       stats.Mask
}

func newTwoWay(title string, rows, cols []string, counts ...[]int) *twoWay {
	x := &twoWay{title: title, rows: rows, cols: cols}
	bottom := make([]int, len(cols)+1)
	for _, line := range counts {
		total := 0
		for j, n := range line {
			total += n
			bottom[j] += n
		}
		bottom[len(cols)] += total
		x.cells = append(x.cells, append(append([]int(nil), line...), total))
	}
	x.cells = append(x.cells, bottom)
	return x
}

func (x *twoWay) Counts() []stats.Counts {
	return []stats.Counts{{Title: x.title, Rows: x.rows, Cols: x.cols, Cells: x.cells}}
}

func (x *twoWay) Hide(masks []stats.Mask) stats.Tabler {
	hidden := *x
	hidden.mask = masks[0]
	return &hidden
}

func (x *twoWay) Tables() []*stats.Table {
	rows := append(append([]string(nil), x.rows...), "Ensemble")
	columns := []stats.Column{stats.Variable{Name: "modalite", Label: x.title}.Texts(rows, nil)}
	for j := range len(x.cols) + 1 {
		counts, shares := make([]float64, len(rows)), make([]float64, len(rows))
		missing := make([]stats.Missing, len(rows))
		for i := range rows {
			counts[i] = float64(x.cells[i][j])
			shares[i] = 100 * counts[i] / float64(x.cells[i][len(x.cols)])
			if x.mask != nil && x.mask[i][j] {
				missing[i] = stats.Secret
			}
		}
		name := "Ensemble"
		if j < len(x.cols) {
			name = x.cols[j]
			columns = append(columns, stats.Variable{Name: fmt.Sprintf("p%d", j), Label: name, Format: stats.Percent}.Numbers(shares, missing))
		}
		columns = append(columns, stats.Variable{Name: fmt.Sprintf("n%d", j), Label: name + " (n)", Format: stats.Count}.Numbers(counts, missing))
	}
	caption := stats.Caption{Units: "En % des lignes ; effectifs à côté", Population: fmt.Sprintf("n = %d", x.cells[len(x.rows)][len(x.cols)])}
	if !x.mask.Any() {
		caption.Test = "Khi-2 = 5,45 ; ddl = 1 ; p = 0,020 (Fisher : 0,037) ; V de Cramér = 0,30 [0,05 ; 0,55] ; non renseigné : 4"
		caption.Reading = "Lecture : parmi les 33 dossiers « avec conflit », 63,6 % relèvent d'une mesure judiciaire (50,0 % dans l'ensemble)."
	}
	return []*stats.Table{stats.MustTable(x.title, columns...).Captioned(caption).WithTotals(1)}
}

func text(name, label string, values ...string) stats.Column {
	return stats.Variable{Name: name, Label: label}.Texts(values, nil)
}

// cadre is the crosstab of the tests: nothing in it needs to be hidden.
func cadre() *twoWay {
	return newTwoWay("Cadre de la mesure selon le conflit parental", []string{"Sans conflit", "Avec conflit"},
		[]string{"Administratif", "Judiciaire"}, []int{18, 9}, []int{12, 21})
}

// small has one cell below 5.
func small() *twoWay {
	return newTwoWay("Lieu de vie selon le cadre", []string{"Deux parents", "Mère", "Famille élargie"},
		[]string{"Administratif", "Judiciaire"}, []int{38, 29}, []int{41, 56}, []int{12, 3})
}

// listing is a list of n problems.
func listing(n int) *stats.Table {
	files, rows, found := make([]string, n), make([]float64, n), make([]string, n)
	days := make([]time.Time, n)
	for i := range n {
		files[i] = []string{"dossiers.csv", "entretiens.csv"}[i%2]
		rows[i] = float64(i + 2)
		found[i] = strings.Repeat("« 32/01/2006 » n'est pas une date ; écrire jour/mois/année, par exemple 31/01/2006. ", 1+i%2)
		days[i] = time.Date(2023, 1, 1+i, 0, 0, 0, 0, time.UTC)
	}
	return stats.MustTable("À corriger", text("fichier", "Fichier", files...),
		stats.Variable{Name: "ligne", Label: "Ligne", Format: stats.Count}.Numbers(rows, nil),
		stats.Variable{Name: "jour", Label: "Jour"}.Dates(days, nil),
		text("constat", "Constat", found...))
}

// quotes are verbatims with their coded words set off.
func quotes() *stats.Table {
	texts := []string{
		"Ben… c’est l’école qui a appelé. J’étais au travail, et puis ils sont venus à deux, un mardi, sans prévenir.",
		"=1+1, il disait tout le temps ça pour rire, mais moi je savais bien que ça n’allait pas à la maison.\nAprès, avec la référente, on a pu parler.",
		"On m’a demandé mon avis une fois. Une seule fois, devant le juge.",
	}
	marks := [][]stats.Span{
		{mark(texts[0], "l’école qui a appelé")},
		{mark(texts[1], "=1+1"), mark(texts[1], "avec la référente, on a pu parler")},
		{mark(texts[2], "demandé mon avis")},
	}
	column := stats.Variable{Name: "citation", Label: "Citation"}.Texts(texts, nil).Marked(marks)
	return stats.MustTable("Verbatims – participation", text("theme", "Thème", "M4.4 Participation", "M4.4 Participation", "M4.4 Participation"),
		column, text("signe", "Signature", "mère, 35-45 ans", "mère, 25-34 ans", "jeune, 15-17 ans"))
}

// mark places a part of a text, in code points.
func mark(text, part string) stats.Span {
	before, _, _ := strings.Cut(text, part)
	start := utf8.RuneCountInString(before)
	return stats.Span{Start: start, End: start + utf8.RuneCountInString(part)}
}

// sampleBook is a workbook with something of everything.
func sampleBook() *Workbook {
	b := &Workbook{
		Title: "MEP 2023", Subtitle: "Étude des mesures éducatives personnalisées, données inventées", HideBelow: 5, N: 240,
		Population: "MEP ouvertes en 2022", Source: "dossiers des CDAS, saisie Askoria", Version: "verbatim 0.1.0",
		Method: []string{"Les fréquences portent sur les dossiers renseignés ; les manquants sont comptés à part, par motif.", "Tests bilatéraux, ajustés selon Holm."},
		Signs:  []Sign{{"XX", "état inconnu"}},
	}
	b.Sheet("Échantillon").Add(stats.MustTable("Entretiens par rôle", text("role", "Rôle", "Jeune", "Mère", "Père", "Référent MEP", "Ensemble"),
		stats.Variable{Name: "n", Label: "Entretiens", Format: stats.Count}.Numbers([]float64{14, 9, 5, 18, 46}, nil)).WithTotals(1), nil)
	b.Sheet("Tris croisés").Add(cadre(), nil)
	b.Sheet("Tris croisés").Add(small(), nil)
	undefined := []stats.Missing{stats.Recorded, stats.Undefined, stats.Recorded}
	b.Sheet("Associations").Add(stats.MustTable("Toutes les paires", text("x", "Variable", "Âge au début", "Sexe", "Rang"), text("y", "Avec", "Cadre", "Cadre", "Attente"),
		stats.Variable{Name: "v", Label: "Force", Format: stats.Coefficient}.Numbers([]float64{0.3015, 0, -0.42}, undefined),
		stats.Variable{Name: "p", Label: "p", Format: stats.PValue}.Numbers([]float64{0.01952, 0, 3e-300}, undefined),
		stats.Variable{Name: "m", Label: "Moyenne", Unit: "jours"}.Numbers([]float64{12.5, 1234, 0.0625}, []stats.Missing{0, 0, stats.NotApplicable})), nil)
	b.Add(quotes(), nil)
	b.Sheet("À corriger").Add(listing(30), nil)
	b.Sheet("Journal").Add(stats.MustTable("Fichiers lus", text("f", "Fichier", "dossiers.csv"), text("h", "SHA-256", strings.Repeat("0f", 32))), nil)
	return b
}

// saved is the bytes of a workbook.
func saved(t testing.TB, b *Workbook) []byte {
	t.Helper()
	data, err := b.bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// sound checks the bytes of a workbook.
func sound(data []byte) error { return check(bytes.NewReader(data), int64(len(data))) }
