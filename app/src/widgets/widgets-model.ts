import type { ReadonlySignal } from "@preact/signals";
import type { Permission, Surface, WidgetManifest } from "@tfx/protocol/widgets";
import type { Bundle, BundleSource } from "@tfx/widget-host";
import type { Signal } from "@preact/signals";
import type { Box } from "../call/grid-plan.ts";
import type { Question } from "./questions.ts";

/** What a running widget uses at this moment, for its lamp. */
export type WidgetUse = "levels" | "frames" | "filter" | "network";

/** A widget that could be started. */
export interface KnownWidget {
  readonly manifest: WidgetManifest;
  /** Where it came from: with the app, or how the person added it. */
  readonly source: "ours" | Exclude<BundleSource, "person">;
  /** Site of a page or an address, name of an extension. */
  readonly place: string | undefined;
  /** Whether the person added it and can have it forgotten. */
  readonly isKept: boolean;
}

/** A widget that waits for the person's yes. */
export interface Adding {
  readonly bundle: Bundle;
  readonly from: BundleSource;
  /** Address, person or extension that it comes from; empty for a file. */
  readonly by: string;
  /** The version on this device, which this one would replace. */
  readonly before: WidgetManifest | undefined;
}

/** Why something could not be added: `local` comes from this machine, which developers alone may use; or the first wrong field of a manifest. */
export type AddProblem = "wrong" | "tooLarge" | "unreachable" | "address" | "local" | "entry" | { readonly field: string };

/** A widget that runs on this page. */
export interface RunningWidget {
  readonly instance: string;
  /** In the person's language, as all manifests here that are not being added or asked about. */
  readonly manifest: WidgetManifest;
  /** `off`: it crashed too often and cannot be started again in this call. */
  readonly state: ReadonlySignal<"loading" | "running" | "unresponsive" | "crashed" | "off">;
  /** The person ended it, and it cleans up: it is seen nowhere but in the list. */
  readonly isStopping: ReadonlySignal<boolean>;
  /** Where the person sees it now. */
  readonly surface: ReadonlySignal<Surface | null>;
  /** Where it may be seen on this page; the first is where it opens. */
  readonly surfaces: ReadonlySignal<readonly Surface[]>;
  /** Where its surface lies, from the top left corner of the call; told by whoever keeps the room for it. */
  readonly box: Signal<Box | undefined>;
  /** An overlay that takes what is pressed on it. */
  readonly catchesPointer: ReadonlySignal<boolean>;
  readonly badge: ReadonlySignal<number>;
  readonly uses: ReadonlySignal<ReadonlySet<WidgetUse>>;
  readonly granted: ReadonlySignal<ReadonlySet<Permission>>;
  /** Puts what the widget draws into the page, once: a frame that is moved loads anew. */
  readonly placeIn: (parent: HTMLElement) => void;
  /** Opens it where it belongs, unless it is seen already. */
  readonly show: () => void;
  readonly moveTo: (surface: Surface) => void;
  readonly hide: () => void;
  /** Its button in the bar: shows or hides it; a widget that is never seen runs its first command. */
  readonly press: () => void;
  /** What can be asked of it now. */
  readonly commands: ReadonlySignal<WidgetManifest["commands"]>;
  readonly run: (command: string) => void;
}

/** A widget that somebody else started and that this person has not joined. */
export interface OfferedWidget {
  readonly instance: string;
  readonly name: string;
  readonly by: string;
  /** The same widget, to the last byte, is on this device. */
  readonly isHere: boolean;
  /** Whoever started it can hand it on: not what an extension lends. */
  readonly canBeGiven: boolean;
  /** The person said not now, or closed it. */
  readonly isDeclined: boolean;
  readonly lines: ReadonlySignal<readonly { readonly text: string; readonly value?: number | undefined }[]>;
}

/** The widgets of a call. */
export interface WidgetsModel {
  readonly known: ReadonlySignal<readonly KnownWidget[]>;
  readonly running: ReadonlySignal<readonly RunningWidget[]>;
  /** Ids of themes and filters, data alone, that are on. */
  readonly worn: ReadonlySignal<ReadonlySet<string>>;
  readonly offered: ReadonlySignal<readonly OfferedWidget[]>;
  /** A widget that waits for the person's yes. */
  readonly adding: ReadonlySignal<Adding | undefined>;
  /** Reads a file, or what lies at an address; what can be read is shown in `adding`. */
  add(source: Blob | string): Promise<AddProblem | undefined>;
  /** Asks whoever started an instance for its widget, which is then shown in `adding`. */
  fetch(instance: string): Promise<AddProblem | undefined>;
  /** Keeps and starts what is being added, or lets it be. */
  finishAdding(adds: boolean): void;
  /** Takes a widget that was added off this device, with everything that it was allowed. */
  forget(id: string): void;
  /** What a widget asks the person now. */
  readonly question: ReadonlySignal<Question | undefined>;
  /** Starts a widget, or shows it when it runs already. */
  start(id: string): void;
  show(instance: string): void;
  /** Ends it for everybody where the person may; otherwise on this page. */
  stop(instance: string): void;
  retry(instance: string): void;
  /** Takes a permission back, for good. */
  revoke(instance: string, permission: Permission): void;
  /** Joins what somebody else started; declining hides its card. */
  answer(instance: string, joins: boolean): void;
}
