"""Run by ``python -m app``: a guarded call, since the child of the solver imports this again."""

from app.cli import main

if __name__ == "__main__":
    main()
