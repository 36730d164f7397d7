package export

import (
	"testing"
	"time"

	"github.com/askoria/verbatim/stats"
)

func csvTable() *stats.Table {
	return stats.MustTable("Dossiers",
		text("id", "Dossier", "E01", "=1+1", "-2,5", "-inf"),
		stats.Variable{Name: "age", Label: "Âge", Unit: "ans"}.Numbers([]float64{12.5, 0, -3, 1000}, []stats.Missing{0, stats.NotApplicable, 0, 0}),
		stats.Variable{Name: "cadre", Label: "Cadre"}.Categories([]stats.Level{{Code: "adm", Label: "Administratif"}, {Code: "jud", Label: "Judiciaire ; civil"}}, false, []int{0, 1, 0, 1}, nil),
		stats.Variable{Name: "debut", Label: "Début"}.Dates([]time.Time{day(1), day(2), day(3), day(4)}, nil),
		stats.Variable{Name: "nom", Identifying: true}.Texts([]string{"a", "b", "c", "d"}, nil))
}

func day(n int) time.Time { return time.Date(2023, 1, n, 0, 0, 0, 0, time.UTC) }

func TestCSV(t *testing.T) {
	cases := []struct {
		spec CSV
		want string
	}{
		{CSV{}, "\ufeffDossier;Âge (ans);Cadre;Début\r\nE01;12,5;Administratif;01/01/2023\r\n'=1+1;SO;\"Judiciaire ; civil\";02/01/2023\r\n" +
			"-2,5;-3;Administratif;03/01/2023\r\n'-inf;1000;\"Judiciaire ; civil\";04/01/2023\r\n"},
		{CSV{Lang: "en", Codes: true}, "\ufeffid,age,cadre,debut\r\nE01,12.5,adm,2023-01-01\r\n'=1+1,SO,jud,2023-01-02\r\n" +
			"\"-2,5\",-3,adm,2023-01-03\r\n'-inf,1000,jud,2023-01-04\r\n"},
	}
	for _, c := range cases {
		got, err := c.spec.Of(csvTable())
		if err != nil || string(got) != c.want {
			t.Errorf("%+v gives %v\n%q\nwant\n%q", c.spec, err, got, c.want)
		}
	}
	if _, err := (CSV{}).Of(&stats.Table{}); err == nil {
		t.Error("a table without columns was written")
	}
}
