"""with_data_limit.py BYTES PROGRAM ARGS…: runs the program with at most BYTES of private writable memory."""
import os
import resource
import sys

limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
os.execv(sys.argv[2], sys.argv[2:])
