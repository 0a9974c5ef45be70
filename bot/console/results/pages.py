"""The pages of results."""

from bot.console.page import Page
from bot.console.results import entering, home, lists, ranking
from bot.console.results.acting import RELEASES, SEES, SELECTS

TITLE = "results.console."
RANKING = "/results/ranking"
LIST = "/results/lists/{id:int}"
CANDIDATE = "/results/candidates/{id:int}"

PAGES = (
    Page(path="/results", title=f"{TITLE}title", roles=SEES, get=home.home, place=f"{TITLE}place"),
    Page(path="/results/blank.xlsx", title=f"{TITLE}blank", roles=SEES, get=home.blank),
    Page(path="/results/protocol", title=f"{TITLE}protocol_title", roles=SEES, get=home.protocol),
    Page(
        path="/results/enter",
        title=f"{TITLE}enter_title",
        roles=SELECTS,
        get=entering.form,
        post=entering.read,
    ),
    Page(
        path="/results/enter/{key}",
        title=f"{TITLE}preview_title",
        roles=SELECTS,
        get=entering.preview,
        post=entering.take,
    ),
    Page(path="/results/ranking", title=f"{TITLE}ranking_title", roles=SEES, get=ranking.ranking),
    *(
        Page(
            path=f"/results/ranking/{name}", title=f"{TITLE}ranking_title", roles=SELECTS, post=act
        )
        for name, act in {
            "places": ranking.set_places,
            "order": ranking.order,
            "choose": ranking.choose,
        }.items()
    ),
    Page(path=CANDIDATE, title=f"{TITLE}candidate", roles=SEES, get=ranking.candidate),
    Page(path=f"{CANDIDATE}/decide", title=f"{TITLE}candidate", roles=SELECTS, post=ranking.decide),
    Page(
        path="/results/lists/new",
        title=f"{TITLE}new_title",
        roles=SELECTS,
        get=lists.begin,
        post=lists.freeze,
    ),
    Page(path=LIST, title=f"{TITLE}list_title", roles=SEES, get=lists.one),
    Page(path=f"{LIST}/list.csv", title=f"{TITLE}list_title", roles=SEES, get=lists.as_table),
    Page(path=f"{LIST}/approve", title=f"{TITLE}list_title", roles=RELEASES, post=lists.approve),
    *(
        Page(path=f"{LIST}/{name}", title=f"{TITLE}list_title", roles=SEES, post=act)
        for name, act in {
            "publish": lists.publish,
            "cancel": lists.cancel,
            "clear": lists.clear,
        }.items()
    ),
)
