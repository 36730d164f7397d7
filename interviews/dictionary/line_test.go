package dictionary

import (
	"slices"
	"testing"
)

// Each row knows where it stands in its file, whatever was left out before it.
func TestLineAs(t *testing.T) {
	d := &Dictionary{Variables: []Variable{{Name: "id", Key: true}, {Name: "x"}}}
	data := "id;x\n1;a\n\n2;\"b\nb\"\n1;c\n3;d\n"
	table, report, err := Reader{Dictionary: d, Files: oneFile([]byte(data)), LineAs: "ligne"}.ReadFile("f.xlsx")
	if err != nil {
		t.Fatal(err, report)
	}
	lines, err := table.Numbers("ligne")
	if err != nil {
		t.Fatal(err)
	}
	var got []float64
	for row := range table.Len() {
		x, _ := lines.At(row)
		got = append(got, x)
	}
	if want := []float64{2, 4, 7}; !slices.Equal(got, want) {
		t.Errorf("lines %v, want %v", got, want)
	}
	if _, _, err := (Reader{Dictionary: d, Files: oneFile([]byte(data)), LineAs: "x"}).ReadFile("f.xlsx"); err == nil {
		t.Error("a name that the dictionary has was taken")
	}
}
