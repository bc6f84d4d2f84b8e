import type { PageControl } from "../control.ts";
import { createPublishers } from "./publish.ts";
import { openSource } from "./source.ts";
import { watchHls, watchWhep } from "./watch.ts";

const control: PageControl = { ...createPublishers(openSource()), watchWhep, watchHls };
Object.assign(globalThis, { bench: control });
