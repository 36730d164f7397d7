// Command generate makes of the extracts written by hand, with the codes of two
// readers between braces, the transcripts and the codings of the example study
// "Accompagnement". Nobody in them exists.
//
//	go run ./examples/accompaniment/generate
//
// run from the root of the repository, writes into examples/accompaniment/data.
package main

import "github.com/askoria/verbatim/examples/internal/material"

func main() { material.Main("accompaniment", recipe) }
