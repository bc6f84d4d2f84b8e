import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals";
import type { Room, Session } from "@tfx/core";
import { displayName, TfxError, type Invite } from "@tfx/protocol";
import type { ActionSource } from "../actions/action.ts";
import type { AppContext } from "../app-context.ts";
import { createCallModel, type CallModel } from "../call/call-model.ts";
import { endedWords, type EndedWords, type Ending } from "../ended/ended-model.ts";
import { createHeldPicture, type HeldPicture } from "../media/held-picture.ts";
import { followNoise } from "../media/own-noise.ts";
import { createLobbyModel, type LobbyModel } from "../lobby/lobby-model.ts";
import { effectUntil, onceAborted } from "../scope/effect-until.ts";
import { hostOf } from "../scope/host-of.ts";
import { readSeatMark, writeSeatMark, type SeatMark } from "./seat-mark.ts";
import { reportVisit } from "./report-visit.ts";

/** The screen after a call. */
export interface EndedModel {
  readonly words: ReadonlySignal<EndedWords>;
  readonly rejoin: (() => void) | undefined;
  newCall(): void;
  toStart(): void;
}

/** Where a visit to a room stands. */
export type VisitPhase =
  | { readonly at: "lobby"; readonly lobby: LobbyModel }
  | { readonly at: "rejoining" }
  | { readonly at: "call"; readonly call: CallModel }
  | { readonly at: "ended"; readonly ended: EndedModel };

/** One visit to a room: lobby, call, what comes after. */
export interface VisitModel {
  readonly invite: Invite;
  readonly phase: ReadonlySignal<VisitPhase>;
  /** The session's devices, for the settings. */
  readonly session: Session;
}

/** What a visit belongs to. */
export interface VisitOptions {
  readonly invite: Invite;
  readonly newCall: () => void;
  readonly others: readonly ActionSource[];
  readonly end: AbortSignal;
}

class Visit implements VisitModel {
  readonly invite: Invite;
  readonly session: Session;
  readonly phase;
  readonly #app: AppContext;
  readonly #options: VisitOptions;
  readonly #held: HeldPicture;
  #stage = new AbortController();

  constructor(app: AppContext, options: VisitOptions) {
    this.#app = app;
    this.#options = options;
    this.invite = options.invite;
    const { tabStore } = app.platform;
    this.session = app.platform.createSession({
      server: options.invite.server,
      ...(tabStore === undefined ? {} : { resumeStore: tabStore }),
    });
    const { media } = this.session;
    followNoise(app, media, options);
    this.#held = createHeldPicture(app, { media, room: options.invite.room, end: options.end });
    const mark = readSeatMark(tabStore, options.invite);
    this.phase = signal<VisitPhase>({ at: "rejoining" });
    if (mark === undefined || !displayName.safeParse(app.settings.value.peek().name).success) this.#toLobby();
    else void this.#rejoin(mark);
    onceAborted(options.end, () => {
      this.#nextStage();
      void this.session[Symbol.asyncDispose]();
    });
    reportVisit(app, this, options.end);
  }

  /** Ends everything of the screen before; returns what the next one lives by. */
  #nextStage(): AbortSignal {
    this.#stage.abort();
    this.#stage = new AbortController();
    return AbortSignal.any([this.#stage.signal, this.#options.end]);
  }

  #toLobby(): void {
    const end = this.#nextStage();
    const { session, invite } = this;
    const onJoined = (room: Room) => this.#toCall(room);
    const lobby = untracked(() => createLobbyModel(this.#app, { session, invite, newRoom: this.#options.newCall, onJoined, end }));
    this.phase.value = { at: "lobby", lobby };
  }

  /** Back in as before: after a reload, or from the screen after a call. */
  async #rejoin({ microphone, camera }: SeatMark): Promise<void> {
    const end = this.#nextStage();
    this.phase.value = { at: "rejoining" };
    const { media } = this.session;
    const { name, microphoneId, cameraId } = this.#app.settings.value.peek();
    await Promise.all([media.microphone.select(microphoneId), media.camera.select(cameraId)]);
    const heard = media.microphone.enable();
    if (camera) void media.camera.enable();
    if (!microphone) void heard.then(() => (end.aborted ? undefined : media.microphone.disable()));
    try {
      const room = await this.session.join({ ...this.invite, name, signal: end });
      this.#toCall(room);
    } catch (error) {
      // The lobby looks through the door itself and says in words what is wrong.
      if (!end.aborted && TfxError.from(error).code !== "session/ended") this.#toLobby();
    }
  }

  #toCall(room: Room): void {
    const { session, invite } = this;
    const app = this.#app;
    const end = this.#nextStage();
    const leave = () => {
      const seconds = this.phase.peek().at === "call" ? call.room.seconds.peek() : 0;
      this.#toEnded({ problem: undefined, room: room.name, host: hostOf(invite.server), seconds });
      void session.leave();
    };
    const name = app.settings.value.peek().name;
    const call = untracked(() => createCallModel(app, { ...this.#options, session, room, name, leave, held: this.#held, end }));
    this.phase.value = { at: "call", call };
    this.#watchEnd(call, end);
    effectUntil(end, () => {
      const { microphone, camera } = session.media;
      writeSeatMark(app.platform.tabStore, invite, { microphone: microphone.state.value === "on", camera: camera.state.value === "on" });
    });
    effectUntil(end, () => {
      const names = call.people.value.map((person) => person.name.value);
      if (app.settings.value.value.rememberRecents) untracked(() => app.recents.note({ invite, names, at: Date.now() }));
    });
  }

  #watchEnd(call: CallModel, end: AbortSignal): void {
    const stop = effect(() => {
      const problem = this.session.problem.value;
      if (this.session.room.value !== undefined || end.aborted) return;
      const { name } = call.room;
      const ending = { problem, room: name, host: hostOf(this.invite.server), seconds: call.room.seconds.peek() };
      queueMicrotask(() => {
        if (!end.aborted) this.#toEnded(ending);
      });
    });
    onceAborted(end, stop);
  }

  #toEnded(ending: Ending): void {
    const { media } = this.session;
    const how = { microphone: media.microphone.state.peek() === "on", camera: media.camera.state.peek() === "on" };
    this.#nextStage();
    this.#held.forget();
    writeSeatMark(this.#app.platform.tabStore, this.invite, undefined);
    // After a call no lamp is lit.
    media.screen.stop();
    media.camera.disable();
    media.microphone.release();
    const { i18n, platform, toasts } = this.#app;
    toasts.clear();
    const words = computed(() => endedWords(i18n, ending));
    const ended: EndedModel = {
      words,
      rejoin: words.peek().rejoin === undefined ? undefined : () => void this.#rejoin(how),
      newCall: this.#options.newCall,
      toStart: () => platform.go({ at: "start" }),
    };
    this.phase.value = { at: "ended", ended };
  }
}

/** A visit to a room; ends with the signal. */
export const createVisitModel = (app: AppContext, options: VisitOptions): VisitModel => new Visit(app, options);
