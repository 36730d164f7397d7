package corpus_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/stats"
)

func caseFiles(t testing.TB) *stats.Table {
	t.Helper()
	files, err := stats.NewTable("Dossiers",
		stats.Variable{Name: "id_enfant"}.Texts([]string{"E0001", "E0002"}, nil),
		stats.Variable{Name: "cadre", Label: "Cadre"}.Labelled("jud", "adm"),
		stats.Variable{Name: "ppe"}.Flags([]bool{true, false}, []stats.Missing{stats.Recorded, stats.Refused}),
		stats.Variable{Name: "sexe"}.Labelled("garcon", "fille"),
		stats.Variable{Name: "lieux"}.Sets(stats.Levels("cdas", "caf"), [][]int{{0, 1}, {}}, nil))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestAttributes(t *testing.T) {
	c := newCorpus(t, invented()...)
	table, err := corpus.Attributes{Cases: caseFiles(t)}.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, shown(t, table, "id_entretien", "id_cas", "role", "regard", "tranche", "sexe_entretien", "cadre", "ppe", "sexe"),
		"C01-jeune|C01|jeune|jeune|15-17|F|jud|oui|garcon", "C01-mere|C01|mère|parent|35-44|F|jud|oui|garcon",
		"C02-mere|C02|mère|parent|25-34|F|adm|RF|fille", "C02-pro|C02|référent MEP|professionnel|15-17|F|adm|RF|fille")
	// Files with another key are joined on the codes that they hold.
	for name, codes := range map[string][]string{
		"id_dossier": {"E0002", "E0001"}, "situation": {"C02", "C01"},
		"lieu": {"C02-mere", "C01-jeune"}, "id_pro": {"P-C02-mere", "P-C01-jeune"},
	} {
		files, err := stats.NewTable("Dossiers", stats.Variable{Name: "note"}.Texts([]string{"a", "b"}, nil),
			stats.Variable{Name: name}.Texts(codes, nil), stats.Variable{Name: "secteur"}.Labelled("bourg", "ville"))
		if err != nil {
			t.Fatal(err)
		}
		table, err := corpus.Attributes{Cases: files}.Of(c)
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"C01-jeune|ville|b", "C01-mere|ville|b", "C02-mere|bourg|a", "C02-pro|bourg|a"}
		if strings.Contains(codes[0], "mere") {
			want[1], want[3] = "C01-mere|NR|NR", "C02-pro|NR|NR"
		}
		wantRows(t, shown(t, table, "id_entretien", "secteur", "note"), want...)
		if slices.Contains(table.Names(), name) {
			t.Errorf("the key %q stands in the table", name)
		}
	}
	without, err := caseFiles(t).Select("cadre")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (corpus.Attributes{Cases: without}).Of(c); err == nil || !strings.Contains(err.Error(), "no column id_enfant") {
		t.Errorf("error %v", err)
	}
}

func TestCodeByAttribute(t *testing.T) {
	c, book, codings := codedByTwo(t)
	codings = append(codings, coded(t, c, book, "C02-mere", "M4.4", "AB", "ils ne répondent pas"))
	for _, test := range []struct {
		name    string
		spec    corpus.CodeByAttribute
		columns []string
		want    []string
		units   string
	}{
		{
			"cases by role: the case of youth and mother is among both",
			corpus.CodeByAttribute{Attribute: "role", Codes: []string{"M2", "M4.4", "M5.4"}},
			[]string{"code", "n_jeune", "sur_jeune", "n_mère", "sur_mère", "part_mère", "ensemble_n", "ensemble_sur"},
			[]string{"M2|1|1|1|2|50,0|1|2", "M4.4|1|1|1|2|50,0|2|2", "M5.4|0|1|1|2|50,0|1|2"},
			"Situations qui parlent du thème",
		},
		{
			"interviews by a variable of the case files",
			corpus.CodeByAttribute{Attribute: "cadre", Codes: []string{"M2", "M4.4"}, Per: corpus.PerInterview},
			[]string{"code", "n_jud", "sur_jud", "part_jud", "n_adm", "sur_adm", "part_adm"},
			[]string{"M2|2|2|100,0|0|1|0,0", "M4.4|1|2|50,0|1|1|100,0"},
			"Entretiens qui parlent du thème",
		},
		{
			"turns by side",
			corpus.CodeByAttribute{Attribute: "regard", Codes: []string{"M2", "M4"}, Per: corpus.PerTurn},
			[]string{"code", "n_jeune", "sur_jeune", "n_parent", "sur_parent"},
			[]string{"M2|1|2|1|3", "M4|2|2|1|3"},
			"Tours de parole des informateurs",
		},
		{
			"words of the informants: overlapping codings count once",
			corpus.CodeByAttribute{Attribute: "regard", Codes: []string{"M2"}, Per: corpus.PerThousandWords},
			[]string{"code", "n_jeune", "sur_jeune", "part_jeune", "n_parent", "sur_parent", "part_parent"},
			[]string{"M2|5|26|192,3|5|30|166,7"},
			"pour 1 000 mots des informateurs",
		},
		{
			"a set: a case counts for each option, and one without any for all",
			corpus.CodeByAttribute{Attribute: "lieux", Codes: []string{"M2", "M4.4"}},
			[]string{"code", "n_cdas", "sur_cdas", "n_caf", "sur_caf", "ensemble_n", "ensemble_sur"},
			[]string{"M2|1|1|1|1|1|2", "M4.4|1|1|1|1|2|2"},
			"Situations qui parlent du thème",
		},
		{
			"turns by a set: each turn once for all",
			corpus.CodeByAttribute{Attribute: "lieux", Codes: []string{"M4"}, Per: corpus.PerTurn},
			[]string{"code", "n_cdas", "sur_cdas", "n_caf", "sur_caf", "ensemble_n", "ensemble_sur"},
			[]string{"M4|2|4|2|4|3|5"},
			"Tours de parole des informateurs",
		},
		{
			"without the attribute",
			corpus.CodeByAttribute{Attribute: "ppe", Codes: []string{"M2", "M4.4"}},
			[]string{"code", "n_oui", "sur_oui", "n_non", "sur_non", "ensemble_n", "ensemble_sur"},
			[]string{"M2|1|1|NR|NR|1|1", "M4.4|1|1|NR|NR|1|1"},
			"Situations qui parlent du thème",
		},
		{
			"one coder, who did not read all",
			corpus.CodeByAttribute{Attribute: "cadre", Codes: []string{"M5.4"}, Coder: "CD"},
			[]string{"code", "n_jud", "sur_jud", "n_adm", "sur_adm"},
			[]string{"M5.4|1|1|NR|NR"},
			"Situations qui parlent du thème",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.spec.Codebook, test.spec.Cases = book, caseFiles(t)
			table, err := test.spec.Of(c, codings)
			if err != nil {
				t.Fatal(err)
			}
			wantRows(t, shown(t, table.Tables()[0], test.columns...), test.want...)
			if units := table.Tables()[0].Caption().Units; !strings.Contains(units, test.units) {
				t.Errorf("units %q", units)
			}
			for code := range table.Codes {
				for level, n := range table.Coded[code] {
					if n > table.Read[code][level] {
						t.Errorf("%s: %d of %d", table.Codes[code], n, table.Read[code][level])
					}
				}
			}
		})
	}
}

// The case table is what a crosstab tests: it counts as the table does.
func TestCodeByAttributeTested(t *testing.T) {
	c, book, codings := codedByTwo(t)
	codings = append(codings, coded(t, c, book, "C02-mere", "M4.4", "AB", "ils ne répondent pas"))
	spec := corpus.CodeByAttribute{Attribute: "cadre", Cases: caseFiles(t), Codebook: book}
	table, err := spec.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, shown(t, table.CaseTable(), "id_cas", "id_enfant", "cadre", "M2.1", "M4.4"), "C01|E0001|jud|oui|oui", "C02|E0002|adm|non|oui")
	crossed, err := stats.CrossTab{Rows: "M2.1", Cols: "cadre"}.Of(table.CaseTable())
	if err != nil {
		t.Fatal(err)
	}
	if crossed.N != 2 || crossed.Observed[0][1] != 1 || crossed.Observed[1][0] != 1 {
		t.Errorf("crosstab of %d: %v", crossed.N, crossed.Observed)
	}
	spec.Attribute = "regard"
	if table, err = spec.Of(c, codings); err != nil {
		t.Fatal(err)
	}
	if !table.Overlapping {
		t.Error("a case with two sides has one level")
	}
	wantRows(t, shown(t, table.CaseTable(), "id_cas", "regard", "M2.1", "M5.4"), "C01|jeune|oui|non", "C01|parent|oui|oui", "C02|parent|non|non")
}

// The yeses of the case table are the cases of the table, on drawn codings too.
func TestCodeByAttributeCaseTableCountsAsTheTable(t *testing.T) {
	for seed := range uint64(4) {
		c, codings := drawn(t, seed, 12, 8, 40, []string{"a", "b"}, []string{"AB", "CD"})
		table, err := corpus.CodeByAttribute{Attribute: "role"}.Of(c, codings)
		if err != nil {
			t.Fatal(err)
		}
		cases := table.CaseTable()
		role, err := cases.Categories("role")
		if err != nil {
			t.Fatal(err)
		}
		for i, code := range table.Codes {
			flags, err := cases.Flags(code)
			if err != nil {
				t.Fatal(err)
			}
			yes, read := make([]int, len(table.Levels)), make([]int, len(table.Levels))
			for row := range flags.Len() {
				level, _ := role.At(row)
				if spoken, recorded := flags.At(row); recorded {
					read[level]++
					if spoken {
						yes[level]++
					}
				}
			}
			if n := len(yes); !slices.Equal(yes, table.Coded[i][:n]) || !slices.Equal(read, table.Read[i][:n]) {
				t.Errorf("seed %d, %s: %v of %v, the table has %v of %v", seed, code, yes, read, table.Coded[i], table.Read[i])
			}
		}
	}
}

// A code that is called as the attribute is an error, not a panic.
func TestCodeByAttributeNameTaken(t *testing.T) {
	c := newCorpus(t, invented()...)
	codings := corpus.Codings{coded(t, c, nil, "C01-jeune", "role", "AB", "Mes parents")}
	if _, err := (corpus.CodeByAttribute{Attribute: "role"}).Of(c, codings); err == nil {
		t.Error("two columns have one name")
	}
}

// Counts are of people: they add up, and what is hidden is not shown.
func TestCodeByAttributeHides(t *testing.T) {
	c, book, codings := codedByTwo(t)
	table, err := corpus.CodeByAttribute{Attribute: "cadre", Cases: caseFiles(t), Codebook: book, Codes: []string{"M2.1"}, Per: corpus.PerInterview}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	var counted stats.Counted = table
	counts := counted.Counts()[0]
	for col := range counts.Cells[0] {
		if counts.Cells[0][col]+counts.Cells[1][col] != counts.Cells[2][col] {
			t.Errorf("column %d does not add up: %v", col, counts.Cells)
		}
	}
	for row := range counts.Cells {
		if counts.Cells[row][0]+counts.Cells[row][1] != counts.Cells[row][2] {
			t.Errorf("row %d does not add up: %v", row, counts.Cells)
		}
	}
	hidden := counted.Hide([]stats.Mask{{{true, false, true}, {true, false, true}, {false, false, false}}}).Tables()[0]
	wantRows(t, shown(t, hidden, "n_jud", "sur_jud", "part_jud", "ensemble_n", "ensemble_part"), "s|2|s|s|s")
	// Where levels overlap, the whole goes with any of them.
	sides, err := corpus.CodeByAttribute{Attribute: "regard", Codebook: book, Codes: []string{"M5.4"}}.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	hidden = sides.Hide([]stats.Mask{{{true, false, false}, {true, false, false}, {false, false, false}}}).Tables()[0]
	wantRows(t, shown(t, hidden, "n_jeune", "n_parent", "sur_parent", "ensemble_n", "ensemble_sur"), "s|1|1|s|s")
	turns, err := corpus.CodeByAttribute{Attribute: "cadre", Cases: caseFiles(t), Per: corpus.PerTurn}.Of(c, codings)
	if err != nil || turns.Counts() != nil {
		t.Errorf("turns are counted as people: %v, %v", turns.Counts(), err)
	}
}

func TestCodeByAttributeFails(t *testing.T) {
	c, book, codings := codedByTwo(t)
	for name, spec := range map[string]corpus.CodeByAttribute{
		`no column "rôle"`: {Attribute: "rôle"},
		"holds texts":      {Attribute: "id_entretien"},
		"no code":          {Attribute: "role", Codes: []string{"Z"}},
		"no denominator":   {Attribute: "role", Per: 7},
	} {
		spec.Codebook = book
		if _, err := spec.Of(c, codings); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error %v, want %q", err, name)
		}
	}
	table, err := corpus.CodeByAttribute{Attribute: "role"}.Of(newCorpus(t), nil)
	if err != nil || table.Tables()[0].Len() != 0 {
		t.Errorf("of nothing: %v", err)
	}
}

func BenchmarkCodeByAttribute(b *testing.B) {
	c, codings := many(b)
	for b.Loop() {
		if _, err := (corpus.CodeByAttribute{Attribute: "role"}).Of(c, codings); err != nil {
			b.Fatal(err)
		}
	}
}
