import { createLocalMedia } from "@tfx/core";
import { render } from "preact";
import { browser } from "../browser.ts";
import { openPage, openPageContext } from "../page.ts";
import { callLessPart } from "../page-part.ts";
import { checkServer } from "../server/check-server.ts";
import { askToOpen } from "../worker-link.ts";
import { Start } from "./start.tsx";
import { createStartModel } from "./start-model.ts";

const page = await openPage(
  callLessPart((place) => {
    if (place.at === "room") void askToOpen(place.invite);
  }),
);
const app = await openPageContext(page);
const model = createStartModel(app, {
  server: page.server.origin,
  media: createLocalMedia(),
  openCall: askToOpen,
  openWindow: (url) => browser.windows.create({ url, focused: false }),
  checkServer,
  closePage: () => window.close(),
});

const root = document.querySelector("#root");
if (root) render(<Start i18n={app.i18n} model={model} />, root);
