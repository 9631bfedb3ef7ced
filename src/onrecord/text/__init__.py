"""Plain facts about a text: its words, its sentences, its quotation marks. No model, no meaning."""
