"""The last line of a screen: the keys that matter here, and what they do."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget


class KeyLine(Widget):
    """Keys with their words, as many as there is room for; the last one always."""

    DEFAULT_CSS = "KeyLine { height: 1; background: $panel; }"

    def on_mount(self) -> None:
        """Follow what the focus changes."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def _keys(self) -> list[tuple[str, str, str]]:
        """Key, words and action of each binding that is shown."""
        found: dict[str, tuple[str, str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding: Binding = active.binding
            if binding.show and active.enabled:
                found.setdefault(
                    binding.action, (self.app.get_key_display(binding), binding.description, binding.action)
                )
        return list(found.values())

    def _shown(self) -> list[tuple[int, str, str, str]]:
        keys = self._keys()
        room = self.size.width - 1
        last = len(keys[-1][0]) + len(keys[-1][1]) + 3 if keys else 0
        shown, x = [], 1
        for at, (key, words, action) in enumerate(keys):
            cells = len(key) + len(words) + 3
            if x + cells + (last if at < len(keys) - 1 else 0) > room + 2 and at < len(keys) - 1:
                continue
            shown.append((x, key, words, action))
            x += cells
        return shown

    def render(self) -> Content:
        """` w written  x executed  …  ? help`."""
        parts: list[tuple[str, str]] = [(" ", "")]
        for _, key, words, _ in self._shown():
            parts += [(key, "bold $text-accent"), (f" {words}  ", "$text-muted")]
        return Content.assemble(*parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what the words say."""
        for x, key, words, action in self._shown():
            if x <= event.x < x + len(key) + len(words) + 2:
                await self.screen.run_action(action, self.screen)
