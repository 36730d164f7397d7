package refi

import (
	"crypto/sha1"
	"encoding/hex"
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// GUID names one thing of a project: lower case, without braces.
type GUID string

var guidShape = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// UnmarshalXMLAttr reads a GUID in either case, in braces or not. One that is
// no GUID gives one made from it, so that what points at it still does.
func (g *GUID) UnmarshalXMLAttr(attr xml.Attr) error {
	text := strings.ToLower(strings.Trim(strings.TrimSpace(attr.Value), "{}"))
	if text != "" && !guidShape.MatchString(text) {
		text = string(NewGUID("foreign", text))
	}
	*g = GUID(text)
	return nil
}

// NewGUID is a UUID version 5 over a kind and the natural key of a thing, so
// that one input gives one file.
func NewGUID(kind string, key ...string) GUID {
	sum := sha1.Sum([]byte("verbatim\x00" + kind + "\x00" + strings.Join(key, "\x00")))
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	text := hex.EncodeToString(sum[:16])
	return GUID(text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:])
}

// Time is a moment, UTC; the zero value is none.
type Time struct{ time.Time }

// UnmarshalXMLAttr reads a moment, also without a zone or as a day alone; what
// is no moment is none.
func (t *Time) UnmarshalXMLAttr(attr xml.Attr) error {
	if read, ok := parseTime(attr.Value); ok {
		t.Time = read
	}
	return nil
}

// MarshalXMLAttr writes a moment in UTC, and nothing where there is none.
func (t Time) MarshalXMLAttr(name xml.Name) (xml.Attr, error) {
	if t.IsZero() {
		return xml.Attr{}, nil
	}
	return xml.Attr{Name: name, Value: t.UTC().Format(time.RFC3339Nano)}, nil
}

func parseTime(text string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02Z07:00", time.DateOnly} {
		// Years outside four figures are no dates that can be written again.
		if t, err := time.Parse(layout, text); err == nil && t.UTC().Year() > 0 && t.UTC().Year() < 10000 {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// Number is a whole number, where one is given.
type Number struct {
	Value int
	Given bool
}

func given(n int) Number { return Number{n, true} }

// UnmarshalXMLAttr reads a whole number; what is none is not given.
func (n *Number) UnmarshalXMLAttr(attr xml.Attr) error {
	text := strings.TrimSpace(attr.Value)
	if value, err := strconv.ParseInt(text, 10, 32); err == nil {
		*n = given(int(value))
	} else if value, err := strconv.ParseFloat(text, 64); err == nil && value > -1<<31 && value < 1<<31 {
		*n = given(int(value))
	}
	return nil
}

// MarshalXMLAttr writes a number that is given.
func (n Number) MarshalXMLAttr(name xml.Name) (xml.Attr, error) {
	if !n.Given {
		return xml.Attr{}, nil
	}
	return xml.Attr{Name: name, Value: strconv.Itoa(n.Value)}, nil
}

// Folder is true of a code that only holds others (isCodable="false").
type Folder bool

// UnmarshalXMLAttr reads isCodable.
func (f *Folder) UnmarshalXMLAttr(attr xml.Attr) error {
	codable, err := strconv.ParseBool(strings.ToLower(strings.TrimSpace(attr.Value)))
	*f = Folder(err == nil && !codable)
	return nil
}

// MarshalXMLAttr writes isCodable.
func (f Folder) MarshalXMLAttr(name xml.Name) (xml.Attr, error) {
	return xml.Attr{Name: name, Value: strconv.FormatBool(!bool(f))}, nil
}

// Color is "#RRGGBB" in capitals, or "".
type Color string

var colorShape = regexp.MustCompile(`^#([0-9A-F]{3}|[0-9A-F]{6})$`)

// UnmarshalXMLAttr reads a colour of three or six figures; another is none.
func (c *Color) UnmarshalXMLAttr(attr xml.Attr) error {
	text := strings.ToUpper(strings.TrimSpace(attr.Value))
	switch {
	case !colorShape.MatchString(text):
		text = ""
	case len(text) == 4:
		text = "#" + strings.Repeat(text[1:2], 2) + strings.Repeat(text[2:3], 2) + strings.Repeat(text[3:], 2)
	}
	*c = Color(text)
	return nil
}

// ValueType is the type of a variable.
type ValueType string

// The types of variables.
const (
	TextValue     ValueType = "Text"
	BooleanValue  ValueType = "Boolean"
	IntegerValue  ValueType = "Integer"
	FloatValue    ValueType = "Float"
	DateValue     ValueType = "Date"
	DateTimeValue ValueType = "DateTime"
)

// UnmarshalXMLAttr reads a type; an unknown one is text.
func (t *ValueType) UnmarshalXMLAttr(attr xml.Attr) error {
	*t = TextValue
	for _, known := range []ValueType{BooleanValue, IntegerValue, FloatValue, DateValue, DateTimeValue} {
		if strings.EqualFold(string(known), strings.TrimSpace(attr.Value)) {
			*t = known
		}
	}
	return nil
}

// Value is what a variable says of a case or source: Text as the schema writes
// values of that type, or a missing value, whose Type is "".
type Value struct {
	Variable GUID
	Type     ValueType
	Text     string
}

type wireValue struct {
	Variable Ref `xml:"VariableRef"`
	Values   []struct {
		XMLName xml.Name
		Text    string `xml:",chardata"`
	} `xml:",any"`
}

// UnmarshalXML reads a value. An empty one is missing; one that is not of its
// type is text.
func (v *Value) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	var wire wireValue
	if err := d.DecodeElement(&wire, &start); err != nil {
		return err
	}
	*v = Value{Variable: wire.Variable.Target}
	for _, value := range wire.Values {
		kind := ValueType(strings.TrimSuffix(value.XMLName.Local, "Value"))
		if text := strings.TrimSpace(value.Text); text != "" && v.Type == "" {
			v.Type, v.Text = kind.canonical(text)
		}
	}
	return nil
}

var (
	wholeShape   = regexp.MustCompile(`^[+-]?[0-9]+$`)
	decimalShape = regexp.MustCompile(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)$`)
)

// canonical is a value in the one way to write it.
func (t ValueType) canonical(text string) (ValueType, string) {
	switch t {
	case BooleanValue:
		if yes, err := strconv.ParseBool(strings.ToLower(text)); err == nil {
			return t, strconv.FormatBool(yes)
		}
	case IntegerValue:
		if wholeShape.MatchString(text) {
			return t, text
		}
	case FloatValue:
		if decimalShape.MatchString(text) {
			return t, text
		}
		if n, err := strconv.ParseFloat(text, 64); err == nil && n-n == 0 {
			return t, strconv.FormatFloat(n, 'f', -1, 64)
		}
	case DateValue:
		if day, ok := parseTime(text); ok {
			return t, day.Format(time.DateOnly)
		}
	case DateTimeValue:
		if moment, ok := parseTime(text); ok {
			return t, moment.Format(time.RFC3339Nano)
		}
	}
	return TextValue, text
}

// MarshalXML writes a value.
func (v Value) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	wire := wireValue{Variable: Ref{v.Variable}}
	if v.Type != "" {
		wire.Values = append(wire.Values, struct {
			XMLName xml.Name
			Text    string `xml:",chardata"`
		}{xml.Name{Local: string(v.Type) + "Value"}, v.Text})
	}
	return e.EncodeElement(wire, start)
}
