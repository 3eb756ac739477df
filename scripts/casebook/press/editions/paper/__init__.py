"""An edition on paper: its fonts, its source for Typst, and the proof that is read before it leaves the house."""

from casebook.manuscript.diagnostic import Message


class NotPrintable(Exception):
    """An edition would show a fault on paper; the message says where, in which words, and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message.en
