package main

import (
	"bufio"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

// seeded is chance that is the same each time.
func seeded(n int) *rand.Rand { return rand.New(rand.NewPCG(uint64(n), 10)) }

// write writes a file row by row; a write that failed is told at the end.
func write(name string, rows func(w *bufio.Writer)) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	rows(w)
	if err := w.Flush(); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

// cells writes a CSV file of n rows under its header.
func cells(name string, header []string, n int, row func(i int) []string) error {
	return write(name, func(w *bufio.Writer) {
		fmt.Fprintln(w, strings.Join(header, ";"))
		for i := range n {
			fmt.Fprintln(w, strings.Join(row(i), ";"))
		}
	})
}

var legalBases = []string{"administratif", "judiciaire", "les deux", "sans"}

// caseFile is an invented case file of so many variables, as a dictionary and as
// what stands in row i: of 40 columns, 13 hold levels, 13 counts, and so on.
func caseFile(variables int) (*dictionary.Dictionary, func(i int, r *rand.Rand) []string) {
	d := &dictionary.Dictionary{Variables: []dictionary.Variable{{Name: "id", Key: true}}}
	for j := 1; j < variables; j++ {
		v := dictionary.Variable{Name: fmt.Sprintf("v%02d", j)}
		switch j % 9 {
		case 0, 1, 2:
			v.Type, v.Levels = dictionary.Nominal, stats.Levels(legalBases...)
			v.Missing = []dictionary.MissingCode{{Code: "99", Reason: stats.DoesNotKnow}}
		case 3, 4, 5:
			v.Type, v.Min, v.Max = dictionary.Whole, "0", "20"
		case 6:
			v.Type = dictionary.Number
		case 7:
			v.Type = dictionary.Date
		case 8:
			v.Type = dictionary.Binary
		}
		d.Variables = append(d.Variables, v)
	}
	return d, func(i int, r *rand.Rand) []string {
		row := make([]string, variables)
		row[0] = fmt.Sprintf("E%07d", i)
		profile := i % 4 // what goes together
		for j := 1; j < variables; j++ {
			switch d.Variables[j].Type {
			case dictionary.Nominal:
				switch p := r.Float64(); {
				case p < 0.05:
					row[j] = "99"
				case p < 0.3:
					row[j] = legalBases[profile]
				default:
					row[j] = legalBases[r.IntN(4)]
				}
			case dictionary.Whole:
				row[j] = strconv.Itoa(r.IntN(21))
			case dictionary.Number:
				row[j] = strconv.FormatFloat(float64(r.IntN(1000))/10, 'f', 1, 64)
			case dictionary.Date:
				row[j] = fmt.Sprintf("%02d/%02d/%d", 1+r.IntN(28), 1+r.IntN(12), 1995+r.IntN(30))
			case dictionary.Binary:
				row[j] = []string{"oui", "non"}[r.IntN(2)]
			}
		}
		return row
	}
}

// names are the columns of a dictionary.
func names(d *dictionary.Dictionary) []string {
	var list []string
	for _, v := range d.Variables {
		list = append(list, v.Name)
	}
	return list
}

func inventCaseFile(folder string, n int) error {
	d, row := caseFile(40)
	r := seeded(n)
	return cells(filepath.Join(folder, "data.csv"), names(d), n, func(i int) []string { return row(i, r) })
}

// columns are the variables of a file whose columns are all of one type.
func columns(letter string, many int, of dictionary.Type, levels ...string) *dictionary.Dictionary {
	d := &dictionary.Dictionary{}
	for j := range many {
		d.Variables = append(d.Variables, dictionary.Variable{Name: fmt.Sprintf("%s%02d", letter, j+1), Type: of, Levels: stats.Levels(levels...)})
	}
	return d
}

// questions are 30 questions of four levels that go together a little.
var questions = columns("v", 30, dictionary.Nominal, "a", "b", "c", "d")

func inventQuestions(folder string, n int) error {
	r := seeded(n)
	return cells(filepath.Join(folder, "data.csv"), names(questions), n, func(int) []string {
		row, profile := make([]string, len(questions.Variables)), r.IntN(4)
		for j := range row {
			said := profile
			if r.Float64() < 0.6 {
				said = r.IntN(4)
			}
			row[j] = string(rune('a' + said))
		}
		return row
	})
}

// coders are four coders with five codes, who agree four times in five.
var coders = columns("c", 4, dictionary.Nominal, "a", "b", "c", "d", "e")

func inventCodings(folder string, n int) error {
	r := seeded(n)
	return cells(filepath.Join(folder, "data.csv"), names(coders), n, func(int) []string {
		row, truth := make([]string, len(coders.Variables)), r.IntN(5)
		for j := range row {
			switch p := r.Float64(); {
			case p < 0.05: // not coded
			case p < 0.25:
				row[j] = string(rune('a' + r.IntN(5)))
			default:
				row[j] = string(rune('a' + truth))
			}
		}
		return row
	})
}

// points are places on five axes around six centres.
var points = columns("x", 5, dictionary.Number)

func inventPoints(folder string, n int) error {
	r := seeded(n)
	return cells(filepath.Join(folder, "data.csv"), names(points), n, func(i int) []string {
		row := make([]string, len(points.Variables))
		for j := range row {
			row[j] = strconv.FormatFloat(r.NormFloat64()+4*float64(i%6>>(j%3)&1), 'f', 9, 64)
		}
		return row
	})
}

// months are 70 months of six states.
var months = columns("m", 70, dictionary.Nominal, "A", "B", "C", "D", "E", "F")

func inventPaths(folder string, n int) error {
	r := seeded(n)
	return cells(filepath.Join(folder, "data.csv"), names(months), n, func(int) []string {
		row, state := make([]string, len(months.Variables)), r.IntN(6)
		for t := range row {
			if r.Float64() < 0.1 {
				state = r.IntN(6)
			}
			row[t] = string(rune('A' + state))
		}
		return row
	})
}

// durations are days until an end, or until one looked no more, with a group and
// four numbers on which the pace depends.
var durations = &dictionary.Dictionary{Variables: append([]dictionary.Variable{
	{Name: "duree", Type: dictionary.Whole},
	{Name: "fin", Type: dictionary.Whole},
	{Name: "groupe", Type: dictionary.Nominal, Levels: stats.Levels("a", "b", "c", "d")},
}, columns("x", 4, dictionary.Number).Variables...)}

func inventDurations(folder string, n int) error {
	r := seeded(n)
	return cells(filepath.Join(folder, "data.csv"), names(durations), n, func(int) []string {
		x := []float64{r.NormFloat64(), r.NormFloat64(), r.NormFloat64(), r.NormFloat64()}
		days := 1 + r.ExpFloat64()*400*math.Exp(0.3*x[0]-0.2*x[1])
		row := []string{strconv.Itoa(int(days)), strconv.Itoa(min(1, r.IntN(3))), string(rune('a' + r.IntN(4)))}
		for _, value := range x {
			row = append(row, strconv.FormatFloat(value, 'f', 6, 64))
		}
		return row
	})
}

// inventCells are a square table with about n cells, a third of them small.
func inventCells(folder string, n int) error {
	r := seeded(n)
	side := int(math.Sqrt(float64(n)))
	return cells(filepath.Join(folder, "data.csv"), names(columns("c", side, dictionary.Whole)), side, func(int) []string {
		row := make([]string, side)
		for j := range row {
			row[j] = strconv.Itoa(int(r.ExpFloat64() * 12))
		}
		return row
	})
}

// inventSituations makes a truth table of n rows: 50 situations whose outcome
// follows three ways.
func inventSituations(folder string, n int) error {
	r := seeded(n)
	conditions := int(math.Log2(float64(n)))
	d := situations(conditions)
	return cells(filepath.Join(folder, "data.csv"), names(d), 50, func(int) []string {
		row, said := make([]string, conditions+1), make([]bool, conditions)
		for j := range said {
			said[j] = r.IntN(2) == 1
			row[j] = []string{"non", "oui"}[bit(said[j])]
		}
		row[conditions] = []string{"non", "oui"}[bit(said[0] && said[1] || said[2] && !said[3] || !said[0] && said[4] && said[5])]
		return row
	})
}

func situations(conditions int) *dictionary.Dictionary {
	return columns("C", conditions+1, dictionary.Binary)
}

func bit(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// worlds are the terms of n units of speech, of six lexical worlds: two words in
// three are of their own world, the others of all. One row a unit and term.
const terms, kinds = 980, 6

func inventWorlds(folder string, n int) error {
	r := seeded(n)
	return write(filepath.Join(folder, "data.csv"), func(w *bufio.Writer) {
		fmt.Fprintln(w, "unite;mot")
		for i := range n {
			world, said := i/13*7%kinds, map[int]bool{}
			for range 5 + r.IntN(16) {
				term := int(float64(terms/(kinds+1)) * r.Float64() * r.Float64())
				if r.IntN(3) > 0 {
					term += (world + 1) * (terms / (kinds + 1))
				}
				if !said[term] {
					said[term] = true
					fmt.Fprintf(w, "%d;%d\n", i+1, term+1)
				}
			}
		}
	})
}

// parts of speech, to invent sentences of.
var (
	starts = []string{"Alors", "Je crois que", "Au début", "L’éducatrice disait qu’", "Après la réunion", "Quand j’étais petit", "Ma mère pense que", "Franchement", "On m’a dit qu’", "Depuis l’audience", "Et puis", "Chez nous"}
	whats  = []string{"l’école a appelé", "il n’y avait personne", "on a signé le contrat", "le juge a décidé d’un placement", "je rentrais le week-end", "elle venait le mardi à 14h30", "ça s’est mieux passé", "les rendez-vous étaient trop loin", "j’ai changé de référent", "le dossier n’avançait pas", "mon frère est parti", "nous avons demandé de l’aide"}
	ends   = []string{", et voilà.", " ; c’était long…", ", vous voyez ?", ". Enfin, je ne sais plus.", " depuis des années.", ", à cause des trajets.", ", grâce à la famille d’accueil.", " sans qu’on m’explique.", " !", " parce qu’il fallait bien."}
)

// speech invents about so many words. Where rare is above 0 one word in twenty is
// a name of a place or a thing, one of so many, frequent ones first.
func speech(words, rare int, r *rand.Rand) string {
	var text strings.Builder
	for said := 0; said < words; {
		sentence := starts[r.IntN(len(starts))] + " " + whats[r.IntN(len(whats))]
		if rare > 0 && r.IntN(2) == 0 {
			sentence += " à " + place(int(float64(rare)*math.Pow(r.Float64(), 3)))
		}
		sentence += ends[r.IntN(len(ends))] + " "
		said += strings.Count(sentence, " ") + strings.Count(sentence, "’")
		text.WriteString(sentence)
	}
	return text.String()
}

// place is an invented name, of syllables.
func place(number int) string {
	syllables := []string{"ker", "lan", "plou", "tre", "mor", "ros", "gwen", "bren", "dol", "pen", "loc", "saint", "vil", "ran", "bel", "cour"}
	name := ""
	for first := true; first || number > 0; first = false {
		name += syllables[number%16]
		number /= 16
	}
	return name
}

func inventSpeech(folder string, n int) error {
	r := seeded(n)
	return write(filepath.Join(folder, "data.txt"), func(w *bufio.Writer) {
		for left := n; left > 0; left -= 1000 { // one line an interview
			fmt.Fprintln(w, speech(min(left, 1000), 5000, r))
		}
	})
}
