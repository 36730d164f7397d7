package qca

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/askoria/verbatim/stats"
)

func (r *Solution) warn() {
	lang := r.Table.Spec.Lang
	warn := func(french, english string, args ...any) {
		r.Warnings = append(r.Warnings, fmt.Sprintf(r.say(french, english), args...))
	}
	if len(r.Models) == 0 {
		return
	}
	if !r.Shortest {
		warn("La recherche s'est arrêtée avant d'être sûre qu'aucun modèle n'a moins de %d termes (il en faut au moins %d) ; augmenter Steps.",
			"The search ended before it was sure that no model has fewer than %d terms (it takes %d at least); raise Steps.", len(r.Models[0].Terms), r.Fewest)
	}
	if !r.Complete {
		warn("La liste des modèles n'est pas complète : il y en a au moins %d. Choisir dans cette liste serait choisir au hasard.",
			"The list of models is not complete: there are at least %d. To choose from it would be to choose at random.", len(r.Models))
	} else if len(r.Models) > 1 {
		warn("Les données ne départagent pas les %d modèles : les publier tous.", "The data do not decide between the %d models: report them all.", len(r.Models))
	}
	if r.Spec.RowDominance {
		warn("Impliquants dominés écartés : d'autres modèles existent peut-être.", "Dominated implicants are left out: there may be other models.")
	}
	for i, m := range r.Models {
		if m.Inclusion.Defined() && m.Inclusion.Value < 0.75 {
			warn("Modèle %d : inclusion de %s seulement.", "Model %d: inclusion of %s only.", i+1, stats.Coefficient.Number(m.Inclusion.Value, lang))
		}
	}
	var single []string
	for _, t := range r.Terms {
		if len(t.Cases) == 1 {
			single = append(single, t.Expression)
		}
	}
	if len(single) > 0 {
		warn("Termes qui ne tiennent qu'à un seul cas : %s. Un autre codage de ce cas les ferait disparaître.",
			"Terms that rest on a single case: %s. Coded otherwise, that case would make them vanish.", listed(single, lang))
	}
	if len(r.Untenable) > 0 {
		numbers := make([]string, len(r.Untenable))
		for i, u := range r.Untenable {
			numbers[i] = strconv.Itoa(u.Number)
		}
		warn("Combinaisons supposées malgré une condition dite nécessaire : %s. Les mettre dans Exclude.",
			"Combinations assumed against a condition said to be necessary: %s. Put them into Exclude.", listed(slices.Compact(numbers), lang))
	}
	if r.Spec.Kind == Intermediate && len(r.Spec.Expect) == 0 {
		warn("Rien n'est attendu d'aucune condition : la solution intermédiaire est la conservatrice.", "Nothing is expected of any condition: the intermediate solution is the conservative one.")
	}
}

// Reading is a sentence on the number of models, and one on the widest term of
// the first.
func (r *Solution) Reading() string {
	if len(r.Models) == 0 {
		return r.say("Lecture : ", "Reading: ") + r.Reason + "."
	}
	terms := r.Models[0].Terms
	best := slices.MaxFunc(terms, func(a, b Term) int { return a.N - b.N })
	if best.cube == always(len(r.Table.Conditions)) {
		return fmt.Sprintf(r.say("Lecture : toutes les configurations observées vont avec le résultat %s ; aucune condition ne le distingue.",
			"Reading: all configurations observed go with the outcome %s; no condition sets it apart."), stats.Quoted(r.Table.Spec.Lang, r.Table.outcome()))
	}
	return r.say("Lecture : ", "Reading: ") + r.count() + ". " + first(r.Table.having(best.Having, best.N, best.cube)) + ". " + notCause(r.Table.Spec.Lang)
}

// first writes the first letter large.
func first(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// count says how many models there are.
func (r *Solution) count() string {
	n := len(r.Models)
	switch {
	case !r.Complete:
		return fmt.Sprintf(r.say("au moins %d modèles", "at least %d models"), n)
	case n == 1:
		return r.say("un seul modèle", "a single model")
	case r.Spec.Irredundant:
		return fmt.Sprintf(r.say("%d modèles sans terme superflu", "%d models without a superfluous term"), n)
	}
	return fmt.Sprintf(r.say("%d modèles aussi courts l'un que l'autre", "%d equally short models"), n)
}

// Tables are the models, their number first, with their fit; their terms; the
// chart of prime implicants; of an intermediate solution, the pairs with easy and
// difficult assumptions; and assumptions against a claim of necessity.
func (r *Solution) Tables() []*stats.Table { return r.tables(false) }

// Counts is that of the truth table: what is said of terms gives it away.
func (r *Solution) Counts() []stats.Counts { return r.Table.Counts() }

// Hide is the expressions alone, where a configuration is to be hidden.
func (r *Solution) Hide(masks []stats.Mask) stats.Tabler { return shown(r.tables(masks[0].Any())) }

// shown is a list of tables that are ready to be handed over.
type shown []*stats.Table

// Tables lists them.
func (s shown) Tables() []*stats.Table { return s }

func (r *Solution) tables(hide bool) []*stats.Table {
	tables := []*stats.Table{r.models(hide), r.terms(hide)}
	if n := len(r.Implicants); n > 0 && n <= 500 {
		tables = append(tables, r.chart())
	}
	if len(r.Pairs) > 0 {
		tables = append(tables, r.pairs())
	}
	if len(r.Untenable) > 0 {
		tables = append(tables, r.untenableTable())
	}
	return tables
}

// String is the table of models as text.
func (r *Solution) String() string { return stats.Printer{Lang: r.Table.Spec.Lang}.Of(r.models(false)) }

// texts and figures are columns of a list.
func texts[T any](name, label string, list []T, of func(T) string) stats.Column {
	values := make([]string, len(list))
	for i, item := range list {
		values[i] = of(item)
	}
	return stats.Variable{Name: name, Label: label}.Texts(values, nil)
}

func figures[T any](name, label string, format stats.Format, list []T, of func(T) stats.Estimate) stats.Column {
	return stats.Variable{Name: name, Label: label, Format: format}.Figures(len(list), func(i int) (float64, stats.Missing) { return figure(of(list[i])) })
}

func counts[T any](name, label string, list []T, of func(T) int) stats.Column {
	return figures(name, label, stats.Count, list, func(item T) stats.Estimate { return stats.Estimate{Value: float64(of(item))} })
}

func (r *Solution) models(hide bool) *stats.Table {
	place := 0
	columns := []stats.Column{
		counts("modele", r.say("Modèle", "Model"), r.Models, func(Model) int { place++; return place }),
		texts("expression", "Expression", r.Models, func(m Model) string { return m.Expression }),
		counts("termes", r.say("Termes", "Terms"), r.Models, func(m Model) int { return len(m.Terms) }),
		counts("suppositions", r.say("Combinaisons supposées", "Assumptions"), r.Models, func(m Model) int { return len(r.Assumptions(m)) }),
	}
	var caption stats.Caption
	if !hide {
		columns = append(columns,
			figures("inclusion", "Inclusion", stats.Coefficient, r.Models, func(m Model) stats.Estimate { return m.Inclusion }),
			figures("PRI", "PRI", stats.Coefficient, r.Models, func(m Model) stats.Estimate { return m.PRI }),
			figures("couverture", r.say("Couverture", "Coverage"), stats.Coefficient, r.Models, func(m Model) stats.Estimate { return m.Coverage }))
		caption = stats.Caption{
			Reading:    r.Reading(),
			Population: population(r.Table.N, r.Table.Missing, r.Table.Spec.Lang),
			Notes:      append(slices.Clone(r.Warnings), r.Table.Warnings...),
		}
	}
	title := fmt.Sprintf(r.say("Solution %s de %s", "%s solution of %s"), r.Spec.Kind.Label(r.Table.Spec.Lang), stats.Quoted(r.Table.Spec.Lang, r.Table.outcome()))
	if len(r.Models) > 0 {
		title += r.say(" : ", ": ") + r.count()
	}
	return stats.MustTable(first(title), columns...).Captioned(caption)
}

func (r *Solution) terms(hide bool) *stats.Table {
	type line struct {
		model int
		Term
	}
	var lines []line
	for i, m := range r.Models {
		for _, t := range m.Terms {
			lines = append(lines, line{i + 1, t})
		}
	}
	columns := []stats.Column{
		counts("modele", r.say("Modèle", "Model"), lines, func(l line) int { return l.model }),
		texts("terme", r.say("Terme", "Term"), lines, func(l line) string { return l.Expression }),
		texts("dans_tous", r.say("Dans tous les modèles", "In all models"), lines, func(l line) string { return stats.YesNo(l.InAll, r.Table.Spec.Lang) }),
	}
	if !hide {
		columns = append(columns,
			counts("n", "n", lines, func(l line) int { return l.N }),
			counts("avec", r.say("dont avec le résultat", "of them with the outcome"), lines, func(l line) int { return l.Having }),
			figures("inclusion", "Inclusion", stats.Coefficient, lines, func(l line) stats.Estimate { return l.Inclusion }),
			figures("PRI", "PRI", stats.Coefficient, lines, func(l line) stats.Estimate { return l.PRI }),
			figures("couverture", r.say("Couverture", "Coverage"), stats.Coefficient, lines, func(l line) stats.Estimate { return l.Coverage }),
			figures("unique", r.say("Couverture unique", "Unique coverage"), stats.Coefficient, lines, func(l line) stats.Estimate { return l.Unique }),
			texts("cas", r.say("Cas", "Cases"), lines, func(l line) string { return strings.Join(l.Cases, ", ") }))
	}
	return stats.MustTable(r.say("Termes des modèles", "Terms of the models"), columns...)
}

func (r *Solution) chart() *stats.Table {
	columns := []stats.Column{
		texts("impliquant", r.say("Impliquant premier", "Prime implicant"), r.Implicants, func(p Implicant) string { return p.Expression }),
		texts("essentiel", r.say("Essentiel", "Essential"), r.Implicants, func(p Implicant) string { return stats.YesNo(p.Essential, r.Table.Spec.Lang) }),
	}
	for j, row := range r.Chart {
		columns = append(columns, counts(fmt.Sprintf("c%d", j+1), r.Table.Rows[row].Expression, r.Implicants, func(p Implicant) int { return int(one(p.Covers[j])) }))
	}
	return stats.MustTable(r.say("Impliquants premiers et configurations couvertes", "Prime implicants and the configurations they cover"), columns...)
}

func (r *Solution) pairs() *stats.Table {
	numbers := func(list []int) string {
		words := make([]string, len(list))
		for i, n := range list {
			words[i] = strconv.Itoa(n)
		}
		return strings.Join(words, ", ")
	}
	return stats.MustTable(r.say("Entre solutions conservatrice et parcimonieuse", "Between the conservative and the parsimonious solution"),
		texts("conservatrice", r.say("Conservatrice", "Conservative"), r.Pairs, func(p Pair) string { return p.Conservative }),
		texts("parcimonieuse", r.say("Parcimonieuse", "Parsimonious"), r.Pairs, func(p Pair) string { return p.Parsimonious }),
		texts("intermediaire", r.say("Intermédiaire", "Intermediate"), r.Pairs, func(p Pair) string {
			expressions := make([]string, len(p.Models))
			for i, m := range p.Models {
				expressions[i] = m.Expression
			}
			return strings.Join(expressions, r.say(" ; ", "; "))
		}),
		texts("faciles", r.say("Suppositions faciles", "Easy assumptions"), r.Pairs, func(p Pair) string { return numbers(p.Easy) }),
		texts("difficiles", r.say("Suppositions difficiles, écartées", "Difficult assumptions, not made"), r.Pairs, func(p Pair) string { return numbers(p.Difficult) }),
	)
}

func (r *Solution) untenableTable() *stats.Table {
	return stats.MustTable(r.say("Suppositions contraires à une condition nécessaire", "Assumptions against a necessary condition"),
		counts("numero", r.say("Combinaison", "Combination"), r.Untenable, func(u Untenable) int { return u.Number }),
		texts("expression", "Expression", r.Untenable, func(u Untenable) string { return u.Expression }),
		texts("condition", r.say("Condition dite nécessaire", "Claim"), r.Untenable, func(u Untenable) string { return u.Claim }),
	)
}
