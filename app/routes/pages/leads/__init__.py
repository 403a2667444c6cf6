"""The list of leads: table, board, changes of many, files in and out."""
