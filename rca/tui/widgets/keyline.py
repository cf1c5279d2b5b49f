"""The last line of a screen: the keys that matter here, and what they do."""

from __future__ import annotations

from textual import events
from textual.binding import ActiveBinding

from rca.output.width import width
from rca.tui.widgets.painted import Painted, Pieces
from rca.tui.widgets.painting import COLORS
from rca.values import NamedTuple


class Shown(NamedTuple):
    """A key in its place."""

    x: int
    key: str
    active: ActiveBinding

    @property
    def words(self) -> str:
        """What it does."""
        return self.active.binding.description

    @property
    def cells(self) -> int:
        """The room that it takes, with what separates it from the next."""
        return width(self.key) + width(self.words) + 3


class KeyLine(Painted):
    """Keys with their words, as many as there is room for; the last one always."""

    DEFAULT_CSS = "KeyLine { height: 1; background: $panel; }"

    def on_mount(self) -> None:
        """Follow what the focus changes."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def _keys(self) -> list[ActiveBinding]:
        """The bindings that are shown, one for each action."""
        found: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled:
                found.setdefault(active.binding.action, active)
        return sorted(found.values(), key=self._rank)

    def _rank(self, key: ActiveBinding) -> int:
        """What has the focus comes first, then what is done to items; other screens and help last."""
        if key.binding.key == "question_mark":
            return 3
        if key.binding.action.startswith("go("):
            return 2
        if key.node is self.screen.focused:
            return -1
        return int(key.node is not self.app)

    def _shown(self) -> list[Shown]:
        """As many as there is room for, the last of them always."""
        every = [Shown(0, self.app.get_key_display(key.binding), key) for key in self._keys()]
        last = every[-1].cells if every else 0
        shown, x = [], 1
        for each in every:
            if each is every[-1] or x + each.cells + last <= self.size.width + 1:
                shown.append(each._replace(x=x))
                x += each.cells
        return shown

    def lines(self) -> list[Pieces]:
        """` w written  x executed  …  ? help`."""
        parts: list[tuple[str, str]] = [(" ", "")]
        for each in self._shown():
            parts += [(each.key, "bold $text-accent"), (f" {each.words}  ", COLORS["muted"])]
        return [parts]

    async def on_click(self, event: events.Click) -> None:
        """Do what the words say."""
        for each in self._shown():
            if each.x <= event.x < each.x + each.cells - 1:
                await self.app.run_action(each.active.binding.action, each.active.node)
