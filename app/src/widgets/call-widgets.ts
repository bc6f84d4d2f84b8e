import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Room, Session } from "@tfx/core";
import type { AppContext } from "../app-context.ts";
import type { WidgetsModel } from "./widgets-model.ts";

/** Id of the chat, which has a key of its own. */
export const chatWidget = "app.tfx.chat";

/** After this many milliseconds in a call its widgets are fetched, so that offers of others are seen. */
const settleMs = 1_500;

/** The widgets of a call; all of their code is fetched once the call itself is up. */
export interface CallWidgets {
  readonly model: ReadonlySignal<WidgetsModel | undefined>;
  /** A widget runs, or has run: its place is kept in the page. */
  readonly hasRun: ReadonlySignal<boolean>;
  /** Fetches the widgets now; undefined when that fails. */
  open(): Promise<WidgetsModel | undefined>;
  /** Starts a widget, or shows it when it runs. */
  start(id: string): Promise<void>;
}

/** What the widgets of a call belong to. */
export interface CallWidgetsOptions {
  readonly session: Session;
  readonly room: Room;
  readonly name: string;
  readonly panel: Signal<string | undefined>;
  readonly openTray: () => void;
  readonly end: AbortSignal;
}

/** The widgets of a call, until it ends. */
export const createCallWidgets = (app: AppContext, options: CallWidgetsOptions): CallWidgets => {
  const model = signal<WidgetsModel | undefined>(undefined);
  let opening: Promise<WidgetsModel | undefined> | undefined;
  const fetchModel = async () => {
    try {
      const { openWidgets } = await import("./open-widgets.ts");
      if (!options.end.aborted) model.value = await openWidgets(app, options);
    } catch {
      opening = undefined;
      app.toasts.show({ about: "part", text: app.i18n.t("app.partMissing"), tone: "warning" });
    }
    return model.peek();
  };
  const open = () => (opening ??= fetchModel());
  if (app.platform.widgets !== undefined) {
    const timer = setTimeout(() => void open(), settleMs);
    options.end.addEventListener("abort", () => clearTimeout(timer), { once: true });
  }
  return {
    model,
    hasRun: computed(() => (model.value?.running.value.length ?? 0) > 0),
    open,
    start: async (id) => (await open())?.start(id),
  };
};
