package main

import (
	"bytes"
	"maps"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus/internal/packed"
)

const invented = `# text = Je suis allée auquel des Dupont 3.
1	Je	moi	PRON	_	Person=1	3	nsubj	_	_
2	suis	être	AUX	_	VerbForm=Fin	3	aux	_	_
3	allée	aller	VERB	_	Tense=Past|VerbForm=Part	0	root	_	_
4-5	auquel	_	_	_	_	_	_	_	_
4	à	à	ADP	_	_	5	case	_	_
5	lequel	lequel	PRON	_	_	3	obl	_	_
6-7	des	_	_	_	_	_	_	_	_
6	de	de	ADP	_	_	8	case	_	_
7	les	le	DET	_	_	8	det	_	_
7.1	rien	rien	PRON	_	_	_	_	_	_
8	Dupont	Dupont	PROPN	_	_	3	nmod	_	_
9	3	3	NUM	_	_	3	nummod	_	_
10	.	.	PUNCT	_	_	3	punct	_	_
`

const mlex = `suis	v	suivre	P12s
suis	auxEtre	être	P1s
ramassent	v	ramer	T3p
ramassent	v	ramasser	PS3p
Dupont	np	Dupont	s
Porte	np	Porte	s
porte	nc	porte	fs
portée	adj	porter	Kfs
petite	adj	petit	fs
je	cln	cln	1s
pomme de terre	nc	pomme de terre	fs
ONU	nc	O.N.U.	fs
,	poncts	,	
`

// What the sources say comes through, and through the packed file.
func TestBuilder(t *testing.T) {
	var b builder
	if err := b.treebank(strings.NewReader(invented)); err != nil {
		t.Fatal(err)
	}
	if err := b.lefff(strings.NewReader(mlex)); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := packed.Write(&file, b.lexicon()); err != nil {
		t.Fatal(err)
	}
	table, err := packed.Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]packed.Entry{
		"je":        {{Lemma: "moi", Tag: packed.Pronoun, Count: 1}},
		"suis":      {{Lemma: "être", Tag: packed.Auxiliary, Count: 1}, {Lemma: "suivre", Tag: packed.Finite}},
		"allée":     {{Lemma: "aller", Tag: packed.Participle, Count: 1}},
		"auquel":    {{Lemma: "lequel", Tag: packed.Pronoun, Count: 1}},
		"des":       {{Lemma: "de", Tag: packed.Preposition, Count: 1}},
		"dupont":    {{Lemma: "dupont", Tag: packed.Proper, Count: 1}},
		"ramassent": {{Lemma: "ramasser", Tag: packed.Finite}, {Lemma: "ramer", Tag: packed.Finite}},
		"porte":     {{Lemma: "porte", Tag: packed.Noun}, {Lemma: "porte", Tag: packed.Proper}},
		"portée":    {{Lemma: "porter", Tag: packed.Participle}},
		"petite":    {{Lemma: "petit", Tag: packed.Adjective}},
		"onu":       {{Lemma: "onu", Tag: packed.Noun}},
	}
	for form, entries := range want {
		got := table.Lookup(form)
		if len(got) != len(entries) {
			t.Errorf("%s: got %v, want %v", form, got, entries)
			continue
		}
		for i := range got {
			if got[i] != entries[i] {
				t.Errorf("%s: got %v, want %v", form, got, entries)
			}
		}
	}
	for form := range maps.Collect(table.All) {
		if want[form] == nil {
			t.Errorf("%q should not be there", form)
		}
	}
	if err := (&builder{}).lefff(strings.NewReader("un\tdeux\n")); err == nil {
		t.Error("a line of two fields passes")
	}
}
