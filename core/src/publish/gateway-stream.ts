import { signal, type ReadonlySignal } from "@preact/signals-core";
import { publicStream, type PublicStream, type TextPost } from "@tfx/protocol/broadcasts";
import type { FetchPort } from "../whip/resource.ts";

/** One stream of a gateway of ours, as its publisher sees and names it. */
export interface GatewayStream {
  /** Where it is published. */
  readonly endpoint: string;
  /** What is known of it, every few seconds from the first word to the gateway on; undefined while nobody answers. */
  readonly facts: ReadonlySignal<PublicStream | undefined>;
  /** Says what it is called, and shows a picture before it begins. Answers whether the gateway took it. */
  describe(about: StreamAbout): Promise<boolean>;
  /** Says that it has a break, or goes on; what is said last is what stays. Answers whether the gateway took it. */
  setBreak(isOn: boolean): Promise<boolean>;
  /** Lets those who watch read what was written, and says what they may read from now on. */
  sendTexts(post: Pick<TextPost, "kinds" | "items">): Promise<TextsAnswer>;
  /** Ends it for those who watch, without waiting for a publisher to come back. */
  end(): Promise<boolean>;
  close(): void;
}

/** What became of texts: the gateway has them; they may be sent again after a while; or it will never take them. */
export type TextsAnswer = { readonly kind: "taken" | "refused" } | { readonly kind: "later"; readonly retryMs: number };

/** What everybody may know of a stream. */
export interface StreamAbout {
  readonly title: string;
  /** Whether it stands in the public list. */
  readonly listed: boolean;
  /** A picture in JPEG, PNG or WebP. */
  readonly poster?: Blob | undefined;
}

/** Which stream of which gateway. */
export interface GatewayStreamOptions {
  /** Address of the gateway, such as `https://gateway.example`. */
  readonly gateway: string;
  readonly stream: string;
  /** A function where it is renewed now and then. */
  readonly token?: string | (() => string | undefined) | undefined;
  readonly ask?: FetchPort | undefined;
}

const everyMs = 3_000;
const answerMs = 8_000;

const readFacts = async (response: Response | undefined): Promise<PublicStream | undefined> => {
  if (response?.ok !== true) return undefined;
  const facts = publicStream.safeParse(await response.json().catch(() => undefined));
  return facts.success ? facts.data : undefined;
};

const textsRetryMs = 2_000;
/** Wrong texts do not become right ones, and a key for something else stays one; another comes where one has ended. */
const hopeless: ReadonlySet<number> = new Set([400, 403, 413]);

const readTextsAnswer = (response: Response | undefined): TextsAnswer => {
  if (response?.ok === true) return { kind: "taken" };
  if (response !== undefined && hopeless.has(response.status)) return { kind: "refused" };
  const seconds = Number(response?.headers.get("retry-after") ?? Number.NaN);
  return { kind: "later", retryMs: seconds > 0 ? Math.min(seconds, 30) * 1_000 : textsRetryMs };
};

/** Says one thing after the other, and of those that wait the latest alone: requests overtake each other. */
const inTurn = <T>(say: (what: T) => Promise<boolean>): ((what: T) => Promise<boolean>) => {
  let turns = 0;
  let last: Promise<unknown> = Promise.resolve();
  return (what) => {
    const turn = (turns += 1);
    const said = last.then(() => turn === turns && say(what));
    last = said;
    return said;
  };
};

/** Asks a gateway of one stream until it is closed. */
export const openGatewayStream = (options: GatewayStreamOptions): GatewayStream => {
  const { stream, token, ask = (url, request) => fetch(url, request) } = options;
  const gateway = options.gateway.replace(/\/+$/, "");
  const life = new AbortController();
  const facts = signal<PublicStream | undefined>(undefined);
  const send = async (path: string, request: RequestInit = {}): Promise<Response | undefined> => {
    const shown = typeof token === "function" ? token() : token;
    const headers = {
      ...(shown === undefined ? {} : { authorization: `Bearer ${shown}` }),
      ...(request.headers as Record<string, string>),
    };
    const until = AbortSignal.timeout(answerMs);
    // Whoever ends a broadcast and closes this at once still wants it to end.
    const signal_ = request.method === undefined ? AbortSignal.any([life.signal, until]) : until;
    try {
      return await ask(`${gateway}${path}`, { ...request, headers, signal: signal_, credentials: "omit", cache: "no-store" });
    } catch {
      return undefined;
    }
  };
  const path = `/api/streams/${stream}`;
  const look = async (): Promise<void> => {
    const next = await readFacts(await send(`/live/${stream}`));
    if (!life.signal.aborted) facts.value = next;
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  let posters = 0;
  // Asked for before the gateway has heard of it, it would be nowhere to be found.
  const beginToLook = (): void => {
    if (timer !== undefined || life.signal.aborted) return;
    timer = setInterval(() => void look(), everyMs);
    void look();
  };
  const setBreak = inTurn(async (isOn: boolean) => {
    const body = JSON.stringify({ isOn });
    return (await send(`${path}/break`, { method: "PUT", body, headers: { "content-type": "application/json" } }))?.ok === true;
  });
  return {
    endpoint: `${gateway}/whip/${stream}`,
    facts,
    async describe({ title, listed, poster }) {
      const kept = poster && (await send(`${path}/poster`, { method: "PUT", body: poster, headers: { "content-type": poster.type } }));
      if (kept?.ok === true) posters += 1;
      // Whoever has seen the one before asks for this one.
      const version = posters > 1 ? `?version=${posters}` : "";
      const address = kept?.ok === true ? { poster: `${gateway}/live/${stream}/poster${version}` } : {};
      const body = JSON.stringify({ title, listed, ...address });
      const said = await send(`${path}/about`, { method: "PUT", body, headers: { "content-type": "application/json" } });
      beginToLook();
      return said?.ok === true && (poster === undefined || kept?.ok === true);
    },
    setBreak,
    async sendTexts(post) {
      const body = JSON.stringify({ ...post, now: Date.now() });
      return readTextsAnswer(await send(`${path}/texts`, { method: "POST", body, headers: { "content-type": "application/json" } }));
    },
    end: async () => (await send(path, { method: "DELETE" }))?.ok === true,
    close() {
      clearInterval(timer);
      life.abort();
    },
  };
};
