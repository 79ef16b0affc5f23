"""``python -m grader`` is ``grader``."""

from grader.cli import main

if __name__ == "__main__":  # workers of a cluster of one's own import this module again
    main()
