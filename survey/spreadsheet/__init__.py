"""CSV files as people really have them, and their faults in the words of somebody who has the file open."""
