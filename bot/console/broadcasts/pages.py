"""The pages of announcements."""

from bot.console.broadcasts import act, look, write
from bot.console.broadcasts.told import ROLES_OF
from bot.console.page import Handler, Page, roles
from conversations.broadcast.status import Act

SEES = roles("reader", "broadcaster", "approver", "administrator")
WRITES = roles("broadcaster")
REPORTS = roles("broadcaster", "approver", "administrator")
ONE = "/broadcasts/{code}"
ACTS: dict[Act, Handler] = {
    "test": act.test,
    "approve": act.approve,
    "start": act.start,
    "pause": act.pause,
    "resume": act.resume,
    "stop": act.stop,
}

PAGES = (
    Page(
        path="/broadcasts",
        title="console.broadcasts.title",
        roles=SEES,
        get=look.listed,
        place="console.broadcasts.place",
    ),
    Page(
        path="/broadcasts/new",
        title="console.broadcasts.new",
        roles=WRITES,
        get=write.begin,
        post=write.add,
    ),
    Page(path="/broadcasts/count", title="console.broadcasts.new", roles=WRITES, post=write.count),
    Page(path=ONE, title="console.broadcasts.one", roles=SEES, get=look.one),
    Page(
        path=f"{ONE}/edit",
        title="console.broadcasts.edit",
        roles=WRITES,
        get=write.edit,
        post=write.change,
    ),
    Page(path=f"{ONE}/reaches", title="console.broadcasts.one", roles=SEES, get=look.reaches),
    Page(path=f"{ONE}/progress", title="console.broadcasts.one", roles=SEES, get=look.progress),
    Page(path=f"{ONE}/report.csv", title="console.broadcasts.one", roles=REPORTS, get=look.report),
    *(
        Page(
            path=f"{ONE}/{name}",
            title="console.broadcasts.one",
            roles=ROLES_OF[name],
            post=handler,
        )
        for name, handler in ACTS.items()
    ),
)
