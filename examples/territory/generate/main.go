// Command generate makes of the talks written by hand, with the codes of two
// readers between braces, the transcripts and the codings of the example study
// "Territoire". Nobody in them exists.
//
//	go run ./examples/territory/generate
//
// run from the root of the repository, writes into examples/territory/data.
package main

import "github.com/askoria/verbatim/examples/internal/material"

func main() { material.Main("territory", recipe) }
