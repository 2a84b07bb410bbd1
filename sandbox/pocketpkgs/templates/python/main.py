import sys

from rich import print

print(f"Hello, [bold]{sys.argv[1] if len(sys.argv) > 1 else 'world'}[/bold]!")
