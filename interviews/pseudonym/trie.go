package pseudonym

// trie finds sequences of words: names of several words, and which of them.
// The zero value is empty.
type trie struct {
	next  map[step]int32
	leafs map[int32]int32 // by node
	nodes int32
}

type step struct{ node, word int32 }

// add enters a sequence; the first one to be entered keeps its place.
func (t *trie) add(sequence []int32, leaf int32) {
	if len(sequence) == 0 {
		return
	}
	if t.next == nil {
		t.next, t.leafs = map[step]int32{}, map[int32]int32{}
	}
	node := int32(0)
	for _, w := range sequence {
		to, ok := t.next[step{node, w}]
		if !ok {
			t.nodes++
			to = t.nodes
			t.next[step{node, w}] = to
		}
		node = to
	}
	if _, taken := t.leafs[node]; !taken {
		t.leafs[node] = leaf
	}
}

// longest finds the longest sequence that begins at an atom and whose words
// are joined as the words of a name are; it ends before the atom end.
func (t *trie) longest(atoms []atom, at int) (leaf int32, end int, found bool) {
	if t.next == nil {
		return 0, 0, false
	}
	node := int32(0)
	for i := at; i < len(atoms); i++ {
		if i > at && !atoms[i].joined() || atoms[i].form == tag {
			break
		}
		to, ok := t.next[step{node, atoms[i].word}]
		if !ok {
			break
		}
		node = to
		if l, ok := t.leafs[node]; ok {
			leaf, end, found = l, i+1, true
		}
	}
	return leaf, end, found
}
