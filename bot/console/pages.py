"""Every page of the console. Another one is another row, in the list of its topic."""

from bot.console.broadcasts.pages import PAGES as BROADCASTS
from bot.console.entry.pages import PAGES as ENTRY
from bot.console.handovers.pages import PAGES as HANDOVERS
from bot.console.overview.pages import PAGES as OVERVIEW
from bot.console.page import Page
from bot.console.people.pages import PAGES as PEOPLE
from bot.console.results.pages import PAGES as RESULTS
from bot.console.rights.pages import PAGES as RIGHTS

PAGES: tuple[Page, ...] = (*OVERVIEW, *BROADCASTS, *HANDOVERS, *RESULTS, *RIGHTS, *PEOPLE, *ENTRY)
