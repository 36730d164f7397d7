package dictionary

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/fstest"
)

// rejectedLines counts the rows of a file of rejects.
func rejectedLines(t *testing.T, data []byte) int {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return len(rows) - 1
}

func TestRejects(t *testing.T) {
	d := &Dictionary{Variables: []Variable{{Name: "id", Key: true}, {Name: "nom"}, {Name: "age", Type: Whole}, {Name: "note"}, {Name: "lieux", Type: Multiple}}}
	files := fstest.MapFS{"f.csv": {Data: []byte("id;nom;age;note;lieux[a];lieux[b]\n" +
		"E1;Lebrac;12;x;Y;\nE1;Lebrac;13;'=A1;Y;Y\n;Camus;14;06 12 34 56 78;;\nE3;Grangibus;15\nE4;Tintin;16;mail a@exemple.fr;;\n")}}
	read := func(reader Reader) (string, error) {
		var out bytes.Buffer
		reader.Dictionary, reader.Files, reader.Rejects = d, files, &out
		_, _, err := reader.ReadFile("f.csv")
		return out.String(), err
	}
	got, err := read(Reader{})
	want := "\ufefffeuille;ligne;colonne;motif;a_faire;id;age;lieux[a];lieux[b]\r\n" +
		";3;id;est déjà l'identifiant de la ligne 2;garder une seule des deux lignes;E1;13;Y;Y\r\n" +
		";4;id;est vide : la ligne n'a pas d'identifiant;donner un identifiant à la ligne, ou la supprimer;;14;;\r\n" +
		";5;;a 3 cellules au lieu de 6;chercher un séparateur en trop ou en moins ; mettre entre guillemets une cellule qui en contient un;;;;\r\n"
	want = strings.Replace(want, "chercher un séparateur en trop ou en moins ; mettre entre guillemets une cellule qui en contient un",
		`"chercher un séparateur en trop ou en moins ; mettre entre guillemets une cellule qui en contient un"`, 1)
	// The column of notes was refused after the first rejects, for its address.
	if err != nil || got != want {
		t.Errorf("%v\ngot  %q\nwant %q", err, got, want)
	}
	if got, err = read(Reader{AllowIdentifying: []string{"nom", "note"}}); err != nil || strings.Contains(got, "Lebrac") || strings.Contains(got, "06 12") {
		t.Errorf("a column that identifies is among the rejects: %q, %v", got, err)
	}
	d.Variables[3].Type = Nominal // no address in it, but a formula
	files["f.csv"].Data = []byte("id;nom;age;note;lieux[a]\nE1;x;1;'=A1;\nE1;x;1;'=A1;\n")
	if got, err = read(Reader{}); err != nil || !strings.Contains(got, ";'=A1;") {
		t.Errorf("a formula is not guarded: %q, %v", got, err)
	}
	_, _, err = Reader{Dictionary: d, Files: files, Rejects: failing{}}.ReadFile("f.csv")
	if !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("a file that cannot be written: %v", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
