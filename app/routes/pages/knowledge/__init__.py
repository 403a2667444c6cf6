"""What a client knows: bases, questions, documents, websites, gaps."""
