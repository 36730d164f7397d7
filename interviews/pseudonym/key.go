package pseudonym

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Key says what each tag stands for. Only KeyFile writes it; it prints as a
// count, gives no table and no JSON, so that it cannot end up in a workbook, a
// log or a corpus by mistake.
type Key struct{ entries []*entry }

// Format writes how many tags the key holds, whatever is asked for.
func (k *Key) Format(s fmt.State, _ rune) {
	if k == nil {
		_, _ = io.WriteString(s, "no key")
		return
	}
	_, _ = fmt.Fprintf(s, "key of %d tags (not shown)", len(k.entries))
}

// MarshalJSON refuses: only KeyFile writes a key.
func (k *Key) MarshalJSON() ([]byte, error) {
	return nil, errors.New("pseudonym: a key is written by KeyFile only")
}

// Len is the number of tags.
func (k *Key) Len() int { return len(k.entries) }

// Words are the words that a tag of a case stands for, each way they were
// written once, in order of appearance; nil where there is no such tag. For a
// first name that stands for another, tag is that name.
func (k *Key) Words(caseID, tag string) []string {
	for _, e := range k.entries {
		if e.caseID == caseID && (e.tag == tag || e.name != "" && e.name == tag) {
			return slices.Clone(e.words)
		}
	}
	return nil
}

// Without is the key without a case: who withdraws leaves no name behind.
func (k *Key) Without(caseID string) *Key {
	return &Key{slices.DeleteFunc(slices.Clone(k.entries), func(e *entry) bool { return e.caseID == caseID })}
}

// Occurrences counts how often names of the key stand as words of their own in
// a text, with their capitals: 0 in anything that may be handed over. Words of
// every day that are also names, and initials, are not counted.
func (k *Key) Occurrences(text string) int {
	v := newVocabulary()
	var names trie
	for _, e := range k.entries {
		for _, words := range e.words {
			sequence := v.sequence(words)
			if len(sequence) == 1 {
				if w := &v.words[sequence[0]]; len(w.folded) < 2 || w.is(common|tool|capital) {
					continue
				}
			}
			names.add(sequence, 0)
		}
	}
	atoms := v.atoms(text, nil)
	count := 0
	for at := 0; at < len(atoms); {
		_, end, found := names.longest(atoms, at)
		if !found || !slices.ContainsFunc(atoms[at:end], func(a atom) bool { return a.raised() || a.form == digits }) {
			at++
			continue
		}
		count++
		at = end
	}
	return count
}

// saved is a key as a file holds it.
type saved struct {
	Format  string       `json:"format"`
	Entries []savedEntry `json:"entries"`
}

type savedEntry struct {
	Case  string   `json:"case"`
	Kind  string   `json:"kind"`
	Tag   string   `json:"tag"`
	Canon string   `json:"canon"`
	Name  string   `json:"name,omitempty"`
	Words []string `json:"words"`
}

const keyFormat = "verbatim key 1"

func (k *Key) save() saved {
	s := saved{Format: keyFormat, Entries: []savedEntry{}}
	for _, e := range k.entries {
		s.Entries = append(s.Entries, savedEntry{e.caseID, e.kind.Tag(), e.tag, e.canon, e.name, e.words})
	}
	return s
}

func (s saved) key() (*Key, bool) {
	if s.Format != keyFormat {
		return nil, false
	}
	k := &Key{}
	for _, e := range s.Entries {
		kind, ok := kindOfTag(e.Kind)
		if !ok || !strings.HasPrefix(e.Tag, "[") {
			return nil, false
		}
		k.entries = append(k.entries, &entry{caseID: e.Case, kind: kind, canon: e.Canon, tag: e.Tag, name: e.Name, words: e.Words})
	}
	return k, true
}
