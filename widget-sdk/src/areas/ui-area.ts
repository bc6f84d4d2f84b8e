import type { Surface, TileBox, Welcome } from "@tfx/protocol/widgets";
import type { Bridge } from "../bridge.ts";
import type { WidgetContext } from "../context.ts";
import { createListeners, createLive } from "../listeners.ts";

/** Where and how the widget shows itself, and how it is asked to do something. */
export const createUiArea = (bridge: Bridge, welcome: Welcome): Pick<WidgetContext, "ui" | "commands" | "locale" | "theme"> => {
  const shown = createLive<Surface | null>(welcome.surface, bridge.report);
  const tiles = createLive<readonly TileBox[]>([], bridge.report);
  const commands = createListeners<string>(bridge.report);
  const locale = createLive<WidgetContext["locale"]["value"]>({ locale: welcome.locale, direction: welcome.direction }, bridge.report);
  const { look, tokens, reducedMotion } = welcome;
  const theme = createLive<WidgetContext["theme"]["value"]>({ look, tokens, reducedMotion }, bridge.report);
  bridge.on("ui.shown", ({ surface }) => shown.set(surface));
  bridge.on("ui.tiles", (body) => tiles.set(body.tiles));
  bridge.on("command.run", ({ command }) => commands.emit(command));
  bridge.on("locale.changed", locale.set);
  bridge.on("theme.changed", theme.set);
  return {
    locale,
    theme,
    commands: { on: (command, run, until) => commands.on((chosen) => chosen === command && run(), until) },
    ui: {
      shown,
      async open(surface) {
        await bridge.call("ui.open", { surface });
      },
      async close() {
        await bridge.call("ui.close", {});
      },
      tiles,
      catchPointer: (catches) => bridge.tell("ui.pointer", { catches }),
      toast: (text) => bridge.tell("ui.toast", { text }),
      async confirm(question, until) {
        const { yes } = await bridge.call("ui.confirm", question, until);
        return yes;
      },
      async openLink(url) {
        const { opened } = await bridge.call("ui.follow", { url });
        return opened;
      },
      badge: (count) => bridge.tell("ui.badge", { count }),
      summary: (lines) => bridge.tell("ui.summary", { lines }),
    },
  };
};
