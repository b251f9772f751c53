"""The data set as a folder of web pages that need no server and ask nobody else: map, timeline, evidence, numbers, SQL, downloads."""
