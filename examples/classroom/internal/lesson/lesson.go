// Package lesson is what all lessons of the classroom share: how a program
// reads its table, and how it ends.
package lesson

import (
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

// Read reads data/NAME.csv through data/NAME.dictionnaire.csv. A cell that cannot
// be read is an error: material for a lesson is clean, files of a study are not.
func Read(files fs.FS, name string) (*stats.Table, error) {
	variables, report, err := dictionary.Open(files, "data/"+name+".dictionnaire.csv")
	if err != nil {
		return nil, err
	}
	if len(report.Problems) > 0 {
		return nil, fmt.Errorf("dictionary of %s: %v", name, report)
	}
	table, report, err := dictionary.Reader{Dictionary: variables, Files: files}.ReadFile("data/" + name + ".csv")
	if err != nil {
		return nil, err
	}
	if len(report.Problems) > 0 {
		return nil, fmt.Errorf("%s: %v", name, report)
	}
	return table, nil
}

// Show prints a result as people read it; the error of a call's two results
// goes through.
func Show(out io.Writer, result fmt.Stringer, err error) error {
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, result)
	return err
}

// Main runs a lesson and ends with code 1 where it fails.
func Main(run func(io.Writer) error) {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Two writes a number with two decimals, as French readers expect it.
func Two(x float64) string { return stats.Coefficient.Number(x, "") }

// One writes a number with one decimal.
func One(x float64) string { return stats.Tenth.Number(x, "") }

// Between writes an estimate with its interval, or why there is none.
func Between(e stats.Estimate) string {
	switch {
	case !e.Defined():
		return "n.d. (" + e.Reason + ")"
	case e.Confidence == 0:
		return Two(e.Value)
	}
	return fmt.Sprintf("%s [%s ; %s]", Two(e.Value), Two(e.Low), Two(e.High))
}
