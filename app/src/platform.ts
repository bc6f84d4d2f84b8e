import type { ReadonlySignal } from "@preact/signals";
import type { ResumeStore, Session, SessionOptions } from "@tfx/core";
import type { Invite } from "@tfx/protocol";
import type { WidgetDefinition, WidgetManifestInput } from "@tfx/widget-sdk";
import type { SharedPages } from "./ink/shared-page.ts";
import type { JsonStore } from "./storage/json-store.ts";

/** What the page shows: the start screen, a room, or a link that could not be read. */
export type Place =
  | { readonly at: "start" }
  | { readonly at: "room"; readonly invite: Invite }
  | { readonly at: "unreadable"; readonly link: string };

/** How far the page is with a call: before Join, inside, inside without the server, or after it. */
export type CallPhase = "lobby" | "joining" | "call" | "reconnecting" | "ended";

/** What the app tells about its call at each change, for a badge, a popup or a tab title. */
export interface CallReport {
  readonly phase: CallPhase;
  readonly invite: Invite;
  readonly muted: boolean;
  readonly cameraOn: boolean;
  /** Names of the others, longest present first. */
  readonly others: readonly string[];
  /** When this person joined, in milliseconds since 1970. */
  readonly joinedAt: number | undefined;
}

/** What can be asked of the call from outside the page: a global key, the popup. */
export type CallCommand = "toggle-microphone" | "toggle-camera" | "toggle-hand" | "leave";

/** How a change of the server went. `refused`: the person did not allow the browser to reach it. */
export type ServerChange = "changed" | "invalid" | "unreachable" | "refused";

/** A widget that comes with the app; its code is fetched when it is first started. */
export interface BuiltinWidget {
  readonly manifest: WidgetManifestInput;
  load(): Promise<WidgetDefinition>;
  /** What a killed page may have left of it; looked for before a call. */
  readonly leftBehind?: (() => Promise<LeftBehind>) | undefined;
}

/** Something unfinished on this device that its widget can finish without a call. */
export interface LeftBehind {
  find(): Promise<boolean>;
  /** Draws it into an element until the signal aborts. */
  show(root: HTMLElement, until: AbortSignal): Promise<void>;
}

/** A widget that another extension lends, as it was registered: checked again before anything is made of it. */
export interface CompanionWidget {
  readonly manifest: unknown;
  /** What the extension calls itself. */
  readonly by: string;
}

/**
 * What differs between the extension's call page and the web page; each shell brings one. The app reads
 * and writes nothing of its surroundings past this port and the page's own document.
 */
export interface Platform {
  readonly kind: "extension" | "web";
  /** Follows the address bar, back and forward included. */
  readonly place: ReadonlySignal<Place>;
  /** Goes there and writes it into the address bar, so that a reload returns. An invite of a foreign origin may leave the page. */
  go(place: Exclude<Place, { at: "unreadable" }>): void;
  /** Origin of the server for new rooms and typed names. */
  readonly server: ReadonlySignal<string>;
  /** Absent where the server is fixed, as on a page that the server itself serves. */
  readonly changeServer?: (origin: string) => Promise<ServerChange>;
  /** Settings and recent rooms; see `createLocalStore` for pages. */
  readonly store: JsonStore;
  /** Lasts as long as the tab, through reloads: `sessionStorage`. A reload rejoins the call with it. */
  readonly tabStore?: ResumeStore;
  /** Widgets that come with the app. */
  readonly widgets?: () => Promise<readonly BuiltinWidget[]>;
  /** Widgets that other extensions lend now; absent where there is no way to them. */
  readonly companions?: () => Promise<ReadonlySignal<readonly CompanionWidget[]>>;
  /** Pages that a click on the extension has prepared to be shared and drawn on; absent on the web. */
  readonly sharedPages?: SharedPages;
  createSession(options: SessionOptions): Session;
  /** Rejects when the browser refuses the clipboard. */
  copy(text: string): Promise<void>;
  /** The system's share sheet; absent where there is none. */
  readonly share?: (share: { title: string; text: string; url: string }) => Promise<void>;
  /** Told at each change; `undefined` once there is no call on the page. */
  reportCall?(report: CallReport | undefined): void;
  /** Calls the listener for each command from outside; returns the undo. */
  onCommand?(listener: (command: CallCommand) => void): () => void;
}
