"""An example coalition, plainly labelled: put in to see a living table, taken out in one step."""
