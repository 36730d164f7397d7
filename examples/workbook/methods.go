package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// methods are all that a plan can ask for.
var methods = slices.Concat(tableMethods, classMethods, pathMethods, durationMethods, themeMethods, wordMethods)

// What variables may hold.
var (
	anything = argument{holds: variables}
	counted  = argument{holds: variables, least: 1, fits: holds[stats.Categories, stats.Flags, stats.Sets], said: "des modalités"}
	groups   = argument{holds: variables, least: 1, fits: holds[stats.Categories, stats.Flags, stats.Flags], said: "des modalités dont une seule est vraie"}
	measured = argument{holds: variables, least: 1, fits: isOrdered, said: "des nombres ou des modalités ordonnées"}
	numeric  = argument{holds: variables, least: 1, fits: holds[stats.Numbers, stats.Numbers, stats.Numbers], said: "des nombres"}
)

// exactly is an argument that takes so many names.
func (a argument) exactly(n int) argument {
	a.least, a.most = n, n
	return a
}

// optional is an argument that may be empty.
func (a argument) optional() argument {
	a.least = 0
	return a
}

// holds tells whether a column is of one of three types.
func holds[A, B, C any](c stats.Column) bool {
	switch any(c).(type) {
	case *A, *B, *C:
		return true
	}
	return false
}

func isOrdered(c stats.Column) bool {
	if levels, ok := c.(*stats.Categories); ok {
		return levels.Ordered()
	}
	return holds[stats.Numbers, stats.Dates, stats.Flags](c)
}

// listMethods prints what a plan can say.
func listMethods(out io.Writer) {
	for i := range methods {
		m := &methods[i]
		fmt.Fprintln(out, strings.Join(m.names, ", "))
		for _, a := range []struct {
			cell string
			argument
		}{{"lignes", m.rows}, {"colonnes", m.cols}} {
			if a.holds == nothing {
				continue
			}
			what := map[holding]string{variables: "variables", codes: "codes de la grille", freely: "mots à chercher"}[a.holds]
			if a.said != "" {
				what += " (" + a.said + ")"
			}
			number := "autant qu'on veut"
			switch {
			case a.least == a.most && a.most > 0:
				number = fmt.Sprint(a.most)
			case a.least > 0:
				number = fmt.Sprintf("%d ou plus", a.least)
			}
			fmt.Fprintf(out, "    %s : %s, %s\n", a.cell, what, number)
		}
		for _, name := range m.options {
			for _, o := range options {
				if o.name == name {
					fmt.Fprintf(out, "    option %s : %s\n", name, o.values())
				}
			}
		}
	}
}

// values says what an option takes.
func (o option) values() string {
	if o.kind == choice {
		return strings.Join(shown(o.choices), ", ")
	}
	return map[kind]string{
		whole: "nombre entier", decimal: "nombre, par exemple 0,8", yes: "oui ou non",
		variable: "une variable", words: "un mot", day: "une date",
	}[o.kind]
}
