"""Counts the accounts of an export with Python's own json: count_with_json.py FILE"""

import json
import sys

with open(sys.argv[1], "rb") as file:
    print(len(json.load(file)["users"]))
