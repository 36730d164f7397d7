package dictionary

import "hash/maphash"

// place is where a row stands: its source, by index, and its line.
type place struct{ source, line int32 }

// keys are the codes of the rows kept, each once. Codes nearly always rise from
// row to row: as long as they do, nothing need be looked up to see that one is
// new. After that a table of indices finds them, a quarter of the size of a map
// of texts, which is what its speed depends on.
type keys struct {
	list   []string
	places []place
	table  []int32 // 1 + index in list, 0 for free; nil while codes rise
	seed   maphash.Seed
}

// add takes in a code, or says where it stands already.
func (k *keys) add(key string, at place) (first place, twice bool) {
	n := len(k.list)
	if k.table != nil || n > 0 && key <= k.list[n-1] {
		if 2*n >= len(k.table) {
			k.grow()
		}
		slot := k.slot(key)
		if i := k.table[slot]; i > 0 {
			return k.places[i-1], true
		}
		k.table[slot] = int32(n + 1)
	}
	k.list, k.places = append(k.list, key), append(k.places, at)
	return place{}, false
}

// slot is where a code is in the table, or the free place for it.
func (k *keys) slot(key string) int {
	last := len(k.table) - 1
	slot := int(maphash.String(k.seed, key)) & last
	for i := k.table[slot]; i > 0 && k.list[i-1] != key; i = k.table[slot] {
		slot = (slot + 1) & last
	}
	return slot
}

func (k *keys) grow() {
	if k.table == nil {
		k.seed = maphash.MakeSeed()
	}
	size := 64
	for size < 2*max(cap(k.list), len(k.list)+1) {
		size *= 2
	}
	k.table = make([]int32, size)
	for i, key := range k.list {
		k.table[k.slot(key)] = int32(i + 1)
	}
}
