"""Small changes to the rules, one at a time, and the tests that must notice each of them."""
