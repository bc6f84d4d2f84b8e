import { AppContextProvider } from "@tfx/app";
import { createLocalMedia } from "@tfx/core";
import { render } from "preact";
import { openPage, openPageContext } from "../page.ts";
import { callLessPart } from "../page-part.ts";
import { askToOpen } from "../worker-link.ts";
import { Options } from "./options.tsx";

const page = await openPage(
  callLessPart((place) => {
    if (place.at === "room") void askToOpen(place.invite);
  }),
);
const app = await openPageContext(page);
const media = createLocalMedia();

const root = document.querySelector("#root");
if (root) {
  render(
    <AppContextProvider value={app}>
      <Options media={media} />
    </AppContextProvider>,
    root,
  );
}
