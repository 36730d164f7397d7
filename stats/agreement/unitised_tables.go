package agreement

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// Tables are the coefficients of the text, then a row for each code.
func (u *UnitisedAgreement) Tables() []*stats.Table {
	return []*stats.Table{u.whole(), u.byCode()}
}

// String is the two tables as text.
func (u *UnitisedAgreement) String() string {
	print := stats.Printer{Rows: -1, Lang: u.Spec.Lang}
	return print.Of(u.whole()) + "\n" + print.Of(u.byCode())
}

func (u *UnitisedAgreement) whole() *stats.Table {
	type row struct {
		name string
		stats.Estimate
	}
	rows := []row{
		{u.say("u-alpha (passages et codes)", "u-alpha (passages and codes)"), u.U},
		{u.say("|u-alpha (passages, tous codes confondus)", "|u-alpha (passages, whatever their code)"), u.Binary},
		{u.say("cu-alpha (codes, longueurs couvertes)", "cu-alpha (codes, covered lengths)"), u.CUCovered},
		{u.say("cu-alpha (codes, recouvrements)", "cu-alpha (codes, overlaps)"), u.CUOverlaps},
		{"alpha_U (1995)", u.AlphaU},
	}
	names, remarks := make([]string, len(rows)), make([]string, len(rows))
	for i, r := range rows {
		names[i], remarks[i] = r.name, r.Reason
	}
	reading := u.say("Lecture : u-alpha n'est pas défini, ", "Reading: u-alpha is undefined, ") + u.U.Reason + "."
	if u.U.Defined() {
		reading = fmt.Sprintf(u.say("Lecture : au-delà du hasard, u-alpha = %s (1 : mêmes passages et mêmes codes ; 0 : accord du hasard).",
			"Reading: beyond chance, u-alpha = %s (1: same passages and same codes; 0: agreement of chance)."),
			stats.Coefficient.Number(u.U.Value, u.Spec.Lang))
	}
	count := func(n int) string { return stats.Count.Number(float64(n), u.Spec.Lang) }
	return stats.MustTable(u.say("Accord sur les passages", "Agreement on passages"),
		stats.Variable{Name: "mesure", Label: u.say("Mesure", "Measure")}.Texts(names, nil),
		numbers(stats.Variable{Name: "valeur", Label: u.say("Valeur", "Value"), Format: stats.Coefficient}, rows,
			func(r row) (float64, stats.Missing) { return stats.Defined(r.Value, r.Defined()) }),
		stats.Variable{Name: "remarque", Label: u.say("Remarque", "Remark")}.Texts(remarks, nil),
	).Captioned(stats.Caption{
		Reading: reading,
		Population: fmt.Sprintf(u.say("%s passages de %s codeurs dans un texte de %s positions ; lignes incomplètes écartées : %s",
			"%s passages of %s coders in a text of %s positions; incomplete rows left out: %s"),
			count(u.N), count(len(u.Coders)), count(u.Spec.TextLength), count(u.Missing.Total())),
		Notes: append([]string{u.say("Deux conventions pour cu-alpha et (k)u-alpha : ce qu'un autre codeur au moins couvre, ou les recouvrements deux à deux.",
			"Two conventions for cu-alpha and (k)u-alpha: what another coder at least covers, or overlaps two by two.")}, u.Warnings...),
	})
}

func (u *UnitisedAgreement) byCode() *stats.Table {
	names, remarks := make([]string, len(u.Codes)), make([]string, len(u.Codes))
	for i, c := range u.Codes {
		names[i] = c.Code
		remarks[i] = c.Own.Reason
		if c.Own.Defined() {
			remarks[i] = c.KUCovered.Reason
		}
	}
	columns := []stats.Column{stats.Variable{Name: "code", Label: "Code"}.Texts(names, nil)}
	add := func(name, french, english string, format stats.Format, of func(c CodeAgreement) stats.Estimate) {
		columns = append(columns, numbers(stats.Variable{Name: name, Label: u.say(french, english), Format: format}, u.Codes,
			func(c CodeAgreement) (float64, stats.Missing) { e := of(c); return stats.Defined(e.Value, e.Defined()) }))
	}
	add("passages", "Passages", "Passages", stats.Count, func(c CodeAgreement) stats.Estimate { return stats.Estimate{Value: float64(c.N)} })
	add("longueur", "Longueur", "Length", stats.Count, func(c CodeAgreement) stats.Estimate { return stats.Estimate{Value: float64(c.Length)} })
	add("seul", "u-alpha du code seul", "u-alpha of the code alone", stats.Coefficient, func(c CodeAgreement) stats.Estimate { return c.Own })
	add("ku_couvert", "(k)u-alpha, couvert", "(k)u-alpha, covered", stats.Coefficient, func(c CodeAgreement) stats.Estimate { return c.KUCovered })
	add("ku_recouvre", "(k)u-alpha, recouvrements", "(k)u-alpha, overlaps", stats.Coefficient, func(c CodeAgreement) stats.Estimate { return c.KUOverlaps })
	add("couverture", "Couverture (%)", "Coverage (%)", stats.Percent, func(c CodeAgreement) stats.Estimate { return c.Coverage })
	add("alpha_u", "alpha_U (1995)", "alpha_U (1995)", stats.Coefficient, func(c CodeAgreement) stats.Estimate { return c.AlphaU })
	columns = append(columns, stats.Variable{Name: "remarque", Label: u.say("Remarque", "Remark")}.Texts(remarks, nil))
	return stats.MustTable(u.say("Accord par code", "Agreement by code"), columns...)
}
