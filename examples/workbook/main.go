// Command workbook is the analyst's: it reads the folder of a study and a plan
// of analysis written in a spreadsheet, and writes the workbook. LISEZMOI.md
// beside it is the page for people who do not program.
//
//	go run ./examples/workbook -init DIR             # dictionary and plan to start from
//	go run ./examples/workbook -study DIR -check     # read all, say what to correct
//	go run ./examples/workbook -study DIR -o FILE    # write the workbook
//	go run ./examples/workbook -study DIR -coding AB,CD
//
// It ends with 0 when all that was asked for was done, with 1 when a file, a
// line of the plan or the workbook was lost, with 2 when it was called wrongly.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// What the program ends with.
const (
	done  = 0
	lost  = 1
	usage = 2
)

// errUsage is a call that makes no sense; what is wrong goes before it.
var errUsage = errors.New("appel incorrect")

// errLost says that something asked for is not there; it was told before.
var errLost = errors.New("une partie de ce qui était demandé manque : voir les lignes ci-dessus")

func run(args []string, out, progress io.Writer) int {
	c := command{out: out, progress: &bar{out: progress}}
	err := c.do(args)
	c.progress.end()
	switch {
	case err == nil:
		return done
	case errors.Is(err, errUsage):
		fmt.Fprintf(progress, "%v\n\n%s", err, help)
		return usage
	}
	fmt.Fprintln(progress, err)
	return lost
}

const help = `Usage :
  go run ./examples/workbook -init DOSSIER                    proposer un dictionnaire et un plan
  go run ./examples/workbook -study DOSSIER -check            tout lire, dire ce qui est à corriger
  go run ./examples/workbook -study DOSSIER -o CLASSEUR.xlsx  écrire le classeur
  go run ./examples/workbook -study DOSSIER -coding AB,CD     faire et relire les classeurs de codage
Options :
  -plan FICHIER   un autre plan que plan.csv ou plan.xlsx du dossier
  -methods        la liste des méthodes, de leurs colonnes et de leurs options
`

// command is one call of the program.
type command struct {
	study, output, plan, init, coding string
	check, methods                    bool

	out      io.Writer
	progress *bar
}

func (c *command) do(args []string) error {
	if err := c.parse(args); err != nil {
		return err
	}
	switch {
	case c.methods:
		listMethods(c.out)
		return nil
	case c.init != "":
		return c.start()
	case c.coding != "":
		return c.code()
	}
	return c.analyse()
}

// parse reads the command line; its complaints are in French.
func (c *command) parse(args []string) error {
	set := flag.NewFlagSet("workbook", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.StringVar(&c.study, "study", "", "")
	set.StringVar(&c.output, "o", "", "")
	set.StringVar(&c.plan, "plan", "", "")
	set.StringVar(&c.init, "init", "", "")
	set.StringVar(&c.coding, "coding", "", "")
	set.BoolVar(&c.check, "check", false, "")
	set.BoolVar(&c.methods, "methods", false, "")
	var known []string
	set.VisitAll(func(f *flag.Flag) { known = append(known, f.Name) })
	if err := set.Parse(args); err != nil {
		for _, arg := range args {
			name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
			if strings.HasPrefix(arg, "-") && set.Lookup(name) == nil {
				return wrong("l'option « -%s » n'existe pas ; %s", name, hint(name, known))
			}
		}
		return wrong("une option attend une valeur, par exemple -study DOSSIER")
	}
	modes := 0
	for _, mode := range []bool{c.methods, c.init != "", c.coding != "", c.check} {
		if mode {
			modes++
		}
	}
	switch {
	case set.NArg() > 0:
		return wrong("« %s » est en trop ; un chemin qui contient des espaces s'écrit entre guillemets", set.Arg(0))
	case modes > 1:
		return wrong("-init, -check, -coding et -methods vont l'un sans l'autre")
	case c.methods || c.init != "":
		return nil
	case c.study == "":
		return wrong("il manque le dossier de l'étude : -study DOSSIER")
	}
	if c.output == "" {
		c.output = "classeur.xlsx"
	}
	if !strings.HasSuffix(strings.ToLower(c.output), ".xlsx") {
		return wrong("le classeur doit porter un nom en .xlsx : « %s »", c.output)
	}
	if c.overwrites() {
		return wrong("« %s » est un fichier de l'étude : donner un autre nom au classeur", c.output)
	}
	if info, err := os.Stat(c.study); err != nil || !info.IsDir() {
		return wrong("« %s » n'est pas un dossier ; vérifier son nom, et d'où la commande est lancée", c.study)
	}
	return nil
}

// overwrites tells whether the workbook would take the place of a file of the
// study.
func (c *command) overwrites() bool {
	name := filepath.Base(c.output)
	if !slices.Contains(parts, stats.Fold(strings.TrimSuffix(name, filepath.Ext(name)))) {
		return false
	}
	folder, err := filepath.Abs(filepath.Dir(c.output))
	study, failed := filepath.Abs(c.study)
	return err != nil || failed != nil || folder == study
}

func wrong(format string, args ...any) error {
	return fmt.Errorf("%w : "+format, append([]any{errUsage}, args...)...)
}

// analyse reads the study and its plan, and writes the workbook unless only
// asked to check.
func (c command) analyse() error {
	c.progress.say("lecture du dossier")
	s, err := read(os.DirFS(c.study))
	if err != nil {
		return err
	}
	p, err := c.readPlan(s)
	if err != nil {
		s.lost = true
	}
	c.progress.end()
	if c.check {
		fmt.Fprint(c.out, account(&s.report))
		fmt.Fprintf(c.out, "Plan : analyses prêtes : %d ; lignes écartées : %d\n", len(p.steps), p.left)
		return s.verdict()
	}
	book, err := p.workbook(s, c.progress)
	if err == nil {
		err = book.Save(c.output)
	}
	c.progress.end()
	fmt.Fprint(c.out, account(&s.report))
	if err != nil {
		return fmt.Errorf("aucun classeur n'est écrit : %s", program.InFrench(err))
	}
	fmt.Fprintf(c.out, "\nClasseur écrit : %s\n", c.output)
	if hidden := book.Hidden().Len(); hidden > 0 {
		fmt.Fprintf(c.out, "Comptes où des cases sont masquées : %d, listés sur la feuille « Journal ».\n", hidden)
	}
	return s.verdict()
}

// readPlan reads the plan that is named, or that of the folder.
func (c command) readPlan(s *study) (*plan, error) {
	if c.plan != "" {
		return readPlan(nil, c.plan, s)
	}
	name, there := find(s.files, "plan")
	if !there {
		name = "plan.csv"
	}
	return readPlan(s.files, name, s)
}

// account is the report on one line a file and one line a problem, all of them.
func account(r *interviews.Report) string {
	var text strings.Builder
	for _, s := range r.Sources {
		fmt.Fprintln(&text, s)
	}
	if len(r.Problems) > 0 {
		fmt.Fprintf(&text, "\nÀ corriger ou à vérifier : %d\n", len(r.Problems))
	}
	for i := range r.Problems {
		fmt.Fprintf(&text, "  %s (%s)\n", &r.Problems[i], r.Problems[i].Effect())
	}
	return text.String()
}

// find is the file of that name in the folder, CSV first, whatever its case and
// accents.
func find(files fs.FS, name string) (string, bool) {
	entries, _ := fs.ReadDir(files, ".") // a folder that cannot be read has no file
	for _, extension := range []string{".csv", ".xlsx"} {
		for _, entry := range entries {
			own := entry.Name()
			if !entry.IsDir() && len(own) > len(extension) && strings.EqualFold(own[len(own)-len(extension):], extension) &&
				stats.Fold(own[:len(own)-len(extension)]) == stats.Fold(name) {
				return own, true
			}
		}
	}
	return "", false
}

// hint names the nearest of the names that exist, or lists them.
func hint(name string, known []string) string {
	if nearest, ok := stats.Nearest(name, known); ok {
		return fmt.Sprintf("vouliez-vous dire « %s » ?", nearest)
	}
	const most = 15
	more := ""
	if len(known) > most {
		known, more = known[:most], ", …"
	}
	if len(known) == 0 {
		return ""
	}
	return "choisir parmi : " + strings.Join(known, ", ") + more
}
