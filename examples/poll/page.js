import { runWidget } from "@tfx/widget-sdk";
import { widget } from "./poll.js";

runWidget(widget);
