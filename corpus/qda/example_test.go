package qda_test

import (
	"database/sql"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/askoria/verbatim/corpus/qda"
	"github.com/askoria/verbatim/corpus/refi"
)

func ExampleReader() {
	folder, err := os.MkdirTemp("", "exemple")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "etude.rqda")
	db, err := sql.Open("sqlite", file)
	if err != nil {
		log.Fatal(err)
	}
	for _, statement := range []string{
		"create table source (name text, id integer, file text, status integer)",
		"create table freecode (name text, id integer, status integer)",
		"create table coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text)",
		"insert into source values ('C01', 1, 'Elle m’écoute, ma référente.', 1)", // invented
		"insert into freecode values ('Confiance', 1, 1)",
		"insert into coding values (1, 1, 'ma référente', 15, 27, 1, 'AB')",
	} {
		if _, err := db.Exec(statement); err != nil {
			log.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		log.Fatal(err)
	}

	project, report, err := qda.Reader{}.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	imported, _, err := refi.Import{}.Of(project)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(report)
	for _, coding := range imported.Codings {
		fmt.Println(coding.Segment(), coding.Code, coding.Coder, coding.Quote)
	}
	// Output:
	// etude.rqda : 1 lu, 1 accepté, 0 écarté
	// C01:15-27 Confiance AB ma référente
}
