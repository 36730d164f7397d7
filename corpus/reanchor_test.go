package corpus_test

import (
	"fmt"
	"log"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
)

// draft is a transcript whose letters are known one by one: those of an edit
// have the number -1.
type draft [][]letter

type letter struct {
	sign   rune
	number int
}

func (d draft) speech() []string {
	speech := make([]string, len(d))
	for i, turn := range d {
		var text strings.Builder
		for _, l := range turn {
			text.WriteRune(l.sign)
		}
		speech[i] = text.String()
	}
	return speech
}

// edit corrects the transcript somewhere, as people do, or worse.
func (d draft) edit(random *rand.Rand) draft {
	words := []string{" oui", " enfin", " voilà,", " il dit que l’école", " non", "é", " "}
	turn := random.IntN(len(d))
	at := random.IntN(len(d[turn]) + 1)
	to := min(len(d[turn]), at+1+random.IntN(40))
	insert := func(turn, at int, letters []letter) { d[turn] = slices.Insert(d[turn], at, letters...) }
	unknown := func(letters []letter) []letter {
		letters = slices.Clone(letters)
		for i := range letters {
			letters[i].number = -1
		}
		return letters
	}
	var added []letter
	for _, r := range words[random.IntN(len(words))] {
		added = append(added, letter{r, -1})
	}
	switch random.IntN(9) {
	case 0, 1: // a word forgotten
		insert(turn, at, added)
	case 2: // words too many
		d[turn] = slices.Delete(d[turn], at, to)
	case 3: // a typing mistake
		if at < len(d[turn]) {
			d[turn][at] = letter{'x', -1}
		}
	case 4: // another apostrophe is no change
		for i := range d[turn] {
			if d[turn][i].sign == '’' {
				d[turn][i].sign = '\''
			}
		}
	case 5: // a passage copied, near or far, by mistake
		copied := unknown(d[turn][at:to])
		if random.IntN(2) == 0 {
			turn = random.IntN(len(d))
		}
		insert(turn, random.IntN(len(d[turn])+1), copied)
	case 6: // two answers interchanged; who says nothing but "oui" is told by nobody
		other := 1 + 2*random.IntN(len(d)/2)
		if turn |= 1; len(d[turn]) > 40 && len(d[other]) > 40 {
			d[turn], d[other] = d[other], d[turn]
		}
	case 7: // a passage moved
		to = min(len(d[turn]), at+20+random.IntN(60))
		moved := slices.Clone(d[turn][at:to])
		d[turn] = slices.Delete(d[turn], at, to)
		turn = random.IntN(len(d))
		insert(turn, random.IntN(len(d[turn])+1), moved)
	case 8: // two turns forgotten, or one answer copied whole
		if other := 1 + 2*random.IntN(len(d)/2); random.IntN(2) == 0 {
			d = slices.Insert(d, turn&^1, added, unknown(d[other]))
		}
	}
	return d
}

// Over 2,000 corrected transcripts, at least 99.5 % of the passages that still
// stand whole are found where the edits put them, and a place that is wrong is
// never given without doubt.
func TestReanchorRandomEdits(t *testing.T) {
	standing, found, sure, wrong, doubtedWrong := 0, 0, 0, 0, 0
	seeds := uint64(2000)
	if testing.Short() {
		seeds = 200
	}
	for seed := range seeds {
		random := rand.New(rand.NewPCG(seed, 11))
		vocabulary := strings.Fields("je j’ai l’école pas le père mère placement peur elle vient. souvent et puis après on accompagne juge c’est voilà. bon ben confiance référente ils d’accord")
		var old draft
		number := 0
		for range 40 {
			var said []string
			for range []int{1, 2, 12, 40}[random.IntN(4)] {
				said = append(said, vocabulary[random.IntN(len(vocabulary))])
			}
			var turn []letter
			for _, r := range strings.Join(said, " ") {
				turn = append(turn, letter{r, number})
				number++
			}
			old = append(old, turn)
		}
		c := newCorpus(t, conversation("C01", "", "", "jeune", old.speech()...))
		d, _ := c.Document("C01")
		var codings corpus.Codings
		var spans [][]int // numbers of the letters
		for range 60 {
			n := 1 + 2*random.IntN(20)
			turn, _ := d.Turn(n + 1)
			// Coders code words: one to forty, some of them a whole answer.
			tokens := slices.DeleteFunc(d.Tokens(n+1), func(token corpus.Token) bool { return !token.Said() })
			first := random.IntN(len(tokens))
			last := min(len(tokens)-1, first+random.IntN([]int{2, 10, 40}[random.IntN(3)]))
			from, to := tokens[first].Start-turn.Start, tokens[last].End-turn.Start
			coding, err := d.Coding("X", turn.Start+from, turn.Start+to)
			if err != nil {
				t.Fatal(err)
			}
			codings = append(codings, coding)
			var numbers []int
			for _, l := range old[n][from:to] {
				numbers = append(numbers, l.number)
			}
			spans = append(spans, numbers)
		}
		edited := make(draft, len(old))
		for i := range old {
			edited[i] = slices.Clone(old[i])
		}
		for range 1 + random.IntN(25) {
			edited = edited.edit(random)
		}
		corrected := newCorpus(t, conversation("C01", "", "", "jeune", edited.speech()...))
		e, _ := corrected.Document("C01")
		place := map[int]int{}
		for i, turn := range e.Turns() {
			for j, l := range edited[i] {
				if l.number >= 0 {
					place[l.number] = turn.Start + j
				}
			}
		}
		result, err := corpus.Reanchor{}.Of(corrected, codings)
		if err != nil {
			t.Fatal(err)
		}
		for i, move := range result.Moves {
			start, whole := place[spans[i][0]]
			for j, n := range spans[i] {
				at, there := place[n]
				whole = whole && there && at == start+j
			}
			// Of a passage typed again in part, the first letter says where it is.
			retyped := !whole && move.After.Quote == move.Before.Quote && move.After.Start == start
			right := whole && move.After.Start == start && move.After.End == start+len(spans[i])
			if whole {
				standing++
			}
			switch {
			case move.Became == corpus.Gone:
			case retyped:
			case right:
				found++
				if move.Became < corpus.Doubtful {
					sure++
				}
			case move.Became < corpus.Doubtful:
				wrong++
				t.Logf("%s seed %d: %q placed at %d instead of %d (whole %v)", move.Became, seed, move.Before.Quote, move.After.Start, start, whole)
			default:
				doubtedWrong++
			}
		}
	}
	t.Logf("%d passages still stand; %d found (%.2f %%), %d of them without doubt; %d others placed with doubt",
		standing, found, 100*float64(found)/float64(standing), sure, doubtedWrong)
	if wrong > 0 {
		t.Errorf("%d wrong places without doubt", wrong)
	}
	if 1000*found < 995*standing {
		t.Errorf("found %d of %d", found, standing)
	}
	if 100*sure < 55*standing {
		t.Errorf("only %d of %d without doubt: everything would have to be read again", sure, standing)
	}
}

// corrected is the corpus of one interview, with one answer, before and after.
func corrected(t testing.TB, before, after string) (c, d *corpus.Corpus) {
	return newCorpus(t, conversation("C01", "", "", "jeune", "Alors ?", before)),
		newCorpus(t, conversation("C01", "", "", "jeune", "Alors ?", after))
}

func TestReanchor(t *testing.T) {
	const long = "Ma référente, elle m’écoute vraiment, et après on parle du collège."
	for _, test := range []struct {
		name, before, after, words, want string
		became                           corpus.Anchoring
	}{
		{"nothing changed", long, long, "elle m’écoute", "elle m’écoute", corpus.Kept},
		{"only an apostrophe", long, strings.ReplaceAll(long, "’", "'"), "elle m’écoute", "elle m'écoute", corpus.Kept},
		{"words before", long, "Ben voilà. " + long, "elle m’écoute", "elle m’écoute", corpus.Shifted},
		{"words after", long, long + " Voilà.", "elle m’écoute", "elle m’écoute", corpus.Kept},
		{"a word corrected inside", long, strings.Replace(long, "vraiment", "bien", 1), "elle m’écoute vraiment, et", "elle m’écoute bien, et", corpus.Reworded},
		{"at its end", long, strings.Replace(long, "vraiment", "bien", 1), "elle m’écoute vraiment", "elle m’écoute bien", corpus.Reworded},
		{"copied before", long, long + " " + long, "elle m’écoute", "elle m’écoute", corpus.Doubtful},
		{"taken out", long, "Ma référente, on parle du collège.", "elle m’écoute vraiment, et après", "", corpus.Gone},
		{"all is new", long, "Rien de tout cela.", "elle m’écoute", "", corpus.Gone},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, d := corrected(t, test.before, test.after)
			result, err := corpus.Reanchor{}.Of(d, corpus.Codings{coded(t, c, nil, "C01", "X", "AB", test.words)})
			if err != nil {
				t.Fatal(err)
			}
			move := result.Moves[0]
			if move.Became != test.became || move.After.Quote != test.want {
				t.Errorf("%s (%s), %q; want %s, %q", move.Became, move.Why, move.After.Quote, test.became, test.want)
			}
			if (move.Became >= corpus.Doubtful) != (move.Why != "") {
				t.Errorf("%s because %q", move.Became, move.Why)
			}
			if len(result.Lost)+len(result.Codings) != 1 || result.Counts[test.became] != 1 {
				t.Errorf("%+v", result.Counts)
			}
		})
	}
}

func TestReanchorKeepsTheRest(t *testing.T) {
	c, d := corrected(t, "Oui. Elle vient le lundi.", "Bon, oui. Elle vient le lundi.")
	coding := coded(t, c, nil, "C01", "X", "AB", "Elle vient")
	coding.Valence, coding.Certainty, coding.Memo, coding.Date = corpus.Positive, corpus.Sure, "à relire", day(3)
	result, err := corpus.Reanchor{}.Of(d, corpus.Codings{coding})
	if err != nil {
		t.Fatal(err)
	}
	got := result.Codings[0]
	if got.Valence != corpus.Positive || got.Certainty != corpus.Sure || got.Memo != "à relire" || !got.Date.Equal(day(3)) ||
		got.Coder != "AB" || got.SHA256 != got.Document.SHA256() || got.Document.Text() == coding.Document.Text() {
		t.Errorf("%+v", got)
	}
	// Another speaker, an interview that is gone.
	turned := newCorpus(t, conversation("C01", "", "", "mère", "Alors ?", "Oui. Elle vient le lundi."))
	if result, err = (corpus.Reanchor{}).Of(turned, corpus.Codings{coding}); err != nil || result.Moves[0].Became != corpus.Doubtful {
		t.Errorf("another speaker: %v, %v", result.Moves[0].Became, err)
	}
	empty := newCorpus(t, invented()...)
	if result, err = (corpus.Reanchor{}).Of(empty, corpus.Codings{coding}); err != nil || len(result.Lost) != 1 {
		t.Errorf("the interview is gone: %+v, %v", result, err)
	}
	if _, err := (corpus.Reanchor{}).Of(empty, corpus.Codings{{}}); err == nil {
		t.Error("no document, no error")
	}
}

// A quote of somebody who did not agree to it stays out of the tables.
func TestReanchorTables(t *testing.T) {
	list := func(answer string, agreed interviews.Answer) *corpus.Corpus {
		interview := conversation("C01", "", "", "jeune", "Alors ?", answer)
		interview.Consent.Quotation = agreed
		return newCorpus(t, interview)
	}
	for _, test := range []struct {
		agreed interviews.Answer
		want   string
	}{{interviews.Yes, "Elle vient le lundi"}, {interviews.No, "RF"}} {
		c, d := list("Elle vient le lundi.", test.agreed), list("Bon. Elle vient le lundi.", test.agreed)
		result, err := corpus.Reanchor{}.Of(d, corpus.Codings{coded(t, c, nil, "C01", "X", "AB", "Elle vient le lundi")})
		if err != nil {
			t.Fatal(err)
		}
		wantRows(t, shown(t, result.Tables()[1], "document", "devenir", "debut_avant", "debut", "citation"),
			fmt.Sprintf("C01|déplacé|20|25|%s", test.want))
		wantRows(t, shown(t, result.Tables()[0], "devenir", "codages"),
			"inchangé|0", "déplacé|1", "à vérifier|0", "texte corrigé, à vérifier|0", "introuvable|0")
	}
}

func ExampleReanchor() {
	before, err := corpus.New([]*interviews.Interview{conversation("C01", "", "", "jeune", "Alors ?", "Elle m’écoute, ma référente.")}, nil)
	if err != nil {
		log.Fatal(err)
	}
	after, err := corpus.New([]*interviews.Interview{conversation("C01", "", "", "jeune", "Alors ?", "Bon ben elle m’écoute, ma référente.")}, nil)
	if err != nil {
		log.Fatal(err)
	}
	d, _ := before.Document("C01")
	coding, err := d.Coding("M2.1", 35, 47)
	if err != nil {
		log.Fatal(err)
	}
	again, err := corpus.Reanchor{}.Of(after, corpus.Codings{coding})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(again.Moves[0].Became, coding.Segment(), again.Codings[0].Segment(), again.Codings[0].Quote)
	// Output: déplacé C01:35-47 C01:43-55 ma référente
}

func BenchmarkReanchor(b *testing.B) {
	c := generated(b, 1, 400)
	d := c.Documents()[0]
	var speech []string
	for i, turn := range d.Turns() {
		if i%7 == 0 {
			turn.Text = "Euh. " + turn.Text
		}
		speech = append(speech, turn.Text)
	}
	again := newCorpus(b, conversation(d.ID(), "", "", "jeune", speech...))
	var codings corpus.Codings
	for i := range 500 {
		turn, _ := d.Turn(2*(i%200) + 2)
		coding, err := d.Coding("X", turn.Start, min(turn.End, turn.Start+20+i))
		if err != nil {
			b.Fatal(err)
		}
		codings = append(codings, coding)
	}
	for b.Loop() {
		if _, err := (corpus.Reanchor{}).Of(again, codings); err != nil {
			b.Fatal(err)
		}
	}
}
