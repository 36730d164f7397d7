package refi_test

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"testing/fstest"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/refi"
	"github.com/askoria/verbatim/interviews"
)

// coded is an invented interview with one coding.
func coded() (*corpus.Corpus, *corpus.Codebook, corpus.Codings) {
	c, err := corpus.New([]*interviews.Interview{conversation("C01-jeune", "C01", "jeune", "Ça va ?", "J’ai confiance.")}, nil)
	if err != nil {
		log.Fatal(err)
	}
	book, err := corpus.NewCodebook(corpus.Code{ID: "M2", Label: "Relation"}, corpus.Code{ID: "M2.1", Parent: "M2", Label: "Confiance"})
	if err != nil {
		log.Fatal(err)
	}
	coding, err := c.Documents()[0].Coding("M2.1", 20, 34)
	if err != nil {
		log.Fatal(err)
	}
	coding.Coder, coding.Memo = "AB", "ton ironique ?"
	return c, book, corpus.Codings{coding}
}

func ExampleReader() {
	p, report, err := refi.Reader{}.ReadFile("testdata/standard_example.qdpx")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(p.Sources), "sources,", len(p.Segments()), "segments")
	for _, problem := range report.Problems {
		fmt.Println(problem.Summary)
	}
	// Output:
	// 12 sources, 14 segments
	// 1 chemin sur le disque de l'auteur n'est pas gardé
	// il manque 8 textes dans l'archive : les positions restent, sans pouvoir être vérifiées
}

func ExampleExport() {
	c, book, codings := coded()
	p, report, err := refi.Export{Name: "MEP 2023", Codebook: book}.Of(c, codings)
	if err != nil {
		log.Fatal(err)
	}
	for _, selection := range p.Sources[0].Texts {
		fmt.Println(selection.Start.Value, selection.End.Value, selection.Name)
	}
	fmt.Println(report.Problems[0].Summary)
	// Output:
	// 4 11 Ça va ?
	// 20 34 J’ai confiance
	// 20 35 J’ai confiance.
	// 1 mémo ne part pas : il peut nommer des personnes
}

func ExampleWriter() {
	c, book, codings := coded()
	p, _, err := refi.Export{Name: "MEP 2023", Codebook: book}.Of(c, codings)
	if err != nil {
		log.Fatal(err)
	}
	folder, err := os.MkdirTemp("", "refi")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	for _, name := range []string{"mep.qdpx", "grille.qdc"} {
		if err := (refi.Writer{Target: refi.MAXQDA}).WriteFile(p, filepath.Join(folder, name)); err != nil {
			log.Fatal(err)
		}
	}
	back, _, err := refi.Reader{Files: os.DirFS(folder)}.ReadFile("grille.qdc")
	if err != nil {
		log.Fatal(err)
	}
	book, err = back.Codebook()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(book.PathName("M2.1"))
	// Output: M2 > M2.1
}

func ExampleImport() {
	c, book, codings := coded()
	p, _, err := refi.Export{Codebook: book}.Of(c, codings)
	if err != nil {
		log.Fatal(err)
	}
	data, err := refi.Writer{}.Project(p)
	if err != nil {
		log.Fatal(err)
	}
	// What another program gives back is put on the same interviews.
	files := fstest.MapFS{"retour.qdpx": {Data: data}}
	back, _, err := refi.Reader{Files: files}.ReadFile("retour.qdpx")
	if err != nil {
		log.Fatal(err)
	}
	imported, _, err := refi.Import{Corpus: c}.Of(back)
	if err != nil {
		log.Fatal(err)
	}
	for _, coding := range imported.Codings {
		fmt.Println(coding.Coder, coding.Segment(), coding.Path, coding.Quote)
	}
	// Output: AB C01-jeune:20-34 [M2 M2.1] J’ai confiance
}
