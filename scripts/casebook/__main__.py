"""`python -m casebook`: the same as the command `casebook`."""

from casebook.cli import main

if __name__ == "__main__":
    main()
