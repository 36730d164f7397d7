package main
import ("testing";"context";"fmt")
func TestTry(t *testing.T) {
	s := inventedStudy(t)
	k, err := profiles(context.Background(), s.cases)
	if err != nil { t.Fatal(err) }
	fmt.Println(k.types)
	fmt.Println(k.again)
	fmt.Println(k.cards)
}
