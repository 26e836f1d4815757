"""tty.py COMMAND: runs it on a terminal of its own, and prints what it showed.

Standard input is typed a line at a time, whenever COMMAND asks: what it
printed ends in a line "> ".  When nothing is left it is Ctrl-D that is typed.
When a last line without an end has been typed and is shown, it is Ctrl-C.
The exit status is that of COMMAND, which may take a minute.
"""

import os
import pty
import signal
import sys

ASKS = b"\n> "
lines = sys.stdin.buffer.read().split(b"\n")
last = lines.pop()
steps = [(ASKS, line + b"\n") for line in lines]
steps += [(ASKS, last), (last, b"\3")] if last else [(ASKS, b"\4")]

child, terminal = pty.fork()
if child == 0:
    os.execlp("sh", "sh", "-c", sys.argv[1])
signal.alarm(60)
shown = b""
while True:
    try:
        more = os.read(terminal, 65536)
    except OSError:  # so Linux tells that nobody has it open any more
        break
    if not more:
        break
    shown += more
    if steps and shown.endswith(steps[0][0]):
        os.write(terminal, steps.pop(0)[1])
sys.stdout.buffer.write(shown)
sys.stdout.flush()
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(status if status >= 0 else 128 - status)
