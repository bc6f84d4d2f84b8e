import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Room, Session } from "@tfx/core";
import type { TileBox } from "@tfx/protocol/widgets";
import type { CommandSource } from "../actions/action.ts";
import type { AppContext } from "../app-context.ts";
import type { HeldPicture } from "../media/held-picture.ts";
import type { OpenSurfaces } from "./open-surfaces.ts";
import type { RunningWidget, WidgetsModel } from "./widgets-model.ts";

/** Id of the chat, which has a key of its own. */
export const chatWidget = "app.tfx.chat";
/** Id of the recorder, which has a key of its own. */
export const recordingWidget = "app.tfx.recording";
/** Id of the broadcast, which the lamp leads to. */
export const broadcastWidget = "app.tfx.broadcast";

/** After this many milliseconds in a call its widgets are fetched, so that offers of others are seen. */
const settleMs = 1_500;

/** The widgets of a call; all of their code is fetched once the call itself is up. */
export interface CallWidgets {
  readonly model: ReadonlySignal<WidgetsModel | undefined>;
  /** A widget runs, or has run: its place is kept in the page. */
  readonly hasRun: ReadonlySignal<boolean>;
  /** Those that run and have a button in the bar. */
  readonly buttons: ReadonlySignal<readonly RunningWidget[]>;
  /** What can be asked of those that run. */
  readonly commands: ReadonlySignal<readonly CommandSource[]>;
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
  readonly surfaces: OpenSurfaces;
  readonly held: HeldPicture;
  /** Tiles of people on the stage, for overlays. */
  readonly tileBoxes: ReadonlySignal<readonly TileBox[]>;
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
    // Nobody is seen before what hides something is back.
    const timer = setTimeout(() => void open(), options.held.waitsFor.peek().size > 0 ? 0 : settleMs);
    options.end.addEventListener("abort", () => clearTimeout(timer), { once: true });
  }
  return {
    model,
    hasRun: computed(() => (model.value?.running.value.length ?? 0) > 0),
    buttons: computed(() =>
      (model.value?.running.value ?? []).filter(({ manifest, isStopping }) => manifest.surfaces.includes("toolbar") && !isStopping.value),
    ),
    commands: computed(() => (model.value?.running.value ?? []).flatMap((running) => commandsOf(running))),
    open,
    start: async (id) => (await open())?.start(id),
  };
};

const commandsOf = ({ instance, manifest, commands, run }: RunningWidget): readonly CommandSource[] =>
  commands.value.map(({ id, title, key }) => ({
    id: `command ${instance} ${id}`,
    title: `${manifest.name}: ${title}`,
    key,
    run: () => run(id),
  }));
