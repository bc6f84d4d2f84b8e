import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { AppContext } from "../app-context.ts";
import { readChord } from "./chord.ts";

const noCommands = signal<readonly CommandSource[]>([]);

/** Everything that can be done by name or key, with the keys it has until they are changed. `Mod` is Ctrl or ⌘. */
export const defaultKeys = {
  microphone: ["Mod+D"],
  camera: ["Mod+E"],
  talk: ["Space"],
  share: ["S"],
  sharePause: [],
  shareDraw: [],
  shareOther: [],
  widgets: ["W"],
  chat: ["C"],
  record: ["R"],
  hand: ["H"],
  people: ["U"],
  invite: ["I"],
  copyLink: ["L"],
  grid: ["1"],
  speaker: ["2"],
  tile3: ["3"],
  tile4: ["4"],
  tile5: ["5"],
  tile6: ["6"],
  tile7: ["7"],
  tile8: ["8"],
  tile9: ["9"],
  selfView: ["V"],
  fullScreen: ["F"],
  pictureInPicture: ["P"],
  palette: ["/", "Mod+K"],
  keys: ["?"],
  settings: ["Mod+,"],
  lock: [],
  end: [],
  leave: [],
  startCall: [],
  react1: [],
  react2: [],
  react3: [],
  react4: [],
  react5: [],
  react6: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Name of an action. */
export type ActionId = keyof typeof defaultKeys;
/** Name of a command of a widget; its keys are the widget's and cannot be changed. */
export type CommandId = `command ${string}`;
/** Where an action stands in lists. */
export type ActionGroup = "call" | "view" | "people" | "widgets" | "app";

/** An action as its owner describes it; the functions are read as signals are, so that both follow the state. */
export interface ActionSource {
  readonly id: ActionId;
  readonly group: ActionGroup;
  readonly title: () => string;
  /** `undefined` while it is not available. */
  readonly run: () => (() => void) | undefined;
  /** Called when a held key is let go; `run` is then the press. */
  readonly release?: () => void;
}

/** An action as lists, buttons and keys use it. */
export interface Action {
  readonly id: ActionId | CommandId;
  readonly group: ActionGroup;
  readonly title: string;
  readonly keys: readonly string[];
  readonly run: (() => void) | undefined;
  readonly release: (() => void) | undefined;
}

/** All actions of a screen by name, in order. */
export type Actions = ReadonlySignal<ReadonlyMap<Action["id"], Action>>;

/** The keys of an action as the settings have them. */
export const keysOf = (changed: Readonly<Record<string, readonly string[]>>, id: ActionId): readonly string[] =>
  changed[id] ?? defaultKeys[id];

/** Something that a running widget offers to do. */
export interface CommandSource {
  readonly id: CommandId;
  readonly title: string;
  /** The key that it would like to have. */
  readonly key: string | undefined;
  readonly run: () => void;
}

/** Commands as actions: each has its key if nobody had it before. */
export const commandActions = (commands: readonly CommandSource[], taken: Iterable<string>): readonly Action[] => {
  const used = new Set(taken);
  return commands.map(({ id, title, key, run }) => {
    const chord = key === undefined ? undefined : readChord(key);
    const isFree = chord !== undefined && !used.has(chord);
    if (isFree) used.add(chord);
    return { id, group: "widgets", title, keys: isFree ? [chord] : [], run, release: undefined };
  });
};

/** The actions of these sources, with the keys that the person gave them, and the commands of widgets. */
export const createActions = (
  { settings }: AppContext,
  sources: readonly ActionSource[],
  commands: ReadonlySignal<readonly CommandSource[]> = noCommands,
): Actions =>
  computed(() => {
    const changed = settings.value.value.keys;
    const own = sources.map((source): Action => ({
      id: source.id,
      group: source.group,
      title: source.title(),
      keys: keysOf(changed, source.id),
      run: source.run(),
      release: source.release,
    }));
    // Keys of actions that this screen does not have are kept free for those that do.
    const taken = (Object.keys(defaultKeys) as ActionId[]).flatMap((id) => keysOf(changed, id));
    return new Map([...own, ...commandActions(commands.value, taken)].map((action) => [action.id, action]));
  });
