import type { ReadonlySignal } from "@preact/signals";
import { effectUntil } from "@tfx/app/page";
import { render, type ComponentChildren } from "preact";
import { findGateway } from "../broadcasts/find-gateway.ts";
import { openPageTexts, PageTextsProvider, type PageTexts } from "../broadcasts/page-texts.ts";
import { createFullScreen } from "./full-screen.ts";
import { bindKeys, followIdle } from "./operate.ts";
import { pause } from "./pause.ts";
import { Words } from "./slate-view.tsx";
import { readWatchAddress, type WatchAddress } from "./watch-address.ts";
import { createWatchModel, type WatchModel } from "./watch-model.ts";
import { WatchView } from "./watch-view.tsx";

const end = new AbortController();
const askAgainMs = 3_000;

const found = document.querySelector<HTMLElement>("#root");
if (found === null) throw new Error("watch.html has no root");
const root = found;
const texts = openPageTexts();

const show = (view: ComponentChildren): void => render(<PageTextsProvider value={texts}>{view}</PageTextsProvider>, root);

const showWords = (title: string, text: string): void =>
  show(
    <main class="watch tfx-stage">
      <div class="watch-slate">
        <Words title={title}>
          <p>{text}</p>
          <a class="watch-top__link" href="/live.html">
            {texts.t("watch.allBroadcasts")}
          </a>
        </Words>
      </div>
    </main>,
  );

const nameTab = ({ t }: PageTexts, { facts }: WatchModel): void =>
  effectUntil(end.signal, () => {
    document.title = t("watch.pageTitle", { title: facts.value?.title ?? t("watch.untitled"), app: t("app.name") });
  });

const play = (gateway: string, address: WatchAddress): void => {
  const video = document.createElement("video");
  video.playsInline = true;
  const model = createWatchModel({ gateway, address, video, signal: end.signal });
  const fullScreen = createFullScreen(document, video, end.signal);
  const isIdle: ReadonlySignal<boolean> = followIdle(end.signal);
  bindKeys(model, fullScreen, end.signal);
  nameTab(texts, model);
  show(<WatchView model={model} fullScreen={fullScreen} isIdle={isIdle} />);
};

const begin = async (address: WatchAddress): Promise<void> => {
  const { t } = texts;
  for (;;) {
    const gateway = await findGateway(address.gateway);
    if (gateway.kind === "found") return play(gateway.origin, address);
    if (gateway.kind === "none") return showWords(t("watch.noGateway.title"), t("watch.noGateway.text"));
    if (gateway.kind === "foreign") return showWords(t("watch.foreign.title"), t("watch.foreign.text", { host: gateway.host }));
    showWords(t("watch.unreachable.title"), t("watch.unreachable.text"));
    await pause(askAgainMs, end.signal);
  }
};

// Tells the gateway at once that somebody left, unless the page is only put aside.
addEventListener("pagehide", ({ persisted }) => {
  if (!persisted) end.abort();
});
// A page that comes back from aside has lost its connections.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
// Another broadcast may be chosen by its token alone.
addEventListener("hashchange", () => location.reload());

const address = readWatchAddress(location.href);
document.title = texts.t("app.name");
if (address === undefined) showWords(texts.t("watch.badLink.title"), texts.t("watch.badLink.text"));
else void begin(address);
