import { createTokens, type Gateway, type GatewayOptions } from "../../src/index.ts";
import type { MediaFrame } from "../../src/stream/media-frame.ts";
import { openFilmPublisher, type FilmPublisher, type FilmPublisherOptions } from "../../src/testing/film-publisher.ts";
import { openHlsClient, type HlsClient } from "../../src/testing/hls-client.ts";
import { loadFilm, type Film, type FilmOptions } from "../../src/testing/load-film.ts";
import { coloursOf, longestGap, lookAtBytes, openTsReader, type Colour, type Seen, type TsReader } from "../../src/testing/look-at.ts";
import { openTestGateway, testSecret } from "../../src/testing/open-gateway.ts";

const everyMs = 40;

/** Looks again and again until something is there; says what was missing when it never is. */
export const until = async <Found>(
  what: string,
  find: () => Found | undefined | false | Promise<Found | undefined | false>,
  mostMs = 25_000,
): Promise<Found> => {
  const endMs = performance.now() + mostMs;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > endMs) throw new Error(`This did not come: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
};

const films = new Map<string, Film>();
/**
 * A film of one colour, with sound; each is made once. To be made before anybody is on air: whoever makes one
 * does not send meanwhile.
 */
export const filmOf = (colour: Colour, options: Partial<FilmOptions> = {}): Film => {
  const wanted: FilmOptions = { seconds: 3, sound: "opus", colour, ...options };
  const key = JSON.stringify(wanted);
  const film = films.get(key) ?? loadFilm(wanted);
  films.set(key, film);
  return film;
};

/** A stream that is published and watched, by a transport stream and by low-latency HLS. */
export interface Show {
  /** Its name, which is another each time. */
  readonly stream: string;
  readonly publisher: FilmPublisher;
  readonly ts: TsReader;
  readonly hls: HlsClient;
  /** Waits until so many seconds more were played. */
  goOn(seconds: number): Promise<void>;
  /** Ends it: what its viewers saw, after a look at whether anybody else noticed. */
  finish(last?: FilmPublisher): Promise<{ readonly seen: Seen; readonly files: readonly Seen[] }>;
}

/** A gateway on which somebody is on air all the time, who has to notice nothing of what others do. */
export interface Stage {
  readonly gateway: Gateway;
  readonly url: string;
  tokenOf(stream: string, right?: "publish" | "view"): Promise<string>;
  publish(stream: string, film: Film, options?: Partial<FilmPublisherOptions>): Promise<FilmPublisher>;
  show(stream: string, film: Film, options?: Partial<FilmPublisherOptions>): Promise<Show>;
  get(path: string, headers?: Record<string, string>): Promise<{ readonly status: number; readonly text: string }>;
  /** Asks the API as the operator does; answers what was answered. */
  operate(path: string, method?: string, body?: unknown): Promise<unknown>;
  /** State of a stream's only output. */
  outputState(stream: string): Promise<string>;
  /** How many watch in one way. */
  viewers(kind: "hls" | "ts" | "whep"): Promise<number>;
  /** Throws unless the one who is on air still is, in the same session, and is seen. */
  expectOthersUnharmed(): Promise<void>;
  /** Ends everything; answers what the viewer of the one who is on air saw all the time. */
  close(): Promise<Seen>;
}

const waitForParts = async (hls: HlsClient, count: number): Promise<void> => {
  const from = hls.parts;
  await until(`${count} parts more; ${hls.problems.join(", ")}`, () => hls.parts >= from + count, 40_000);
};

const adminSecret = "the operator's secret, of 32 characters";
const steadyFilm = filmOf("yellow");

/** A gateway and what everybody may do with it. */
const openHouse = async (options: Partial<GatewayOptions>) => {
  const gateway = await openTestGateway({
    secret: testSecret,
    rates: { requests: { burst: 1e6, perSecond: 1e6 } },
    // Whoever tests on a busy machine is silent now and then.
    silentMs: 8_000,
    metricsToken: "metrics",
    adminSecret,
    ...options,
    limits: { streams: 40, ...options.limits },
  });
  const { url } = gateway;
  const open: FilmPublisher[] = [];
  const tokens = createTokens(testSecret);
  const tokenOf: Stage["tokenOf"] = (stream, right = "publish") => tokens.sign(stream, right, 3_600);
  const get: Stage["get"] = async (path, headers = {}) => {
    const response = await fetch(url + path, { headers });
    return { status: response.status, text: await response.text() };
  };
  const operate: Stage["operate"] = async (path, method = "GET", body) => {
    const headers = { authorization: `Bearer ${adminSecret}`, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    const response = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    return text === "" ? undefined : JSON.parse(text);
  };
  const outputState: Stage["outputState"] = async (stream) => {
    const [output] = (await operate(`/api/streams/${stream}/outputs`)) as readonly { report: { state: string } }[];
    return output?.report.state ?? "none";
  };
  const publish: Stage["publish"] = async (stream, film, given = {}) => {
    const publisher = await openFilmPublisher({ url: `${url}/whip/${stream}`, film, token: await tokenOf(stream), ...given });
    open.push(publisher);
    return publisher;
  };
  const untilPlayable = (stream: string) =>
    until(
      `HLS of ${stream}`,
      async () => (await get(`/hls/${stream}/index.m3u8?token=${await tokenOf(stream, "view")}`)).status === 200,
      60_000,
    );
  const close = async (): Promise<void> => {
    await Promise.all(open.map((publisher) => publisher.close()));
    await gateway.close();
  };
  return { gateway, url, tokenOf, get, operate, outputState, publish, untilPlayable, close };
};

/** Opens a stage. */
export const openStage = async (options: Partial<GatewayOptions> = {}): Promise<Stage> => {
  const { gateway, url, tokenOf, get, operate, outputState, publish, untilPlayable, close } = await openHouse(options);
  const clients: HlsClient[] = [];
  let shows = 0;
  const steady = await publish("steady", steadyFilm);
  await untilPlayable("steady");
  const reader = await openTsReader(`${url}/ts/steady.ts?token=${await tokenOf("steady", "view")}`);
  const expectOthersUnharmed = async (): Promise<void> => {
    const { status } = await get(new URL(steady.session).pathname);
    if (status !== 204) throw new Error("The session of the one who is on air is gone.");
    const before = reader.bytes;
    await until("more of the one who is on air", () => reader.bytes > before && reader.isOpen, 10_000);
  };
  return {
    gateway,
    url,
    tokenOf,
    publish,
    get,
    operate,
    outputState,
    async show(name, film, given) {
      shows += 1;
      const stream = `${name}-${shows}`;
      // A worker may have to be started first: then as any client does.
      const publisher = await until("a place", async () => {
        const one = await publish(stream, film, given);
        return one.status !== 503 && one;
      });
      if (publisher.status !== 201) throw new Error(`The publisher of ${stream} was answered ${publisher.status}.`);
      await untilPlayable(stream);
      const [ts, hls] = await Promise.all([openTsReader(`${url}/ts/${stream}.ts`), openHlsClient(`${url}/hls/${stream}`)]);
      clients.push(hls);
      const goOn = (seconds: number): Promise<void> => waitForParts(hls, Math.ceil(seconds / 0.2));
      await goOn(1);
      const finish = async (last = publisher) => {
        await expectOthersUnharmed();
        await hls.stop();
        const seen = await ts.look();
        const files = await Promise.all(hls.files().map((file) => lookAtBytes(file, "mp4")));
        await last.close();
        return { seen, files };
      };
      return { stream, publisher, ts, hls, goOn, finish };
    },
    async viewers(kind) {
      const { text } = await get("/metrics", { authorization: "Bearer metrics" });
      return Number(new RegExp(`viewers\\{kind="${kind}"\\} (\\d+)`).exec(text)?.[1] ?? -1);
    },
    expectOthersUnharmed,
    async close() {
      const seen = await reader.look();
      await Promise.all(clients.map((client) => client.stop()));
      await close();
      return seen;
    },
  };
};

/** What is wrong with what the viewer of the one who was on air saw. Machines that are too busy lose a few packets by themselves. */
export const problemsOf = (seen: Seen, { mostGap = 0.5, mostSilence = 0.5 } = {}): readonly string[] => {
  const gap = longestGap(seen.pictures.map(({ seconds }) => seconds));
  const silence = longestGap(seen.sound);
  return [
    ...(seen.pictures.length === 0 ? ["no picture"] : []),
    ...(gap > mostGap ? [`${gap} s without a picture`] : []),
    ...(silence > mostSilence ? [`${silence} s without sound`] : []),
    ...(coloursOf(seen).join() === "yellow" ? [] : [`other pictures: ${coloursOf(seen).join(", ")}`]),
    ...(seen.complaints === "" ? [] : [seen.complaints]),
  ];
};

/** Drops one kind. */
export const without =
  (kind: MediaFrame["kind"]): Parameters<FilmPublisher["shape"]>[0] =>
  (packet) =>
    packet.kind === kind ? [] : [packet];
