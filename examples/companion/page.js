import { runWidget } from "@tfx/widget-sdk";
import { widget } from "./timer.js";

runWidget(widget);
