"""What commands share: options, the answer to errors, messages, tables, the file with options."""
