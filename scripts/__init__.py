"""What we do: one small module per step, from the descriptor to the report, the database and the documents."""
