package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

// The file for programs says what the workbook says, and hides what it hides.
func TestJSON(t *testing.T) {
	b := scatteredBook(scattered(3), 5)
	want := figures(t, reopened(t, saved(t, b)))
	name := filepath.Join(t.TempDir(), "tables.json")
	if err := b.SaveJSON(name); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var book jsonBook
	if err := json.Unmarshal(data, &book); err != nil {
		t.Fatal(err)
	}
	hidden, compared := 0, 0
	for _, table := range book.Tables {
		counts := map[string]int{}
		for _, c := range table.Columns[1:] {
			unit := c.Unit
			if slices.Contains([]string{"%", "n", "p"}, unit) {
				unit = "" // the cells say so
			}
			for row, value := range c.Values {
				text := ""
				switch value := value.(type) {
				case float64:
					text = string(appendDigits(nil, value))
				case nil:
					if text = c.Missing[row]; text != "s" {
						continue
					}
					hidden++
				default:
					continue
				}
				label, _ := table.Columns[0].Values[row].(string)
				key := "Tableau " + strconv.Itoa(table.Number) + " – " + table.Title + " | " + titleOf(stats.Variable{Label: c.Label, Unit: unit}, table.Units) + " | " + label
				if cells, ok := want[key]; ok {
					compared++
					if x, is := value.(float64); is && c.Unit == "%" {
						text = string(appendDigits(nil, x/100))
					}
					if counts[key] >= len(cells) || cells[counts[key]] != text && !strings.HasPrefix(cells[counts[key]], "0.0000000000000001") {
						t.Errorf("%s: %s, the workbook reads %q", key, text, cells)
					}
					counts[key]++
				}
			}
		}
	}
	if hidden < 50 || compared < 300 {
		t.Errorf("%d figures compared, %d hidden", compared, hidden)
	}
	again, err := b.json()
	if err != nil || !bytes.Equal(data, again) {
		t.Error("the same tables give other bytes")
	}
}

func TestCSVOfAll(t *testing.T) {
	b := scatteredBook(scattered(3), 5)
	data, err := b.csv()
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	tables, err := b.tables()
	if err != nil || len(archive.File) != len(tables) {
		t.Fatalf("%d files, %d tables, %v", len(archive.File), len(tables), err)
	}
	hidden := 0
	for i, file := range archive.File {
		reader, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, _ := io.ReadAll(reader)
		rows := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
		rows.Comma = ';'
		records, err := rows.ReadAll()
		if err != nil || len(records) != tables[i].table.Len()+1 || !strings.HasPrefix(file.Name, strconv.Itoa(100 + tables[i].number)[1:]+" ") {
			t.Errorf("%s: %d records, %v", file.Name, len(records), err)
		}
		for _, r := range records {
			for _, cell := range r {
				if cell == "s" {
					hidden++
				}
			}
		}
	}
	if hidden < 50 {
		t.Errorf("only %d cells are hidden", hidden)
	}
	if got := fileName("a/b: « c » ?\n..."); got != "a-b- « c » -" {
		t.Errorf("a file is named %q", got)
	}
}

// What a spreadsheet would compute leaves with an apostrophe and comes back
// without it.
func TestGuardReversed(t *testing.T) {
	said := []string{"=1+1", "+33", "-2,5", "- oui", "@moi", "'=1", "''=1", "'oui'", "l'école", "=", "-inf", "+ou-"}
	ids := make([]string, len(said))
	for i := range ids {
		ids[i] = "E" + strconv.Itoa(i+1)
	}
	table := stats.MustTable("Dossiers", text("id", "Dossier", ids...), text("dit", "Dit", said...))
	for _, spec := range []CSV{{Codes: true}, {Codes: true, Lang: "en"}} {
		data, err := spec.Of(table)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(data), "\r\n")[1:] {
			if cells := strings.FieldsFunc(line, func(r rune) bool { return r == ';' || r == ',' }); len(cells) > 1 && strings.ContainsAny(cells[1][:1], "=@\t") {
				t.Errorf("a spreadsheet computes %q", line)
			}
		}
		files := fstest.MapFS{
			"dictionnaire.csv": {Data: []byte("variable;libelle;type;modalites;manquants;cle\nid;Dossier;texte;;;oui\ndit;Dit;texte;;;\n")},
			"dossiers.csv":     {Data: data},
		}
		book, _, err := dictionary.Open(files, "dictionnaire.csv")
		if err != nil {
			t.Fatal(err)
		}
		back, _, err := dictionary.Reader{Dictionary: book, Files: files}.ReadFile("dossiers.csv")
		if err != nil {
			t.Fatal(err)
		}
		column, err := back.Texts("dit")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range back.Len() {
			value, _ := column.At(i)
			got = append(got, value)
		}
		if !slices.Equal(got, said) {
			t.Errorf("%+v: %q comes back as %q", spec, said, got)
		}
	}
}
