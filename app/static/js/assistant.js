// The assistant pages: what a weight is worth, while it is typed. Without script the page says it
// when it is drawn.
