"""Run the program by ``python -m app``: a guarded call, since the solver's child imports this again."""

from app.cli import main

if __name__ == "__main__":
    main()
