package dictionary

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews"
)

// inferred is the file of the dictionary that is proposed, and what is said of
// it.
func inferred(t *testing.T, f Infer, data string) (*Dictionary, string, []string) {
	t.Helper()
	f.Files = fstest.MapFS{"f.csv": {Data: []byte(data)}}
	d, report, err := f.ReadFile("f.csv")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := d.WriteCSV(&out); err != nil {
		t.Fatal(err)
	}
	var said []string
	for i := range report.Problems {
		said = append(said, report.Problems[i].String())
	}
	if s := report.Sources[0]; s.Read != s.Accepted+s.Rejected || len(said) < len(d.Variables) {
		t.Errorf("read %d, accepted %d, rejected %d; %d variables, %d announced", s.Read, s.Accepted, s.Rejected, len(d.Variables), len(said))
	}
	// What is written is what Open reads.
	again, report, err := Open(fstest.MapFS{"d.csv": {Data: out.Bytes()}}, "d.csv")
	if err != nil || len(report.Problems) > 0 {
		t.Fatal(err, report)
	}
	if got, want := fmt.Sprint(again.Variables), fmt.Sprint(d.Variables); got != want {
		t.Errorf("read again\n%s\nwant\n%s", got, want)
	}
	return d, out.String(), said
}

func TestInfer(t *testing.T) {
	var file strings.Builder
	file.WriteString("Dossiers de 2023;;;;;;;;;;;;;;\n")
	file.WriteString("Code enfant;sexe;Âge;Date de début;Mois;Score;mna;insee;Nom référent;Référent;remarque;lieux;Q3[a];Q3[other];GENS_1;GENS_2;vide;conjoint\n")
	for i := range 40 {
		age := fmt.Sprint(11 + i%5)
		switch {
		case i%20 == 19:
			age = "12 ans"
		case i%8 == 7:
			age = "99"
		}
		fmt.Fprintf(&file, "E%02d;%s;%s;%02d/02/2021;%s;%d,5;%s;%05d;Lebrac;%s;texte %d;%s;%s;%s;%s;%s;;%d\n", i,
			[]string{"F", "G", "f", "NR"}[i%4], age, 1+i%28,
			[]string{"févr-21", "2021-03"}[i%2], i, []string{"oui", "non"}[i%2], 1000+i%9, []string{"Mme B.", "M. C."}[i%2], i,
			[]string{"Mission locale ; CDAS", "CDAS", "aucun"}[i%3], []string{"Y", ""}[i%2], []string{"", "le bar"}[i%2],
			[]string{"Mère", "Père"}[i%2], []string{"Père", ""}[i%2], 1+i%2)
	}
	data := file.String()
	data = strings.Replace(data, "Dossiers de 2023;;;;;;;;;;;;;;", "Dossiers de 2023", 1)
	data = strings.ReplaceAll(data, "Mission locale ; CDAS", `"Mission locale ; CDAS"`)
	d, text, said := inferred(t, Infer{}, data)
	for _, line := range []string{
		"code_enfant;Code enfant;texte;;;;;;;oui;;;;\r\n",
		"sexe;;nominal;F|G;;;;;;;;;;\r\n",
		"age;Âge;entier;;99=NSP;;;;;;;;;\r\n",
		"date_de_debut;Date de début;date;;;;;;;;;;;\r\n",
		"mois;Mois;mois;;;;;;;;;;;\r\n",
		"score;Score;nombre;;;;;;;;;;;\r\n",
		"mna;;binaire;;;;;;;;;;;\r\n",
		"insee;;nominal;01000|01001|01002|01003|01004|01005|01006|01007|01008;",
		"nom_referent;Nom référent;texte;;;;oui;;;;;;;\r\n",
		"referent;Référent;texte;;;;oui;;;;;;;\r\n",
		"remarque;;texte;;;;;;;;;;;\r\n",
		"lieux;;multiple;Mission locale|CDAS;;;;;;;;cellule;;\r\n",
		"q3;Q3;multiple;a|other;;;;;;;;cases;;\r\n",
		"gens;GENS;multiple;Mère|Père;;;;;;;;rangs;;\r\n",
		"vide;;texte;;;;;;;;;;;\r\n",
		"conjoint;;binaire;1=Oui|2=Non;;;;;;;;;;\r\n",
	} {
		if !strings.Contains(text, line) {
			t.Errorf("lacks %q", line)
		}
	}
	if t.Failed() {
		t.Log(text)
	}
	joined := strings.Join(said, "\n")
	for _, part := range []string{
		"f.csv, colonne « sexe » : proposée comme « sexe », de type nominal (40 cellules remplies sur 40, modalités : 2 ; ordinal si elles sont ordonnées ; aucune ne doit nommer quelqu'un) ; vérifier dans le dictionnaire",
		"codes de valeur manquante supposés : 99 = NSP", "identifiante (par son nom)", "identifiante (des noms de personnes)", "sans posee_si, tout vide compte comme sans objet",
	} {
		if !strings.Contains(joined, strings.ReplaceAll(part, "99 = NSP", "99=NSP")) {
			t.Errorf("not announced: %q in\n%s", part, joined)
		}
	}
	for _, name := range []string{"Lebrac", "Mme B."} {
		if strings.Contains(text+joined, name) {
			t.Errorf("%q is told", name)
		}
	}
	// The file is read through what was proposed for it.
	table, report, err := Reader{Dictionary: d, Files: fstest.MapFS{"f.csv": {Data: []byte(data)}}}.ReadFile("f.csv")
	if err != nil || table.Len() != 40 {
		t.Fatal(table, err)
	}
	for _, p := range report.Problems {
		if p.Severity != interviews.Notice && p.Column != "Âge" && !strings.Contains(p.Summary, "identifie") {
			t.Errorf("%s", p.String())
		}
	}
	if q3, err := table.Sets("q3"); err != nil || q3.Show(0, "fr") != "a" || q3.Show(1, "fr") != "other" {
		t.Errorf("q3 is %v, %v", q3, err)
	}
}

func TestInferOddFiles(t *testing.T) {
	for name, test := range map[string]struct{ data, line string }{
		"a header alone":      {"a;b\n", "a;;texte;"},
		"one column":          {"âge\n12\n13\n14\n", "age;âge;entier;"},
		"names that coincide": {"a b;a_b\n1;x\n2;y\n3;x\n4;y\n", "a_b_2;a_b;nominal;"},
		"no letters":          {"***;b\n1;x\n2;y\n", "colonne;***;binaire;1=Oui|2=Non;"},
		"signs of a list":     {"id;v\n1;a=b\n2;a=b\n3;a=b\n", "v;;nominal;;"},
		"long digits":         {"id;n\n1;1234567890123456\n2;1234567890123456\n", "n;;nominal;1234567890123456;"},
		"constant":            {"id;v\n1;x\n2;x\n3;x\n4;x\n", "v;;binaire;"},
		"joined by commas":    {"id;v\n1;a, b\n2;b\n3;b, a\n4;a\n", "v;;multiple;a|b;;;;;;;;cellule;;"},
		"joined by a bar":     {"id;v\n1;RSA|salaire\n2;RSA\n3;RSA\n4;salaire\n5;salaire\n6;salaire\n7;?\n", "v;;multiple;RSA|salaire;?=NR;;;;;;;cellule;;"},
		"two header rows":     {";Mère;;Père;\ncode;âge;activité;âge;activité\n" + strings.Repeat("x;31;a;35;b\n", 3) + "y;32;b;36;a\n", "pere_age;Père / âge;entier;"},
		"sentences":           {"id;v\n1;un, deux\n2;trois, quatre\n3;cinq, six\n", "v;;texte;"},
		"decimal commas":      {"id;v\n1;1,5\n2;1,5\n3;2,5\n", "v;;nombre;"},
		"month of birth":      {"id;naissance\n1;2010-05\n2;2011-05\n", "naissance;;mois;"},
		"day of birth":        {"id;naissance\n1;01/05/2010\n2;2011-05-01\n", "naissance;;texte;;;;oui;"},
		"a code twice":        {"id_enfant;v\n" + strings.Repeat("x;1\n", 2) + codes(40) + "Total;2\n", "id_enfant;;texte;;;;;;;oui;"},
		"formula":             {"id;v\n1;'=A1\n2;'=A1\n3;-\n", "v;;nominal;;'-=NR;"},
	} {
		_, text, _ := inferred(t, Infer{}, test.data)
		if !strings.Contains(text, "\r\n"+test.line) {
			t.Errorf("%s: %q lacks %q", name, text, test.line)
		}
	}
	for _, data := range []string{"1;2\n3;4\n", ";\n;\n", "%PDF-1.4", "", "a;b\x00c;d"} {
		_, report, err := Infer{Files: fstest.MapFS{"f": {Data: []byte(data)}}}.ReadFile("f")
		if err == nil || len(report.Problems) != 1 || report.Problems[0].Severity != interviews.Rejected {
			t.Errorf("%q: %v", data, err)
		}
	}
}

func codes(n int) string {
	var rows strings.Builder
	for i := range n {
		fmt.Fprintf(&rows, "E%d;1\n", i)
	}
	return rows.String()
}

func TestInferWorkbook(t *testing.T) {
	d, report, err := Infer{Files: fstest.MapFS{"f": {Data: workbook(t, nil)}}, HeaderRows: 2}.ReadFile("f")
	if err != nil {
		t.Fatal(err, report)
	}
	if got := strings.Join(d.names(), " "); got != "enfant mere_age mere_pcs cadre debut naissance part mna commune" {
		t.Errorf("variables %s", got)
	}
	if _, _, err := (Infer{Files: fstest.MapFS{"f": {Data: workbook(t, func(*excelize.File, string) {})}}, Sheet: "Dosiers"}).ReadFile("f"); err == nil ||
		!strings.Contains(err.Error(), "demander la feuille « Dossiers »") {
		t.Errorf("a sheet that is not there: %v", err)
	}
}

// FuzzInfer checks that whatever is proposed can be written, and read through.
func FuzzInfer(f *testing.F) {
	f.Add([]byte("id;Q3[a];Q3[b];LIEUX_1;LIEUX_2;x\n1;Y;;a;b;12\n2;;Y;b;;99\n"))
	f.Add([]byte("\xef\xbb\xbf\"id\",\"date\",\"m\"\n\"1\",\"03/02/2021\",\"a ; b\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		files := fstest.MapFS{"f": {Data: data}}
		limits := interviews.Limits{File: 1 << 20, Inflated: 1 << 20}
		d, report, err := Infer{Files: files, Limits: limits}.ReadFile("f")
		if err != nil {
			if len(report.Problems) == 0 {
				t.Fatalf("%v without a problem", err)
			}
			return
		}
		if err := d.check(); err != nil {
			t.Fatalf("what is proposed cannot be used: %v", err)
		}
		var out bytes.Buffer
		if err := d.WriteCSV(&out); err != nil {
			t.Fatal(err)
		}
		if _, _, err := (Reader{Dictionary: d, Files: files, Limits: limits}).ReadFile("f"); err != nil && report.Sources[0].Accepted > 0 {
			t.Logf("%v", err) // a key that names persons, and the like
		}
	})
}
