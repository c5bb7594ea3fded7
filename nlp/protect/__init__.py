"""Personal data: CPR numbers are masked and, on wish, private people named by pseudonyms, before anything is tagged."""
