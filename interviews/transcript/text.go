package transcript

import (
	"strings"

	"github.com/askoria/verbatim/interviews"
)

func isText(s *source) bool { return s.Format == interviews.PlainText }

// plain reads a text file as it stands.
func plain(s *source) (content, error) {
	if s.textErr != nil {
		return content{}, s.textErr
	}
	return content{paragraphs: strings.Split(s.text.Content, "\n")}, nil
}
