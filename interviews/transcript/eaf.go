package transcript

import (
	"maps"
	"slices"
	"strconv"
)

func isEAF(s *source) bool { return s.root("ANNOTATION_DOCUMENT") }

type eafDocument struct {
	Header struct {
		Units string `xml:"TIME_UNITS,attr"`
	} `xml:"HEADER"`
	Slots []struct {
		ID    string `xml:"TIME_SLOT_ID,attr"`
		Value string `xml:"TIME_VALUE,attr"`
	} `xml:"TIME_ORDER>TIME_SLOT"`
	Tiers []eafTier `xml:"TIER"`
}

type eafTier struct {
	ID          string `xml:"TIER_ID,attr"`
	Participant string `xml:"PARTICIPANT,attr"`
	Parent      string `xml:"PARENT_REF,attr"`
	Annotations []struct {
		Aligned *eafAnnotation `xml:"ALIGNABLE_ANNOTATION"`
		Said    *eafAnnotation `xml:"REF_ANNOTATION"`
	} `xml:"ANNOTATION"`
}

type eafAnnotation struct {
	ID    string `xml:"ANNOTATION_ID,attr"`
	From  string `xml:"TIME_SLOT_REF1,attr"`
	To    string `xml:"TIME_SLOT_REF2,attr"`
	Ref   string `xml:"ANNOTATION_REF,attr"`
	Value string `xml:"ANNOTATION_VALUE"`
}

func (t *eafTier) list() []*eafAnnotation {
	var list []*eafAnnotation
	for _, a := range t.Annotations {
		if a.Aligned != nil {
			list = append(list, a.Aligned)
		} else if a.Said != nil {
			list = append(list, a.Said)
		}
	}
	return list
}

func (t *eafTier) empty() bool {
	return !slices.ContainsFunc(t.list(), func(a *eafAnnotation) bool { return clean(a.Value) != "" })
}

// eaf reads ELAN: a tier that depends on no other is somebody's speech, its
// participant's or else of its own name. Where such a tier is empty the first
// below it that is not speaks. What else hangs on tiers, translations and
// glosses, is left out and counted.
func eaf(s *source) (content, error) {
	c := content{joint: " "}
	var doc eafDocument
	if err := newXML(s.text.Content).Decode(&doc); err != nil {
		return content{}, s.broken("le fichier ELAN")
	}
	times := doc.times()
	speech := doc.speech()
	for i := range doc.Tiers {
		tier := &doc.Tiers[i]
		who, speaks := tierSpeaker(tier.ID)
		if p := clean(tier.Participant); p != "" && speaks {
			who = p
		}
		left := otherTier
		if tier.Parent != "" {
			left = dependent
		}
		for _, a := range tier.list() {
			if !speech[i] || !speaks {
				c.dropped.add(left, clean(a.Value))
				continue
			}
			p := segment{text: a.Value, speaker: who}
			if span, ok := times[a.ID]; ok {
				p.at(span[0], span[1])
			}
			c.segments = append(c.segments, p)
		}
	}
	byStart(c.segments)
	return c, nil
}

// speech tells which tiers are read, by their order.
func (d *eafDocument) speech() []bool {
	empty := make([]bool, len(d.Tiers))
	below := map[string]int{} // by the tier above: the first that says something, or else the first
	for i := range d.Tiers {
		empty[i] = d.Tiers[i].empty()
		above := d.Tiers[i].Parent
		if before, seen := below[above]; !seen || empty[before] && !empty[i] {
			below[above] = i
		}
	}
	read := make([]bool, len(d.Tiers))
	for i := range d.Tiers {
		if d.Tiers[i].Parent != "" {
			continue
		}
		at, found := i, true
		for n := 0; n < maxChain && found && empty[at]; n++ {
			var next int
			if next, found = below[d.Tiers[at].ID]; found {
				at = next
			}
		}
		read[at] = !empty[at]
	}
	return read
}

// times gives the seconds of each annotation, those of a dependent one being
// those of what it hangs on. A slot without a time lies between its neighbours.
func (d *eafDocument) times() map[string][2]float64 {
	unit := 1000.0
	switch d.Header.Units {
	case "PAL-frames":
		unit = 25
	case "NTSC-frames":
		unit = 30000.0 / 1001
	}
	slots := map[string]float64{}
	var open []string // slots without a time since the last that has one
	last, known := 0.0, false
	for _, slot := range d.Slots {
		ms, err := strconv.ParseFloat(slot.Value, 64)
		if err != nil {
			open = append(open, slot.ID)
			continue
		}
		value := ms / unit
		for i, id := range open {
			if known {
				slots[id] = last + (value-last)*float64(i+1)/float64(len(open)+1)
			}
		}
		slots[slot.ID], open, last, known = value, nil, value, true
	}
	times := map[string][2]float64{}
	on := map[string]string{} // what an annotation hangs on
	for i := range d.Tiers {
		for _, a := range d.Tiers[i].list() {
			from, begun := slots[a.From]
			to, ended := slots[a.To]
			if begun && ended {
				times[a.ID] = [2]float64{from, to}
			} else if a.Ref != "" {
				on[a.ID] = a.Ref
			}
		}
	}
	hung := map[string][2]float64{}
	for id := range on {
		at := id
		for range maxChain {
			at = on[at]
			if span, ok := times[at]; ok {
				hung[id] = span
				break
			}
		}
	}
	maps.Copy(times, hung)
	return times
}

// maxChain is how many annotations may hang on each other; a circle has no end.
const maxChain = 20
