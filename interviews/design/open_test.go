package design

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews"
)

const (
	oneStudy = "nom;titre;debut;fin;dossiers;champ\nEssai;Une étude;01/01/2023;31/12/2023;;\n"
	oneRole  = "role;regard;libelles;consentements;mineur\njeune;jeune;ado;info_remise;oui\n"
	wanted   = "libelle;compte;regard;role;min;max;source;note\n"
	states   = "code;libelle;rang;court;definition\n"
	entries  = "code;libelle;groupe;definition\n"
)

func TestOpenReportsWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		want             string // part of a problem; "" for none
	}{
		{"nothing but the study", "", "", ""},
		{"a second study", "etude.csv", oneStudy + "Autre;;;;;\n", "ligne 3, colonne « nom » : « Autre » est une seconde étude"},
		{"dates the wrong way round", "etude.csv", "nom;titre;debut;fin;dossiers;champ\nA;;01/01/2023;01/01/2022;;\nB;;;;;\n", "colonne « fin » : « 01/01/2022 » ne vient pas après le début"},
		{"no such main table", "etude.csv", "nom;titre;debut;fin;dossiers;champ\nA;;;;dosiers;\n", "« dosiers » n'a pas de dictionnaire"},
		{"a role twice", "roles.csv", oneRole + "Ado;jeune;;info_remise;\n", "ligne 3, colonne « role » : « Ado » désigne déjà un rôle"},
		{"a label twice", "roles.csv", oneRole + "pro;professionnel;ado;info_remise;\n", "qui désigne déjà « jeune »"},
		{"no such side", "roles.csv", oneRole + "pro;profesionnel;;info_remise;\n", "« profesionnel » n'est pas un regard"},
		{"no such consent", "roles.csv", oneRole + "pro;professionnel;;info_remis;\n", "« info_remis » contient ce qui n'est pas un consentement"},
		{"no consent at all", "roles.csv", oneRole + "pro;professionnel;;;\n", "colonne « consentements » : est vide"},
		{"a minor or not", "roles.csv", oneRole + "pro;professionnel;;info_remise;peut-être\n", "colonne « mineur » : « peut-être » n'est pas une réponse"},
		{"no such unit", "cibles.csv", wanted + "A;entrevues;;;1;2;;\n", "« entrevues » ne dit pas ce qui est compté"},
		{"a target of no role", "cibles.csv", wanted + "A;entretiens;;juge;1;2;;\n", "« juge » n'est pas un rôle de l'étude ; écrire l'un de : jeune"},
		{"a target of no side", "cibles.csv", wanted + "A;entretiens;juge;;1;2;;\n", "colonne « regard » : « juge » n'est pas un regard"},
		{"case files by role", "cibles.csv", wanted + "A;dossiers;;jeune;1;2;;\n", "ne se compte pas par rôle"},
		{"bounds the wrong way round", "cibles.csv", wanted + "A;entretiens;;;25;20;;\n", "colonne « min » : « 25 » est négatif ou plus grand que max"},
		{"no bound", "cibles.csv", wanted + "A;entretiens;;;;20;;\n", "colonne « min » : est vide"},
		{"an open range", "cibles.csv", wanted + "A;entretiens;;ado;0;;;\n", ""},
		{"a rank twice", "etats_a.csv", states + "HM;;1;;\nEV;;1;;\n", "« 1 » est aussi le rang de « HM »"},
		{"a state twice", "etats_a.csv", states + "HM;;1;;\nHM;;2;;\n", "« HM » est déjà dans l'alphabet"},
		{"an item twice", "liste_a.csv", entries + "a;;;\na;;;\n", "« a » est déjà dans la liste"},
		{"an empty dictionary", "dictionnaire_a.csv", "", "dictionnaire_a.csv : est vide"},
		{"a file of something else", "dossiers.csv", "n'importe quoi", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := fstest.MapFS{"etude.csv": {Data: []byte(oneStudy)}, "roles.csv": {Data: []byte(oneRole)}}
			if c.file != "" {
				files[c.file] = &fstest.MapFile{Data: []byte(c.text)}
			}
			d, report, err := Open(files)
			if err != nil || d.Name == "" {
				t.Fatal(err)
			}
			for _, s := range report.Sources {
				if s.Read != s.Accepted+s.Rejected {
					t.Errorf("%s: read %d, accepted %d, rejected %d", s.File, s.Read, s.Accepted, s.Rejected)
				}
			}
			if c.want == "" {
				if len(report.Problems) > 0 {
					t.Error(report)
				}
			} else if !strings.Contains(report.String(), c.want) {
				t.Errorf("want %q in\n%s", c.want, report)
			}
		})
	}
}

// A role that is not fully understood is left out: nobody passes the consent
// gate by it.
func TestDoubtfulRolesAreLeftOut(t *testing.T) {
	for _, row := range []string{"enfant;jeune;;info_remise;peut-être", "enfant;jeune;;consentement;oui", "enfant;jeune;;;oui", "enfant;fille;;info_remise;oui"} {
		d, report, err := Open(fstest.MapFS{"etude.csv": {Data: []byte(oneStudy)}, "roles.csv": {Data: []byte(oneRole + row + "\n")}})
		if err != nil || len(d.Roles) != 1 || len(report.Problems) != 1 || report.Problems[0].Severity != interviews.Rejected {
			t.Errorf("%s: roles %v, %v\n%s", row, d.Roles.Names(), err, report)
		}
	}
}

func TestOpenFails(t *testing.T) {
	for name, c := range map[string]struct {
		files fs.FS
		want  string
	}{
		"empty folder":   {fstest.MapFS{}, "etude.csv : n'existe pas"},
		"only a header":  {fstest.MapFS{"etude.csv": {Data: []byte("nom;titre;debut;fin;dossiers;champ\n")}}, "ne décrit aucune étude"},
		"something else": {fstest.MapFS{"etude.csv": {Data: []byte("%PDF-1.7")}}, "c'est un PDF"},
		"no such folder": {os.DirFS(filepath.Join("testdata", "absent")), "etude.csv : n'existe pas"},
	} {
		if _, report, err := Open(c.files); err == nil || !strings.Contains(err.Error(), c.want) || len(report.Problems) == 0 {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// A copy opens as the same study, and the copy of the copy is the same to the
// byte.
func TestCopiesOpenAsTheSameStudy(t *testing.T) {
	for _, d := range studies() {
		first, second := filepath.Join(t.TempDir(), "a", "b"), t.TempDir()
		if err := d.CopyTo(first); err != nil {
			t.Fatal(err)
		}
		copied, report, err := Open(os.DirFS(first))
		if err != nil || len(report.Problems) > 0 {
			t.Fatalf("%s: %v\n%s", d.Name, err, report)
		}
		if err := copied.CopyTo(second); err != nil {
			t.Fatal(err)
		}
		for _, name := range designFiles(d.files) {
			once, err := os.ReadFile(filepath.Join(first, name))
			twice, err2 := os.ReadFile(filepath.Join(second, name))
			if err != nil || err2 != nil || string(once) != string(twice) || !strings.HasPrefix(string(once), "\ufeff") || strings.Count(string(once), "\n") != strings.Count(string(once), "\r\n") {
				t.Errorf("%s: the copies of %s differ, or are not as spreadsheets want them (%v, %v)", d.Name, name, err, err2)
			}
		}
		copied.files, d.files = nil, nil
		if !reflect.DeepEqual(copied, d) {
			t.Errorf("%s: the copy is another study", d.Name)
		}
	}
}

func TestCopyToKeepsWhatIsThere(t *testing.T) {
	folder := t.TempDir()
	mine := filepath.Join(folder, "roles.csv")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := MEP().CopyTo(folder)
	left, _ := os.ReadDir(folder)
	text, _ := os.ReadFile(mine)
	if !errors.Is(err, fs.ErrExist) || len(left) != 1 || string(text) != "mine" {
		t.Errorf("%v; the folder holds %v", err, left)
	}
	if err := (Design{}).CopyTo(folder); err == nil {
		t.Error("a design without files was copied")
	}
}

func TestCopyToLeavesTheDataBehind(t *testing.T) {
	d, _, err := Open(fstest.MapFS{
		"etude.csv": {Data: []byte(oneStudy)}, "dossiers.csv": {Data: []byte("id\nE1\n")},
		"transcriptions/C01-jeune.txt": {Data: []byte("E : bonjour")}, "liste_a.csv": {Data: []byte("code;libelle;groupe;definition\r\n\xe9;;;\r\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := d.CopyTo(folder); err != nil {
		t.Fatal(err)
	}
	var names []string
	entries, _ := os.ReadDir(folder)
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if strings.Join(names, " ") != "etude.csv liste_a.csv" {
		t.Errorf("copied %v", names)
	}
	// A file in another encoding than UTF-8 is copied as it is.
	if text, _ := os.ReadFile(filepath.Join(folder, "liste_a.csv")); !strings.HasSuffix(string(text), "\xe9;;;\r\n") || strings.HasPrefix(string(text), "\ufeff") {
		t.Errorf("copied as %q", text)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(oneStudy, oneRole, wanted+"A;entretiens;;jeune;1;2;;\n", states+"HM;;1;;\n", entries+"a;b;c;d\n")
	f.Add("nom;dossiers\nA;x\n", "role;regard\n", "", "code;rang\nHM;-1\n", "\xff\xfe")
	f.Fuzz(func(t *testing.T, study, roles, targets, alphabet, list string) {
		d, report, err := Open(fstest.MapFS{
			"etude.csv": {Data: []byte(study)}, "roles.csv": {Data: []byte(roles)},
			"cibles.csv": {Data: []byte(targets)}, "etats_a.csv": {Data: []byte(alphabet)}, "liste_a.csv": {Data: []byte(list)},
		})
		for _, s := range report.Sources {
			if s.Read != s.Accepted+s.Rejected {
				t.Errorf("%s: read %d, accepted %d, rejected %d", s.File, s.Read, s.Accepted, s.Rejected)
			}
		}
		if err == nil && d.Name == "" || err != nil && len(report.Problems) == 0 {
			t.Errorf("design %q, %v\n%s", d.Name, err, report)
		}
		for _, a := range d.Alphabets {
			if len(a.Priority()) != len(a.States) {
				t.Error("states are lost by rank")
			}
		}
	})
}

func BenchmarkMEP(b *testing.B) {
	for b.Loop() {
		MEP()
	}
}
