// Package golden reads the reference values that tests compare with: a folder a
// method, a sub-folder a case, with the input and what the reference program
// answers to it.
package golden

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// Case is one case of reference values.
type Case struct {
	*testing.T
	Folder   string
	Name     string
	Rows     [][]string // of input.csv, header first; nil where the case has none
	Expected any        // of expected.json
	Compared int        // values compared so far
}

// Folder is where the cases of a method lie: in the folder that the environment
// variable VERBATIM_GOLDEN names, else in shared/golden beside the project.
func Folder(t *testing.T, method string) string {
	t.Helper()
	folder := os.Getenv("VERBATIM_GOLDEN")
	if folder == "" {
		folder = filepath.Join(top(t), "..", "shared", "golden")
	}
	return filepath.Join(folder, method)
}

// top is the folder of go.mod.
func top(t *testing.T) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			t.Fatal("no go.mod above the test")
		}
		folder = parent
	}
}

// Each runs every case that the folder of reference values holds for a method,
// skips with a line where there is none, and prints how many values were
// compared. A case that cannot be read, or of which nothing is compared, fails.
func Each(t *testing.T, method string, run func(c *Case)) {
	t.Helper()
	folders, err := filepath.Glob(filepath.Join(Folder(t, method), "*"))
	folders = slices.DeleteFunc(folders, func(name string) bool {
		info, err := os.Stat(name)
		return err == nil && !info.IsDir()
	})
	if err != nil || len(folders) == 0 {
		t.Skipf("no reference values for %s in %s", method, Folder(t, method))
	}
	compared := 0
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			c := &Case{T: t, Folder: folder, Name: filepath.Base(folder)}
			answer, err := os.ReadFile(filepath.Join(folder, "expected.json"))
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(answer, &c.Expected); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(filepath.Join(folder, "input.csv")); err == nil {
				c.Rows = c.Read("input.csv")
			}
			run(c)
			if c.Compared == 0 {
				t.Error("nothing of this case was compared")
			}
			compared += c.Compared
		})
	}
	t.Logf("%s: %d values compared in %d cases", method, compared, len(folders))
}

// Read is a CSV file of the case, header first.
func (c *Case) Read(name string) [][]string {
	c.Helper()
	file, err := os.Open(filepath.Join(c.Folder, name))
	if err != nil {
		c.Fatal(err)
	}
	defer func() { _ = file.Close() }() // it was only read
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		c.Fatal(err)
	}
	return rows
}

// Column is the column of input.csv under that header.
func (c *Case) Column(name string) []string {
	c.Helper()
	for j, header := range c.Rows[0] {
		if header == name {
			var values []string
			for _, row := range c.Rows[1:] {
				values = append(values, row[j])
			}
			return values
		}
	}
	c.Fatalf("no column %q", name)
	return nil
}

// Numbers is a column of input.csv as numbers, and which of them are missing.
func (c *Case) Numbers(name string) (values []float64, missing []bool) {
	c.Helper()
	cells := c.Column(name)
	values, missing = make([]float64, len(cells)), make([]bool, len(cells))
	for i, cell := range cells {
		var err error
		if values[i], err = strconv.ParseFloat(cell, 64); err != nil {
			if missing[i] = true; cell != "" && cell != "NA" {
				c.Fatal(err)
			}
		}
	}
	return values, missing
}

// Get walks down the expected answer by names and positions; what the reference
// refused or warned about counts as what it says inside, and a number as a list
// of one.
func (c *Case) Get(path ...any) (any, bool) {
	at := c.Expected
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, ok := at.(map[string]any)
			if !ok {
				return nil, false
			}
			if at, ok = object[step]; !ok {
				return nil, false
			}
		case int:
			if _, number := at.(float64); (number || at == nil) && step == 0 {
				continue
			}
			list, ok := at.([]any)
			if !ok || step >= len(list) {
				return nil, false
			}
			at = list[step]
		}
	}
	if object, ok := at.(map[string]any); ok {
		if value, ok := object["value"]; ok {
			at = value
		}
	}
	return at, true
}

// Same compares a value with the expected one at a path that must be there,
// with a relative tolerance. Where the reference has no number ours must be
// undefined and say why.
func (c *Case) Same(got float64, reason string, tolerance float64, path ...any) {
	c.Helper()
	want, there := c.Get(path...)
	if !there {
		c.Errorf("%v: no such value in the case", path)
		return
	}
	c.Compared++
	number, isNumber := want.(float64)
	switch want {
	case "Inf":
		number, isNumber = math.Inf(1), true
	case "-Inf":
		number, isNumber = math.Inf(-1), true
	}
	switch {
	case !isNumber && reason == "":
		c.Errorf("%v: the reference has %v, ours is %v without a reason", path, want, got)
	case isNumber && reason != "":
		c.Errorf("%v: the reference has %v, ours is undefined: %s", path, want, reason)
	case isNumber && got != number && !(math.Abs(got-number) <= tolerance*math.Abs(number)+1e-15):
		c.Errorf("%v = %.17g, want %.17g", path, got, number)
	}
}

// Where is Same where the case has the value.
func (c *Case) Where(got float64, reason string, tolerance float64, path ...any) {
	c.Helper()
	if _, there := c.Get(path...); there {
		c.Same(got, reason, tolerance, path...)
	}
}

// Near fails where a Monte Carlo estimate is further than a distance.
func (c *Case) Near(got, distance float64, path ...any) {
	c.Helper()
	if want, there := c.Get(path...); there {
		c.Compared++
		if number, ok := want.(float64); ok && !(math.Abs(got-number) <= distance) {
			c.Errorf("%v = %v, want %v", path, got, number)
		}
	}
}
