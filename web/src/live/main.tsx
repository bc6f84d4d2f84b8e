import { signal } from "@preact/signals";
import { render } from "preact";
import { findGateway } from "../broadcasts/find-gateway.ts";
import { createGatewayClient, type GatewayClient } from "../broadcasts/gateway-client.ts";
import { openPageTexts, PageTextsProvider } from "../broadcasts/page-texts.ts";
import { LiveView, type LiveState } from "./live-view.tsx";

const askAgainMs = 10_000;
const soonMs = 3_000;

const root = document.querySelector<HTMLElement>("#root");
if (root === null) throw new Error("live.html has no root");

const texts = openPageTexts();
document.title = texts.t("watch.pageTitle", { title: texts.t("live.title"), app: texts.t("app.name") });

const asked = new URLSearchParams(location.search);
const wanted = asked.get("gateway") ?? "";
const gateway = URL.canParse(wanted) ? new URL(wanted).origin : undefined;
const state = signal<LiveState>({ is: "loading" });
const nowMs = signal(Date.now());
let client: GatewayClient | undefined;

const linkTo = (stream: string): string => {
  const query = new URLSearchParams({ stream, ...(gateway === undefined ? {} : { gateway }) });
  const lang = asked.get("lang");
  if (lang !== null) query.set("lang", lang);
  return `/watch.html?${query}`;
};

const read = async (): Promise<LiveState> => {
  if (client === undefined) {
    const found = await findGateway(gateway);
    if (found.kind === "none" || found.kind === "foreign") return { is: "no-gateway" };
    if (found.kind === "unreachable") return { is: "unreachable" };
    client = createGatewayClient({ origin: found.origin });
  }
  const list = await client.list();
  if (list !== undefined) return { is: "known", list };
  // What was known is better than nothing, for as long as the gateway is away.
  return state.peek().is === "known" ? state.peek() : { is: "unreachable" };
};

const look = async (): Promise<void> => {
  state.value = await read();
  nowMs.value = Date.now() + (client?.clockAheadMs ?? 0);
};

const follow = async (): Promise<void> => {
  // Nobody looks at a tab in the background; it is up to date when it is looked at.
  if (document.visibilityState === "visible") await look();
  setTimeout(() => void follow(), state.peek().is === "known" ? askAgainMs : soonMs);
};

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") void look();
});
render(
  <PageTextsProvider value={texts}>
    <LiveView state={state} nowMs={nowMs} linkTo={linkTo} />
  </PageTextsProvider>,
  root,
);
void follow();
