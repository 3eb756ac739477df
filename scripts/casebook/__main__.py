"""`python -m casebook`: the same as the command `casebook`."""

import os

from casebook.cli import main

if __name__ == "__main__":
    main(prog_name=os.environ.get("CASEBOOK_CALLED"))
