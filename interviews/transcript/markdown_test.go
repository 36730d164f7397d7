package transcript

import (
	"strings"
	"testing"
	"testing/fstest"
)

// markdownText is a paragraph each line, the label in bold.
func markdownText(text string) []byte {
	marks := strings.NewReplacer("*", `\*`, "_", `\_`, "<", `\<`, "&", "&amp;", "[", `\[`, "]", `\]`)
	var out strings.Builder
	out.WriteString("---\ntitle: Entretien\n---\n\n# Entretien\n\n")
	for line := range strings.SplitSeq(text, "\n") {
		if label, speech, found := strings.Cut(line, " :"); found {
			out.WriteString("**" + label + " :**")
			line = speech
		}
		out.WriteString(marks.Replace(line) + "\n\n")
	}
	return []byte(out.String())
}

func TestMarkdown(t *testing.T) {
	testDocuments(t, "a.md", []documentCase{
		{"paragraphs", "a\nb  \nc\\\nd\n\n\ne\n", "a\nb\nc\nd\ne", nil},
		{"headings and rules", "# Un\n## Deux ##\nTrois\n=====\n\n---\n***\n#quatre", "Un\nDeux\nTrois\n#quatre", nil},
		{"bold and italics", "**E :** un *deux* __trois__ _quatre_ ***cinq*** ~~six~~ `sept`", "E : un deux trois quatre cinq six sept", nil},
		{"marks inside marks", "**a *b* c** _**d**_", "a b c d", nil},
		{"marks that are text", "2 * 3 * 4, [PRÉNOM_1] et [COMMUNE_2], **ouvert, a ~ b", "2 * 3 * 4, [PRÉNOM_1] et [COMMUNE_2], **ouvert, a ~ b", nil},
		{"escapes and entities", `\*a\* \[b\] \\ c\d &amp; &lt; &eacute; &rien; a & b;`, `*a* [b] \ c\d & < é &rien; a & b;`, nil},
		{"marks of code are text in it", "`*a*`\n```\n**b**\n\n```", "*a*\n**b**", nil},
		{"links and pictures", `[lien](http://x) ![photo](x.png)[b](x "titre") [rires] (fin)`, "lien b [rires] (fin)", nil},
		{"quotes and lists", "> a\n> > b\n* c\n- d\n1. e", "a\nb\nc\n- d\n1. e", nil},
		{"tables", "| E | un |\n|---|:-:|\n| **R** | deux |", "E\tun\nR\tdeux", nil},
		{"tags", "a<br>b <u>c</u> <chose> a < b", "a\nb c <chose> a < b", nil},
		{"settings", "---\ntitle: x\nauthor: y\n---\na", "a", dropped(matter, 1, 18)},
		{"a rule at the top is no setting", "---\na", "a", nil},
		{"comments", "a<!-- bien\nsûr -->b <!-- ouvert", "ab <!-- ouvert", dropped(comment, 1, 8)},
		{"notes", "a[^1] b\n\n[^1]: une *note*\n    longue\nc", "a b\nc", dropped(footnote, 2, 14)},
	})
}

// Markdown is found without its name too, and a text without any mark is what
// its name says.
func TestMarkdownFound(t *testing.T) {
	for name, text := range map[string]string{
		"a.txt": "**E :** un\n\n**Mère :** deux *fois*\n\n**E :** trois\n",
		"b.md":  "E : un\n\nMère : deux fois\n\nE : trois\n",
	} {
		got, _, err := Reader{Files: fstest.MapFS{name: {Data: []byte(text)}}}.ReadFile(name)
		if err != nil || got.Text != "E : un\nMère : deux fois\nE : trois" || len(got.Turns) != 3 {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}
