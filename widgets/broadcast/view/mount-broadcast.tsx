import { follow, renderUntil } from "@tfx/ui";
import { adoptStyles, type TrustedWidgetContext } from "@tfx/widget-sdk";
import { openBroadcastModel } from "../model.ts";
import styles from "./broadcast.css?inline";
import { BroadcastView } from "./broadcast-view.tsx";

/** Draws the widget into `root` until it ends. */
export const mountBroadcast = async (context: TrustedWidgetContext, root: HTMLElement): Promise<void> => {
  const model = await openBroadcastModel(context);
  const { signal: end } = context;
  adoptStyles(root, [styles], end);
  renderUntil(<BroadcastView model={model} speech={follow(context.locale, end)} />, root, end);
};
