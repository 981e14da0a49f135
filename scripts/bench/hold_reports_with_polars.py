"""Makes tables in memory of the columns that Seatbridge keeps of reports, with Polars: hold_reports_with_polars.py FILE…

Moments stay texts, as Polars reads them by itself: it is spared taking them apart.
"""

import sys

import polars

COLUMNS = ["created_at", "id", "login", "email", "role", "suspended?", "last_logged_ip", "dormant?", "last_active"]

held = [polars.read_csv(path, columns=COLUMNS) for path in sys.argv[1:]]
print(sum(len(table) for table in held))
