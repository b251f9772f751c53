"""The commands of the command line, by what they are for. Only what stands here prints and exits."""
