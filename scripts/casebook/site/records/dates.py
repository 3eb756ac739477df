"""From which day a text is, by what the book itself records; nothing here asks the clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from casebook.manuscript import Chapter
from casebook.site.view import View


def changed_on(view: View, chapter: Chapter) -> date:
    """Give the last day on which the text that readers of this view have is known to have changed.

    That is the day on which it was written, the first of a month or year that is all we know; for a translation the
    last day on which a passage was confirmed; and the day on which a passage was withdrawn.
    """
    days = [first_day(chapter.written), *(each.on for each in chapter.withdrawals)]
    state = view.states.get((chapter.slug, view.code))
    if view.code != chapter.language and state and state.last_confirmation:
        days.append(state.last_confirmation)
    return max(days)


def site_changed_on(views: Collection[View]) -> date:
    """Give the last day on which any text of a site is known to have changed or was withdrawn."""
    days = [
        changed_on(view, chapter)
        for view in views
        for chapter in view.chapters
        if chapter.is_published and view.is_translated(chapter)
    ]
    days += [taken.on for view in views for each in view.book.withdrawn.values() for taken in each.withdrawals]
    return last_of(days)


def first_day(written: str) -> date:
    """Give the first day of a year, a month or a day (`2020`, `2020-08`, `2020-08-31`)."""
    year, month, day, *_ = [*map(int, written.split("-")), 1, 1]
    return date(year, month, day)


def last_of(days: Iterable[date]) -> date:
    """Give the last of some days; where there is none, one from before every book on the web."""
    return max(days, default=date(1970, 1, 1))
